import type { NewEvent } from '../../realtime/event.js';
import { cycleStreamKey } from '../cycles/index.js';

/** A table waits for its approvers. */
export function publicationStaged(cycleId: string, publicationId: string): NewEvent {
  return {
    stream: cycleStreamKey(cycleId),
    type: 'PublicationStaged',
    entityType: 'Publication',
    entityId: publicationId,
    body: { publicationId },
  };
}

/** A table was given up. */
export function publicationWithdrawn(cycleId: string, publicationId: string, number: number): NewEvent {
  return {
    stream: cycleStreamKey(cycleId),
    type: 'PublicationWithdrawn',
    entityType: 'Publication',
    entityId: publicationId,
    body: { publicationId, number },
  };
}

/** A table is public. */
export function publicationPublished(cycleId: string, publicationId: string, number: number): NewEvent {
  return {
    stream: cycleStreamKey(cycleId),
    type: 'PublicationPublished',
    entityType: 'Publication',
    entityId: publicationId,
    body: { publicationId, number },
  };
}
