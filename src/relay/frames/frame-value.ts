import type { DeliveredEvent, Frame } from '../../realtime/frame.js';
import { eventBody } from './event-body.js';
import type { StreamLimits } from '../../realtime/limits.js';
import type { Event, ReadyLimits } from './frames.js';
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

/** Turns a frame of the engine into the value of a stream's frame union; snapshots have a value of their own. */
export function frameToGraphQL(frame: Exclude<Frame<never>, { kind: 'Snapshot' }>, limits: StreamLimits): FrameValue {
  switch (frame.kind) {
    case 'Ready': {
      const { sessionEnd, kind, ...fields } = frame;
      return { ...fields, frame: kind, limits: limitsValue(limits, sessionEnd) };
    }
    case 'Events':
      return { frame: 'Events', cursor: frame.cursor, events: frame.events.map(eventValue) };
    default: {
      const { kind, ...fields } = frame;
      return { frame: kind, ...fields };
    }
  }
}

function limitsValue(limits: StreamLimits, sessionEnd: Date | null): ReadyLimits {
  return {
    replayedEvents: limits.replay,
    checkpointSeconds: Math.ceil(limits.checkpoint / 1_000),
    sessionExpiresAt: sessionEnd,
  };
}
