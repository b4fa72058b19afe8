import type { NewEvent } from '../../realtime/event.js';
import { evaluationStreamKey } from '../cycles/index.js';

/** A piece of evidence came in. */
export function evidenceAdded(evaluationId: string, evidenceId: string): NewEvent {
  return {
    stream: evaluationStreamKey(evaluationId),
    type: 'EvidenceAdded',
    entityType: 'Evidence',
    entityId: evidenceId,
    body: { evidenceId },
  };
}

/** A piece of evidence was accepted, rejected or withdrawn. */
export function evidenceDecided(evaluationId: string, evidenceId: string): NewEvent {
  return {
    stream: evaluationStreamKey(evaluationId),
    type: 'EvidenceDecided',
    entityType: 'Evidence',
    entityId: evidenceId,
    body: { evidenceId },
  };
}
