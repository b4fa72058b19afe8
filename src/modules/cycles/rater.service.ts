import { randomBytes } from 'node:crypto';
import { noId } from '../../database/stable-id.js';
import { LockMode } from '@mikro-orm/core';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { AccountEntity, isSignedIn, PersonEntity, RoleGrantEntity, type Viewer } from '../accounts/index.js';
import { councilIdsOf, managerIds } from './cycle.loader.js';
import { mayDecideConflict, mayDecideConflicts, mayDeclareConflict } from './conflict.policy.js';
import { mayAssignRaters, mayManageCycles } from './cycle.policy.js';
import { conflictDecided, conflictDeclared, raterAssigned, raterAssignmentChanged } from './cycle.stream.js';
import { ConflictDeclarationEntity, type ConflictKind } from './conflict-declaration.entity.js';
import { EvaluationEntity } from './evaluation.entity.js';
import { type LockSessions, lockRating } from './lock-rating.js';
import { isOwnPerson, seesClaims, stateWhenOut } from './own-people.js';
import { RaterAssignmentEntity } from './rater-assignment.entity.js';
import { RatingCycleEntity } from './rating-cycle.entity.js';

/** Asked of the evaluations: what becomes of the marks of a rater who leaves. */
export type OnRecused = (transaction: Transaction, assignmentId: string) => Promise<void>;

/** Evaluations that one command may name. */
export const greatestBatch = 100;

