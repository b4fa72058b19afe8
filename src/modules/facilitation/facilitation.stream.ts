import { encodeNodeId } from '../../relay/nodes/node-id.js';
import type { NewEvent } from '../../realtime/event.js';
import type { FacilitatedSubject } from './facilitated-subject.js';
import type { FacilitatedType, FacilitationCause } from './facilitation.entity.js';

/** Somebody else leads. */
export function facilitationChanged(
  { id, streamKey }: Pick<FacilitatedSubject, 'id' | 'streamKey'>,
  type: FacilitatedType,
  body: { readonly term: number; readonly cause: FacilitationCause },
): NewEvent {
  return { stream: streamKey, type: 'FacilitationChanged', entityType: type, entityId: id, body: { id: encodeNodeId(type, id), ...body } };
}

/** Somebody has come or gone. Who, those are told who may know, by the object itself. */
export function attendanceChanged({ id, streamKey }: Pick<FacilitatedSubject, 'id' | 'streamKey'>, type: FacilitatedType): NewEvent {
  return {
    stream: streamKey,
    type: 'AttendanceChanged',
    entityType: type,
    entityId: id,
    body: { id: encodeNodeId(type, id) },
    unattributed: true,
  };
}
