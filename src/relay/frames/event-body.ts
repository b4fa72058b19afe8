import { createUnionType } from 'type-graphql';
import { objectTypeName, registerAbstractType, type ObjectTypeClass } from '../abstract-types.js';

const bodyByEventType = new Map<string, () => ObjectTypeClass>();

/**
 * Says which object type the bodies of events of a type are. To be called before the schema is built; several event
 * types may share one class. Throws Error when the event type has its class already.
 */
export function registerEventBody(type: string, body: () => ObjectTypeClass): void {
  if (bodyByEventType.has(type)) {
    throw new Error(`The body of the event type ${type} is registered twice`);
  }
  bodyByEventType.set(type, body);
}

/** Dresses the body of an event for the union; null for a type that no module has registered. */
export function eventBody(type: string, body: Readonly<Record<string, unknown>>): object | null {
  return bodyByEventType.has(type) ? { ...body, eventType: type } : null;
}

const typeNameOfBody = registerAbstractType('EventBody', (value) => {
  const type = (value as { eventType?: string }).eventType;
  const body = type === undefined ? undefined : bodyByEventType.get(type);
  return body && objectTypeName(body());
});

/** The union of all registered bodies. */
export const EventBody = createUnionType({
  name: 'EventBody',
  description:
    'What an event says beyond its type. More types may be added; a client passes over those it does not know.',
  types: () => [...new Set([...bodyByEventType.values()].map((body) => body()))] as (new () => object)[],
  resolveType: typeNameOfBody as (value: object) => string | undefined,
});
