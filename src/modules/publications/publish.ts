import type { Transaction } from '../../database/unit-of-work.js';
import type { Fault } from '../../errors.js';
import { take } from '../../machine.js';
import type { Snapshot } from '../../publication/snapshot.js';
import type { SignedInViewer } from '../accounts/index.js';
import type { CycleAdvanceCommand, RatingCycle } from '../cycles/index.js';
import { adjustAsProposed } from './proposed-adjustments.js';
import { type Publication, PublicationEntity } from './publication.entity.js';
import { publicationMachine } from './publication.machine.js';
import { publicationPublished } from './publication.stream.js';
import { type StandingAdjustment, standingAdjustments } from './standing-adjustments.js';

/** What of a table decides what it follows; all that is asked of its snapshot here. */
export const correctedBy = ({ snapshot }: Pick<Publication, 'snapshot'>): Snapshot['correction'] =>
  (JSON.parse(snapshot) as Partial<Snapshot>).correction ?? null;

/**
 * Makes an approved table public, in the hands of its last approver or, at the end of an embargo, of nobody: with the first
 * one its cycle is published, with a correction official points are adjusted. Both are locked. Answers what stands against it.
 */
export async function publish(
  transaction: Transaction,
  cycles: CycleAdvanceCommand,
  { cycle, publication, viewer }: { readonly cycle: RatingCycle; readonly publication: Publication; readonly viewer: SignedInViewer | null },
): Promise<readonly Fault[]> {
  const { em, now } = transaction;
  const correction = correctedBy(publication);
  let made: readonly StandingAdjustment[] = [];
  if (correction) {
    const corrected = await em.findOneOrFail(PublicationEntity, { number: correction.of });
    made = await adjustAsProposed(transaction, publication, corrected.id);
    // One that was withdrawn meanwhile stays so.
    if (corrected.state === 'PUBLISHED') {
      take(publicationMachine, corrected, 'correct');
      transaction.enter({
        action: 'publication.corrected',
        subjectType: 'Publication',
        subjectId: corrected.id,
        body: { number: corrected.number, by: publication.number },
      });
    }
    await em.flush();
  } else {
    const found = await cycles.step(transaction, cycle, 'PUBLISHED', viewer, null);
    if (found.length > 0) {
      return found;
    }
  }
  take(publicationMachine, publication, 'publish');
  publication.publishedAt = now;
  transaction.publish(publicationPublished(cycle.id, publication.id, publication.number));
  transaction.enter({
    action: 'publication.published',
    subjectType: 'Publication',
    subjectId: publication.id,
    body: {
      number: publication.number,
      snapshotHash: publication.snapshotHash,
      adjustments: await standingAdjustments(transaction.database, cycle.id, made),
    },
    reference: publication.snapshotHash,
  });
  return [];
}
