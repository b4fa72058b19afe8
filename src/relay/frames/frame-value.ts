import type { DeliveredEvent, Frame } from '../../realtime/frame.js';
import { eventBody } from './event-body.js';
import type { Event, EventActor } from './frames.js';
import { encodeNodeId, isUuid } from '../nodes/node-id.js';

/** Dresses the account behind an event; null when the viewer may not know it. */
export type ActorOf = (accountId: string) => EventActor | null;

/** The value of a frame union: the fields of the frame's type, and which frame it is. */
export type FrameValue = { readonly frame: Frame<unknown>['kind'] } & Readonly<Record<string, unknown>>;

const actorById: ActorOf = (accountId) => ({ id: encodeNodeId('Account', accountId) });

function eventValue(event: DeliveredEvent, actorOf: ActorOf): Event {
  return {
    cursor: event.cursor,
    seq: event.seq,
    prev: event.prev,
    type: event.type,
    at: event.at,
    mutationId: event.mutationId,
    actor: event.actorId === null ? null : actorOf(event.actorId),
    entityId: isUuid(event.entityId) ? encodeNodeId(event.entityType, event.entityId) : null,
    body: eventBody(event.type, event.body),
  };
}

/**
 * Turns a frame of the engine into the value of a stream's frame union.
 * @param wrapSnapshot puts the state under the name that it has in the snapshot type, such as `{ council: state }`;
 *   the cursor is added
 * @param actorOf who is behind an account; its id alone unless given
 */
export function frameToGraphQL<State>(
  frame: Frame<State>,
  wrapSnapshot: (state: State) => object,
  actorOf: ActorOf = actorById,
): FrameValue {
  if (frame.kind === 'Snapshot') {
    return { ...wrapSnapshot(frame.state), cursor: frame.cursor, frame: 'Snapshot' };
  }
  if (frame.kind === 'Events') {
    const events = frame.events.map((event) => eventValue(event, actorOf));
    return { frame: 'Events', cursor: frame.cursor, events };
  }
  const { kind, ...fields } = frame;
  return { frame: kind, ...fields };
}
