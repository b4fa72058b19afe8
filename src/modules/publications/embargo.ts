import { LockMode } from '@mikro-orm/core';
import type { Transaction } from '../../database/unit-of-work.js';
import { type Fault } from '../../errors.js';
import { take } from '../../machine.js';
import { type CycleAdvanceCommand, RatingCycleEntity } from '../cycles/index.js';
import { claimTimer, type DueTimer, startTimer } from '../facilitation/index.js';
import { type Publication, PublicationEntity } from './publication.entity.js';
import { publicationMachine } from './publication.machine.js';
import { publish } from './publish.js';

/** The purpose of the timers at whose end a table becomes public. */
export const embargoTimer = 'publication-embargo';

/** Days that an approved table waits at most. */
export const greatestEmbargo = 14;

/**
 * Sets until when a table waits, which is said once: whoever approves after that approves it with the table. Answers what is
 * wrong with it.
 */
export function setEmbargo({ now }: Transaction, publication: Publication, until: Date): readonly Fault[] {
  const path = ['embargoUntil'];
  const present = publication.embargoUntil ?? null;
  if (present !== null) {
    return present.getTime() === until.getTime() ? [] : [{ code: 'VERSION_CONFLICT', path }];
  }
  const latest = new Date(now.getTime() + greatestEmbargo * 86_400_000);
  if (until <= now || until > latest) {
    return [{ code: 'OUT_OF_RANGE', path, parameters: { minimum: now.toISOString(), maximum: latest.toISOString() } }];
  }
  publication.embargoUntil = until;
  return [];
}

/** Lets an approved table wait. The timer is a row that any node ends, and only one of them. */
export function embargo(transaction: Transaction, publication: Publication, until: Date): void {
  take(publicationMachine, publication, 'embargo');
  const durationMs = until.getTime() - transaction.now.getTime();
  startTimer(transaction, { subjectId: publication.id, purpose: embargoTimer, objectId: publication.id, durationMs });
  transaction.enter({
    action: 'publication.embargoed',
    subjectType: 'Publication',
    subjectId: publication.id,
    body: { number: publication.number, snapshotHash: publication.snapshotHash, until: until.toISOString() },
  });
}

/** Publishes a table whose embargo is over. Nothing happens where it was given up, or another node was first. */
export async function embargoIsOver(transaction: Transaction, cycles: CycleAdvanceCommand, { id, objectId }: DueTimer): Promise<void> {
  const { em } = transaction;
  const known = await transaction.database.selectFrom('publication').select('cycle_id').where('id', '=', objectId).executeTakeFirst();
  if (!known) {
    return;
  }
  // The cycle first, as its own steps lock.
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const cycle = await em.findOneOrFail(RatingCycleEntity, { id: known.cycle_id }, lock);
  const publication = await em.findOneOrFail(PublicationEntity, { id: objectId }, lock);
  if (!(await claimTimer(transaction, id)) || publication.state !== 'EMBARGOED') {
    return;
  }
  const found = await publish(transaction, cycles, { cycle, publication, viewer: null });
  if (found.length > 0) {
    throw new Error(`the embargo of publication ${publication.number} is over, and it cannot be published: ${found.map(({ code }) => code).join(' ')}`);
  }
}
