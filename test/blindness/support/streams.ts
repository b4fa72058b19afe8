import { isRequiredArgument } from 'graphql';
import { type AnyField, schema, selectionOf } from './schema-query.js';
import type { Worlds } from './worlds.js';

/** Within events they are large, and hold nothing of evaluations. */
const far = new Set(['Council', 'MethodologyVersion', 'Person', 'Publication', 'Appointment']);

/** A subscription to a stream. */
export interface Subscription {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const isTakenUp = (field: AnyField): boolean => field.args.some(({ name }) => name === 'after');

const fields: readonly AnyField[] = Object.values(schema.getSubscriptionType()?.getFields() ?? {});

/** The subscriptions of the schema to what is written down, which can be taken up again. */
export const loggedStreams: readonly string[] = fields.filter(isTakenUp).map(({ name }) => name);

/** Those that tell what is now, each of which needs a test of its own. */
export const otherStreams: readonly string[] = fields.filter((field) => !isTakenUp(field)).map(({ name }) => name);

/** Asks for all that each stream of the log can tell, by its name. Throws for a stream without an id to give. */
export function subscriptions({ cycle, session, councilId }: Worlds): ReadonlyMap<string, Subscription> {
  const ids: Readonly<Record<string, string>> = {
    evaluationId: cycle.evaluationId,
    ratingCycleId: cycle.cycleId,
    ratingSessionId: session.sessionId,
    councilId,
  };
  return new Map(
    fields.filter(isTakenUp).map((field) => {
      const own = field.args.filter(isRequiredArgument);
      const variables = Object.fromEntries(own.map(({ name }) => [name, ids[name]]));
      if (Object.values(variables).includes(undefined)) {
        throw new Error(`The test has no id for ${field.name}`);
      }
      const declared = ['$after: Cursor', ...own.map(({ name, type }) => `$${name}: ${String(type)}`)].join(', ');
      const given = ['after: $after', ...own.map(({ name }) => `${name}: $${name}`)].join(', ');
      // A frame, its events, their bodies, the evaluation within, its items, their marks.
      const selection = selectionOf(field, { depth: 6, skip: far });
      const query = `subscription (${declared}) { ${field.name}(${given})${selection ?? ''} }`;
      return [field.name, { query, variables }];
    }),
  );
}

/** The cursor of a frame as it came. */
export function cursorOf(frame: string | undefined): string | null {
  return /"(?:Ready|Events|Checkpoint|\w+Snapshot)_cursor":"([\w-]+)"/.exec(frame ?? '')?.[1] ?? null;
}
