import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { take } from '../../machine.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { councilIdsOf, RatingCycleEntity } from '../cycles/index.js';
import { endTimer } from '../facilitation/index.js';
import { PublicationWithdrawalEntity } from './publication-withdrawal.entity.js';
import { PublicationEntity } from './publication.entity.js';
import { withdrawalsOf, type WithdrawalWord } from './publication.loader.js';
import { publicationMachine } from './publication.machine.js';
import { approversHeard, mayReadPublication, mayWithdraw, neededApprovals } from './publication.policy.js';
import { publicationWithdrawn } from './publication.stream.js';
import { correctedBy } from './publish.js';

/** Which table is given up, and why. */
export interface Withdrawal {
  readonly publicationId: string | null;
  readonly reason: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** Gives tables up. */
export class WithdrawCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Gives up a correction that is not public yet: what it proposed stays on record, and changes nothing. What is public is
   * withdrawn by the word of a second approver; that it was there stays public, and why it is not any more.
   */
  async run(viewer: Viewer, request: Withdrawal): Promise<Outcome<{ publicationId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const reason = cleanText(request.reason, { min: 1, max: 2_000, multiline: true });
    return this.unitOfWork.run(
      { operation: 'publicationWithdraw', actorId: viewer.accountId, idempotencyKey: request.idempotencyKey, input: request },
      async (transaction) => {
        const { em, database } = transaction;
        const kept = await em.findOne(PublicationEntity, { id: request.publicationId ?? noId });
        if (!kept || !mayReadPublication(viewer, { publishedAt: kept.publishedAt ?? null })) {
          return fault('NOT_FOUND', ['id']);
        }
        // The cycle first, as its own steps lock.
        const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
        const cycle = await em.findOneOrFail(RatingCycleEntity, { id: kept.cycleId }, lock);
        const publication = await em.findOneOrFail(PublicationEntity, { id: kept.id }, lock);
        const words = await readWithdrawals(database, publication.id);
        const [given, standing] = [words, words.filter(({ stands }) => stands)].map((some) => some.map(({ approverId }) => approverId));
        const decision = mayWithdraw(viewer, {
          state: publication.state,
          corrects: correctedBy(publication)?.of ?? null,
          withdrawnBy: approversHeard(given ?? [], standing ?? []),
          councilIds: await councilIdsOf(database, cycle.id),
        });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        if (!reason.ok) {
          return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
        }
        if (!given?.includes(viewer.accountId)) {
          em.create(PublicationWithdrawalEntity, { publicationId: publication.id, approverId: viewer.accountId, reason: reason.text });
        }
        const { id: subjectId, number, snapshotHash } = publication;
        const entry = { subjectType: 'Publication', subjectId } as const;
        if (publication.state === 'PUBLISHED' && new Set([...(standing ?? []), viewer.accountId]).size < neededApprovals) {
          transaction.enter({ ...entry, action: 'publication.withdrawalAsked', body: { number, snapshotHash, reason: reason.text } });
          return ok({ publicationId: publication.id });
        }
        take(publicationMachine, publication, 'withdraw');
        await endTimer(transaction, publication.id);
        transaction.publish(publicationWithdrawn(cycle.id, publication.id, number));
        transaction.enter({
          ...entry,
          action: 'publication.withdrawn',
          body: { number, snapshotHash, reasons: [...words.map((word) => word.reason), reason.text] },
        });
        return ok({ publicationId: publication.id });
      },
    );
  }
}

async function readWithdrawals(database: Database, publicationId: string): Promise<readonly WithdrawalWord[]> {
  const [words] = await withdrawalsOf.batch(database, [publicationId]);
  if (!words || words instanceof Error) {
    throw new Error(`the withdrawals of ${publicationId} cannot be read`, { cause: words });
  }
  return words;
}
