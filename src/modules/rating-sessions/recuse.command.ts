import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import {
  conflictDeclared,
  ConflictDeclarationEntity,
  type ConflictKind,
  EvaluationEntity,
  managerIds,
  mayRecuse,
  RaterAssignmentEntity,
  raterAssignmentChanged,
  RatingCycleEntity,
} from '../cycles/index.js';
import { voidScores } from '../evaluations/index.js';
import { ratingSessionChanged } from './rating-session.stream.js';
import { sessionContext } from './session-context.js';
import { suspendWithoutQuorum } from './suspension.js';

/** A rater's own recusal from rating a council. */
export interface Recusal {
  readonly evaluationId: string | null;
  readonly kind: ConflictKind;
  readonly note?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** Lets raters recuse themselves. */
export class RecuseCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Takes the viewer out of the rating of a council, at once and for good: marks are void, the council is out of sight,
   * and sessions count without the viewer. Nobody has to decide it.
   */
  async run(viewer: Viewer, request: Recusal): Promise<Outcome<{ assignmentId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const note = request.note ? cleanText(request.note, { min: 1, max: 2_000, multiline: true }) : null;
    if (note && !note.ok) {
      return fault(note.code, ['note'], { minimum: 1, maximum: 2_000 });
    }
    if (request.kind === 'NONE') {
      return fault('NOT_ADMISSIBLE', ['kind']);
    }
    return this.unitOfWork.run(
      { operation: 'raterRecuse', actorId: viewer.accountId, idempotencyKey: request.idempotencyKey, input: request },
      async (transaction) => {
        const { em, database, now } = transaction;
        const evaluation = await em.findOne(EvaluationEntity, { id: request.evaluationId ?? noId });
        const cycle = evaluation && (await em.findOneOrFail(RatingCycleEntity, { id: evaluation.cycleId }, { lockMode: LockMode.PESSIMISTIC_READ }));
        // Sessions before the assignment, as their own commands lock: a reveal is before the recusal or after it.
        const sessionIds = evaluation ? await lockSessions(transaction, evaluation.id) : [];
        const assignment = await em.findOne(
          RaterAssignmentEntity,
          { evaluationId: request.evaluationId ?? noId, raterId: viewer.accountId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!evaluation || !cycle || !assignment) {
          return fault('NOT_FOUND', ['evaluationId']);
        }
        const decision = mayRecuse(viewer, assignment, cycle);
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['evaluationId']));
        }
        await em.findOneOrFail(EvaluationEntity, { id: evaluation.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        em.create(ConflictDeclarationEntity, {
          evaluationId: evaluation.id,
          raterId: viewer.accountId,
          kind: request.kind,
          source: 'SELF',
          note: note?.text ?? null,
          decision: 'CONFIRMED',
          decidedBy: viewer.accountId,
          decidedAt: now,
        });
        assignment.state = 'RECUSED';
        await em.flush();
        await voidScores(transaction, assignment.id);
        await em.flush();
        transaction.publish(raterAssignmentChanged(viewer.accountId, assignment.id));
        for (const managerId of await managerIds(database)) {
          transaction.publish(conflictDeclared(managerId, assignment.id));
        }
        transaction.enter({
          action: 'rater.recused',
          subjectType: 'Evaluation',
          subjectId: evaluation.id,
          body: { assignmentId: assignment.id, kind: request.kind },
        });
        await tellSessions(transaction, sessionIds);
        return ok({ assignmentId: assignment.id });
      },
    );
  }
}

/**
 * What becomes of the marks of a rater who is out, and of the sessions that have counted on them: which the caller has
 * locked before the assignment, by `lockSessions`.
 */
export async function leaveRating(transaction: Transaction, assignmentId: string): Promise<void> {
  await transaction.em.flush();
  await voidScores(transaction, assignmentId);
  await transaction.em.flush();
  const { evaluationId } = await transaction.em.findOneOrFail(RaterAssignmentEntity, { id: assignmentId });
  await tellSessions(transaction, await lockSessions(transaction, evaluationId));
}

/** The sessions of a council that are not over, locked. */
export async function lockSessions({ database }: Transaction, evaluationId: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('rating_session')
    .innerJoin('session_evaluation', 'session_evaluation.session_id', 'rating_session.id')
    .select('rating_session.id')
    .where('session_evaluation.evaluation_id', '=', evaluationId)
    .where('rating_session.state', 'in', ['SCHEDULED', 'OPEN', 'SUSPENDED'])
    .orderBy('rating_session.id')
    .forUpdate('rating_session')
    .execute();
  return rows.map(({ id }) => id);
}

async function tellSessions(transaction: Transaction, sessionIds: readonly string[]): Promise<void> {
  for (const sessionId of sessionIds) {
    transaction.publish(ratingSessionChanged(sessionId, 'RATER_RECUSED', true));
    const context = await sessionContext(transaction, sessionId);
    if (context) {
      await suspendWithoutQuorum(transaction, context);
    }
  }
}
