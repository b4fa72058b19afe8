import { StreamUsageError } from '../errors.js';
import type { Answer } from '../http.js';

/** An event of a frame, as far as the client looks at it. */
export interface FrameEvent {
  readonly seq: number;
  readonly prev: number;
  readonly cursor?: string;
}

/** The frames that the client knows. More may be added to the schema; they are passed over. */
export type KnownFrame =
  | { readonly kind: 'READY'; readonly recovered: boolean; readonly replayed: number }
  | { readonly kind: 'SNAPSHOT'; readonly cursor: string }
  | { readonly kind: 'EVENTS'; readonly cursor: string; readonly events: readonly FrameEvent[] }
  | { readonly kind: 'CHECKPOINT'; readonly cursor: string }
  | { readonly kind: 'RESET'; readonly reason: string }
  | { readonly kind: 'AUTH_EXPIRING'; readonly at: string };

/** The frames of a stream, out of the data of its subscription. */
export type FrameOf<Data> = NonNullable<Data[keyof Data]>;

/** A frame that carries the state of a stream. */
export type SnapshotOf<Data> = Extract<FrameOf<Data>, { readonly __typename?: `${string}Snapshot` }>;

/** A frame that carries changes. */
export type EventsOf<Data> = Extract<FrameOf<Data>, { readonly __typename?: 'Events' }>;

function field(frame: Readonly<Record<string, unknown>>, name: string, type: 'string' | 'number' | 'boolean'): never {
  const value = frame[name];
  if (typeof value !== type) {
    throw new StreamUsageError(`The subscription has to select \`${name}\` of ${String(frame.__typename)}.`);
  }
  return value as never;
}

function eventsOf(frame: Readonly<Record<string, unknown>>): readonly FrameEvent[] {
  if (!Array.isArray(frame.events)) {
    throw new StreamUsageError('The subscription has to select `events` of Events.');
  }
  for (const event of frame.events as readonly Readonly<Record<string, unknown>>[]) {
    field({ ...event, __typename: 'Event' }, 'seq', 'number');
    field({ ...event, __typename: 'Event' }, 'prev', 'number');
  }
  return frame.events as readonly FrameEvent[];
}

/** The frame in the data of an answer: the value of its one field. Throws StreamUsageError. */
export function frameIn(data: NonNullable<Answer['data']>): Readonly<Record<string, unknown>> {
  const [frame, ...others] = Object.values(data);
  if (typeof frame !== 'object' || frame === null || others.length > 0) {
    throw new StreamUsageError('A stream is a subscription with one field that gives frames.');
  }
  return frame as Readonly<Record<string, unknown>>;
}

/** Reads a frame; null for one that the client does not know. Throws StreamUsageError when something is not selected. */
export function readFrame(frame: Readonly<Record<string, unknown>>): KnownFrame | null {
  const name: string = field(frame, '__typename', 'string');
  switch (name) {
    case 'Ready':
      return {
        kind: 'READY',
        recovered: field(frame, 'recovered', 'boolean'),
        replayed: typeof frame.replayed === 'number' ? frame.replayed : 0,
      };
    case 'Events':
      return { kind: 'EVENTS', cursor: field(frame, 'cursor', 'string'), events: eventsOf(frame) };
    case 'Checkpoint':
      return { kind: 'CHECKPOINT', cursor: field(frame, 'cursor', 'string') };
    case 'Reset':
      return { kind: 'RESET', reason: typeof frame.reason === 'string' ? frame.reason : '' };
    case 'AuthExpiring':
      // It comes hours after a program has started: one that does not select it must not fail over it then.
      return typeof frame.at === 'string' ? { kind: 'AUTH_EXPIRING', at: frame.at } : null;
    default:
      return name.endsWith('Snapshot') ? { kind: 'SNAPSHOT', cursor: field(frame, 'cursor', 'string') } : null;
  }
}