/** Who rates whom, and what stands against it. */
export class RaterService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly onRecused: OnRecused,
    /** Nothing to lock where nobody rates in sessions. */
    private readonly lockSessions: LockSessions = async () => {},
  ) {}

  /**
   * Assigns a rater to evaluations. A council's own people, past and present within the period, are refused; so are
   * oneself and whoever sees the councils' claims by office, who could look first and rate afterwards.
   */
  async assign(
    viewer: Viewer,
    request: {
      readonly raterId: string | null;
      readonly evaluationIds: readonly (string | null)[];
      readonly idempotencyKey?: string | null | undefined;
    },
  ): Promise<Outcome<{ assignmentIds: string[] }>> {
    const decision = mayManageCycles(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    const { raterId, evaluationIds } = request;
    if (evaluationIds.length === 0 || evaluationIds.length > greatestBatch) {
      return fault('OUT_OF_RANGE', ['evaluationIds'], { minimum: 1, maximum: greatestBatch });
    }
    return this.unitOfWork.run(
      {
        operation: 'raterAssign',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: {
          rater_assignment_evaluation_id_rater_id_unique: { code: 'ALREADY_EXISTS', path: ['evaluationIds'] },
        },
      },
      async (transaction) => {
        const { em, database } = transaction;
        const rater = await em.findOne(AccountEntity, { id: raterId ?? noId, status: 'ACTIVE' });
        const grant = rater && (await em.findOne(RoleGrantEntity, { accountId: rater.id, role: 'RATER', revokedAt: null }));
        if (!rater || !grant) {
          return fault('NOT_FOUND', ['raterId']);
        }
        if (rater.id === viewer.accountId || (await seesClaims(database, rater.id))) {
          return fault('CONFLICT_OF_INTEREST', ['raterId']);
        }
        // Nobody is appointed to a council while they are being assigned to it.
        await em.findOneOrFail(PersonEntity, { id: rater.personId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        const councilsOf = new Map<string, readonly string[]>();
        const assignmentIds: string[] = [];
        for (const [at, evaluationId] of evaluationIds.entries()) {
          const evaluation = await em.findOne(EvaluationEntity, { id: evaluationId ?? noId });
          const path = ['evaluationIds', String(at)];
          if (!evaluation) {
            return fault('NOT_FOUND', path);
          }
          const cycle = await em.findOneOrFail(
            RatingCycleEntity,
            { id: evaluation.cycleId },
            { lockMode: LockMode.PESSIMISTIC_READ },
          );
          const councilIds = councilsOf.get(cycle.id) ?? (await councilIdsOf(database, cycle.id));
          councilsOf.set(cycle.id, councilIds);
          const mayAssign = mayAssignRaters(viewer, { state: cycle.state, councilIds });
          if (!mayAssign.allowed) {
            return faults(decisionFaults(mayAssign, path));
          }
          if (await isOwnPerson(database, evaluation, cycle.periodFrom, rater.personId)) {
            return fault('CONFLICT_OF_INTEREST', path);
          }
          const known = await em.findOne(RaterAssignmentEntity, { raterId: rater.id, evaluationId: evaluation.id });
          if (known) {
            return fault('ALREADY_EXISTS', path);
          }
          const assignment = em.create(RaterAssignmentEntity, {
            evaluationId: evaluation.id,
            raterId: rater.id,
            pseudonym: await pseudonymIn(transaction, cycle.id, rater.id),
            assignedBy: viewer.accountId,
          });
          await em.flush();
          assignmentIds.push(assignment.id);
          transaction.publish(raterAssigned(rater.id, assignment.id));
          transaction.enter({
            action: 'rater.assigned',
            subjectType: 'Evaluation',
            subjectId: evaluation.id,
            body: { assignmentId: assignment.id, raterId: rater.id },
          });
        }
        return ok({ assignmentIds });
      },
    );
  }

  /** A rater declares what ties them to councils; NONE too has to be declared, and makes the assignment active. */
  async declare(
    viewer: Viewer,
    request: {
      readonly evaluationIds: readonly (string | null)[];
      readonly kind: ConflictKind;
      readonly note?: string | null | undefined;
      readonly idempotencyKey?: string | null | undefined;
    },
  ): Promise<Outcome<{ assignmentIds: string[] }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { evaluationIds, kind } = request;
    if (evaluationIds.length === 0 || evaluationIds.length > greatestBatch) {
      return fault('OUT_OF_RANGE', ['evaluationIds'], { minimum: 1, maximum: greatestBatch });
    }
    const note = request.note ? cleanText(request.note, { min: 1, max: 2_000, multiline: true }) : null;
    if (note && !note.ok) {
      return fault(note.code, ['note'], { minimum: 1, maximum: 2_000 });
    }
    return this.unitOfWork.run(
      {
        operation: 'conflictDeclare',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const { em } = transaction;
        const assignmentIds: string[] = [];
        for (const [at, evaluationId] of evaluationIds.entries()) {
          const path = ['evaluationIds', String(at)];
          const evaluation = await em.findOne(EvaluationEntity, { id: evaluationId ?? noId });
          // The cycle before the assignment, as its own steps lock them.
          const cycle =
            evaluation &&
            (await em.findOneOrFail(
              RatingCycleEntity,
              { id: evaluation.cycleId },
              { lockMode: LockMode.PESSIMISTIC_READ },
            ));
          const assignment = await em.findOne(
            RaterAssignmentEntity,
            { evaluationId: evaluationId ?? noId, raterId: viewer.accountId },
            { lockMode: LockMode.PESSIMISTIC_WRITE },
          );
          if (!cycle || !assignment) {
            return fault('NOT_FOUND', path);
          }
          const mayDeclare = mayDeclareConflict(viewer, assignment, cycle, kind);
          if (!mayDeclare.allowed) {
            return faults(decisionFaults(mayDeclare, path));
          }
          em.create(ConflictDeclarationEntity, {
            evaluationId: assignment.evaluationId,
            raterId: viewer.accountId,
            kind,
            source: 'SELF',
            note: note?.text ?? null,
            decision: kind === 'NONE' ? 'CLEARED' : 'PENDING',
          });
          assignment.state = kind === 'NONE' ? 'ACTIVE' : 'CONFLICTED';
          transaction.publish(raterAssignmentChanged(viewer.accountId, assignment.id));
          if (kind !== 'NONE') {
            for (const managerId of await managerIds(transaction.database)) {
              transaction.publish(conflictDeclared(managerId, assignment.id));
            }
          }
          transaction.enter({
            action: 'conflict.declared',
            subjectType: 'Evaluation',
            subjectId: assignment.evaluationId,
            body: { assignmentId: assignment.id, kind },
          });
          assignmentIds.push(assignment.id);
        }
        return ok({ assignmentIds });
      },
    );
  }

  /** Decides a declared conflict: cleared, the rater goes on; confirmed, the rater is out and marks are void. */
  async decide(
    viewer: Viewer,
    request: {
      readonly assignmentId: string | null;
      readonly confirmed: boolean;
      readonly idempotencyKey?: string | null | undefined;
    },
  ): Promise<Outcome<{ assignmentIds: string[] }>> {
    const decision = mayDecideConflicts(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    return this.unitOfWork.run(
      {
        operation: 'conflictDecide',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const { em, database, now } = transaction;
        const place = await database
          .selectFrom('rater_assignment')
          .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
          .select(['rater_assignment.id as assignmentId', 'evaluation.id as evaluationId', 'evaluation.cycle_id as cycleId'])
          .where('rater_assignment.id', '=', request.assignmentId ?? noId)
          .executeTakeFirst();
        if (!place) {
          return fault('NOT_FOUND', ['assignmentId']);
        }
        const { assignment, cycle } = await lockRating(transaction, place, this.lockSessions);
        const open = await em.find(ConflictDeclarationEntity, {
          evaluationId: assignment.evaluationId,
          raterId: assignment.raterId,
          decision: 'PENDING',
        });
        const { raterId, state } = assignment;
        const councilIds = await councilIdsOf(database, cycle.id);
        const mayDecide = mayDecideConflict(viewer, { raterId, state, isPending: open.length > 0 }, { councilIds });
        if (!mayDecide.allowed) {
          return faults(decisionFaults(mayDecide, ['assignmentId']));
        }
        for (const declaration of open) {
          declaration.decision = request.confirmed ? 'CONFIRMED' : 'CLEARED';
          declaration.decidedBy = viewer.accountId;
          declaration.decidedAt = now;
        }
        assignment.state = request.confirmed ? await stateWhenOut(transaction, assignment) : 'ACTIVE';
        if (request.confirmed) {
          await this.onRecused(transaction, assignment.id);
        }
        transaction.publish(conflictDecided(assignment.raterId, assignment.id));
        transaction.enter({
          action: 'conflict.decided',
          subjectType: 'Evaluation',
          subjectId: assignment.evaluationId,
          body: { assignmentId: assignment.id, confirmed: request.confirmed },
        });
        return ok({ assignmentIds: [assignment.id] });
      },
    );
  }
}

/** What stands for a rater within a cycle: the same in all evaluations of it, random, telling nothing. */
async function pseudonymIn({ database }: Transaction, cycleId: string, raterId: string): Promise<string> {
  const known = await database
    .selectFrom('rater_assignment')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .select('rater_assignment.pseudonym')
    .where('evaluation.cycle_id', '=', cycleId)
    .where('rater_assignment.rater_id', '=', raterId)
    .executeTakeFirst();
  return known?.pseudonym ?? `R-${randomBytes(5).toString('hex').toUpperCase()}`;
}
