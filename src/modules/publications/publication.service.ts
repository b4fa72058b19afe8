import { LockMode } from '@mikro-orm/core';
import type { Database } from '../../database/tables.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { councilIdsOf, type CycleAdvanceCommand, RatingCycleEntity } from '../cycles/index.js';
import { adjustAsProposed } from './proposed-adjustments.js';
import { PublicationApprovalEntity } from './publication-approval.entity.js';
import { PublicationEntity } from './publication.entity.js';
import { type Approvals, approvalsOf } from './publication.loader.js';
import { approversHeard, mayApprove, mayReadPublication, neededApprovals } from './publication.policy.js';
import { publicationPublished } from './publication.stream.js';
import { standingAdjustments } from './standing-adjustments.js';

/** Approves and publishes tables. */
export class PublicationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cycles: CycleAdvanceCommand,
  ) {}

  /**
   * Approves a table by the hash that the approver saw. The second approver's yes publishes it, and the cycle with it;
   * the yes of somebody who is no approver any more does not count.
   */
  async approve(
    viewer: Viewer,
    request: {
      readonly publicationId: string | null;
      readonly snapshotHash: string;
      readonly idempotencyKey?: string | null | undefined;
    },
  ): Promise<Outcome<{ publicationId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { publicationId } = request;
    if (publicationId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    return this.unitOfWork.run(
      {
        operation: 'publicationApprove',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: {
          publication_approval_publication_id_approver_id_unique: { code: 'ALREADY_APPROVED', path: ['id'] },
        },
      },
      async (transaction) => {
        const { em, database, now } = transaction;
        const known = await database
          .selectFrom('publication')
          .select(['cycle_id', 'published_at'])
          .where('id', '=', publicationId)
          .executeTakeFirst();
        if (!known || !mayReadPublication(viewer, { publishedAt: known.published_at })) {
          return fault('NOT_FOUND', ['id']);
        }
        // The cycle first, as its own steps lock: one of them may withdraw the table at this moment.
        const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
        const cycle = await em.findOneOrFail(RatingCycleEntity, { id: known.cycle_id }, lock);
        const publication = await em.findOneOrFail(PublicationEntity, { id: publicationId }, lock);
        const { given, standing } = await readApprovals(database, publicationId);
        const decision = mayApprove(viewer, {
          state: publication.state,
          approverIds: approversHeard(given, standing),
          councilIds: await councilIdsOf(database, cycle.id),
        });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        if (publication.snapshotHash !== request.snapshotHash) {
          return fault('VERSION_CONFLICT', ['snapshotHash']);
        }
        if (!given.includes(viewer.accountId)) {
          em.create(PublicationApprovalEntity, {
            publicationId,
            approverId: viewer.accountId,
            snapshotHash: request.snapshotHash,
          });
          transaction.enter({
            action: 'publication.approved',
            subjectType: 'Publication',
            subjectId: publicationId,
            body: { number: publication.number, snapshotHash: publication.snapshotHash },
          });
        }
        if (new Set([...standing, viewer.accountId]).size < neededApprovals) {
          return ok({ publicationId });
        }
        const corrected = await em.findOne(PublicationEntity, { cycleId: cycle.id, state: 'PUBLISHED' });
        if (corrected) {
          // The cycle was published with the table before; that one stays, and says that there is a newer one.
          corrected.state = 'CORRECTED';
          await adjustAsProposed(transaction, publication, corrected.id);
          await em.flush();
          transaction.enter({
            action: 'publication.corrected',
            subjectType: 'Publication',
            subjectId: corrected.id,
            body: { number: corrected.number, by: publication.number },
          });
        } else {
          const found = await this.cycles.step(transaction, cycle, 'PUBLISHED', viewer, null);
          if (found.length > 0) {
            return faults(found);
          }
        }
        publication.state = 'PUBLISHED';
        publication.publishedAt = now;
        transaction.publish(publicationPublished(cycle.id, publicationId, publication.number));
        transaction.enter({
          action: 'publication.published',
          subjectType: 'Publication',
          subjectId: publicationId,
          body: {
            number: publication.number,
            snapshotHash: publication.snapshotHash,
            adjustments: await standingAdjustments(database, cycle.id),
          },
          reference: publication.snapshotHash,
        });
        return ok({ publicationId });
      },
    );
  }
}

async function readApprovals(database: Database, publicationId: string): Promise<Approvals> {
  const [approvals] = await approvalsOf.batch(database, [publicationId]);
  if (!approvals || approvals instanceof Error) {
    throw new Error(`the approvals of ${publicationId} cannot be read`, { cause: approvals });
  }
  return approvals;
}
