import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import type { Snapshot } from '../../publication/snapshot.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { councilIdsOf, RatingCycleEntity } from '../cycles/index.js';
import { PublicationWithdrawalEntity } from './publication-withdrawal.entity.js';
import { PublicationEntity } from './publication.entity.js';
import { mayReadPublication, mayWithdraw } from './publication.policy.js';
import { publicationWithdrawn } from './publication.stream.js';

/** Which table is given up, and why. */
export interface Withdrawal {
  readonly publicationId: string | null;
  readonly reason: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** Gives tables up. */
export class WithdrawCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Gives up a correction that waits for its approvers. What it proposed stays on record, and changes nothing. */
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
        const { correction } = JSON.parse(publication.snapshot) as Partial<Snapshot>;
        const decision = mayWithdraw(viewer, {
          state: publication.state,
          corrects: correction?.of ?? null,
          councilIds: await councilIdsOf(database, cycle.id),
        });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        if (!reason.ok) {
          return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
        }
        em.create(PublicationWithdrawalEntity, { publicationId: publication.id, approverId: viewer.accountId, reason: reason.text });
        publication.state = 'WITHDRAWN';
        transaction.publish(publicationWithdrawn(cycle.id, publication.id, publication.number));
        transaction.enter({
          action: 'publication.withdrawn',
          subjectType: 'Publication',
          subjectId: publication.id,
          body: { number: publication.number, reasons: [reason.text] },
        });
        return ok({ publicationId: publication.id });
      },
    );
  }
}
