import type { DeliveredEvent, Frame } from '../../realtime/frame.js';
import { eventBody } from './event-body.js';
import type { Event } from './frames.js';
import { encodeNodeId, isUuid } from '../nodes/node-id.js';

/** The value of a frame union: the fields of the frame's type, and which frame it is. */
export type FrameValue = { readonly frame: Frame<unknown>['kind'] } & Readonly<Record<string, unknown>>;

function eventValue(event: DeliveredEvent): Event {
  return {
    cursor: event.cursor,
    seq: event.seq,
    prev: event.prev,
    type: event.type,
    at: event.at,
    mutationId: event.mutationId,
    actor: event.actorId === null ? null : { id: encodeNodeId('Account', event.actorId) },
    entityId: isUuid(event.entityId) ? encodeNodeId(event.entityType, event.entityId) : null,
    body: eventBody(event.type, event.body),
  };
}

/**
 * Turns a frame of the engine into the value of a stream's frame union.
 * @param wrapSnapshot puts the state under the name that it has in the snapshot type, such as `{ council: state }`;
 *   the cursor is added
 */
export function frameToGraphQL<State>(
  frame: Frame<State>,
  wrapSnapshot: (state: State) => object,
): FrameValue {
  if (frame.kind === 'Snapshot') {
    return { ...wrapSnapshot(frame.state), cursor: frame.cursor, frame: 'Snapshot' };
  }
  if (frame.kind === 'Events') {
    return { frame: 'Events', cursor: frame.cursor, events: frame.events.map(eventValue) };
  }
  const { kind, ...fields } = frame;
  return { frame: kind, ...fields };
}
