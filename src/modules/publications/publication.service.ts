import { LockMode } from '@mikro-orm/core';
import type { Database } from '../../database/tables.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { take } from '../../machine.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { councilIdsOf, type CycleAdvanceCommand, RatingCycleEntity } from '../cycles/index.js';
import { embargo, setEmbargo } from './embargo.js';
import { PublicationApprovalEntity } from './publication-approval.entity.js';
import { PublicationEntity } from './publication.entity.js';
import { publicationMachine } from './publication.machine.js';
import { type Approvals, approvalsOf } from './publication.loader.js';
import { approversHeard, mayApprove, mayReadPublication, neededApprovals } from './publication.policy.js';
import { publish } from './publish.js';

/** Approves and publishes tables. */
export class PublicationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cycles: CycleAdvanceCommand,
  ) {}

  /**
   * Approves a table by the hash that the approver saw. The second approver's yes publishes it, and the cycle with it, at
   * once or when its embargo is over; the yes of somebody who is no approver any more does not count.
   */
  async approve(
    viewer: Viewer,
    request: {
      readonly publicationId: string | null;
      readonly snapshotHash: string;
      /** Until when it is to wait once it is approved. */
      readonly embargoUntil?: Date | null | undefined;
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
        const wrong = request.embargoUntil ? setEmbargo(transaction, publication, request.embargoUntil) : [];
        if (wrong.length > 0) {
          return faults(wrong);
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
        take(publicationMachine, publication, 'approve');
        const until = publication.embargoUntil ?? null;
        if (until !== null && until > now) {
          embargo(transaction, publication, until);
          return ok({ publicationId });
        }
        const found = await publish(transaction, this.cycles, { cycle, publication, viewer });
        if (found.length > 0) {
          return faults(found);
        }
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
