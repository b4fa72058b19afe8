import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { Transaction } from '../../database/unit-of-work.js';
import { ConflictDeclarationEntity } from './conflict-declaration.entity.js';
import { conflictDecided, conflictDeclared } from './cycle.stream.js';
import { managerIds } from './cycle.loader.js';
import { type LockSessions, lockRating } from './lock-rating.js';
import type { RaterAssignment, RaterAssignmentState } from './rater-assignment.entity.js';
import type { Evaluation } from './evaluation.entity.js';
import { claimReaders } from './evaluation.policy.js';
import type { OnRecused } from './rater.service.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** Somebody who comes to sit in a council. */
export interface Appointed {
  readonly councilId: string;
  readonly personId: string;
  /** The first day on which the seat is no longer held; null while no end is set. */
  readonly endedOn: string | null;
}

/** Until the official points are fixed nobody rates a council of their own. */
const beforeSettled: readonly RatingCycleState[] = [
  'PLANNED',
  'EVIDENCE_OPEN',
  'EVIDENCE_CLOSED',
  'SCORING',
  'DELIBERATION',
];

/**
 * Takes a rater who is appointed to a council out of the rating of it: assignment and marks, by a conflict of interest
 * that is computed, decided at once, and cannot be cleared. The other way round, assigning one of the council's own
 * people, is refused where raters are assigned; both lock the person, so that neither slips past the other.
 */
export async function recuseOwnPeople(
  transaction: Transaction,
  appointed: Appointed,
  onRecused: OnRecused,
  lockSessions: LockSessions,
): Promise<void> {
  const { em, database, now } = transaction;
  let query = database
    .selectFrom('rater_assignment')
    .innerJoin('account', 'account.id', 'rater_assignment.rater_id')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .select(['rater_assignment.id', 'rater_assignment.evaluation_id', 'evaluation.cycle_id'])
    .where('account.person_id', '=', appointed.personId)
    .where('evaluation.council_id', '=', appointed.councilId)
    .where('rating_cycle.state', 'in', [...beforeSettled])
    .where('rater_assignment.state', 'in', ['DECLARING', 'ACTIVE', 'CONFLICTED', 'COMPLETED'])
    .orderBy('evaluation.cycle_id')
    .orderBy('rater_assignment.id');
  if (appointed.endedOn !== null) {
    query = query.where('rating_cycle.period_from', '<', appointed.endedOn);
  }
  for (const { id, cycle_id: cycleId, evaluation_id: evaluationId } of await query.execute()) {
    const { cycle, assignment } = await lockRating(transaction, { cycleId, evaluationId, assignmentId: id }, lockSessions);
    // A step of the cycle may just have settled the result.
    if (!beforeSettled.includes(cycle.state)) {
      continue;
    }
    const { raterId } = assignment;
    for (const pending of await em.find(ConflictDeclarationEntity, { evaluationId, raterId, decision: 'PENDING' })) {
      Object.assign(pending, { decision: 'CONFIRMED', decidedAt: now });
    }
    em.create(ConflictDeclarationEntity, {
      evaluationId,
      raterId,
      kind: 'MEMBER_OF_COUNCIL',
      source: 'COMPUTED',
      note: null,
      decision: 'CONFIRMED',
      decidedAt: now,
    });
    assignment.state = await stateWhenOut(transaction, assignment);
    await onRecused(transaction, id);
    transaction.publish(conflictDecided(raterId, id));
    for (const managerId of await managerIds(database)) {
      transaction.publish(conflictDeclared(managerId, id));
    }
    transaction.enter({
      action: 'conflict.computed',
      subjectType: 'Evaluation',
      subjectId: evaluationId,
      body: { assignmentId: id, kind: 'MEMBER_OF_COUNCIL' },
    });
  }
}

/**
 * The state of an assignment of which a conflict is confirmed: a rater who had been active is recused, one who never
 * began stays conflicted. Active is only who was once cleared, by a declaration of NONE or by a decision.
 */
export async function stateWhenOut(
  { em }: Transaction,
  { evaluationId, raterId, state }: Pick<RaterAssignment, 'evaluationId' | 'raterId' | 'state'>,
): Promise<RaterAssignmentState> {
  const wasActive =
    state === 'ACTIVE' ||
    state === 'COMPLETED' ||
    (await em.count(ConflictDeclarationEntity, { evaluationId, raterId, decision: 'CLEARED' })) > 0;
  return wasActive ? 'RECUSED' : 'CONFLICTED';
}

/**
 * Whether somebody belongs to the council of an evaluation, for all that it asks: by a seat held within the period, by
 * the composition that the cycle was planned with, or by a seat whose end was only recorded within the period. An end
 * may be dated back, but until it was recorded the seat gave its rights.
 */
export async function isOwnPerson(
  database: Database,
  { councilId, councilSnapshot }: Pick<Evaluation, 'councilId' | 'councilSnapshot'>,
  periodFrom: string,
  personId: string,
): Promise<boolean> {
  if (councilSnapshot.composition.some((member) => member.personId === personId)) {
    return true;
  }
  const held = await database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .select('appointment.id')
    .where('seat.council_id', '=', councilId)
    .where('appointment.person_id', '=', personId)
    .where((eb) =>
      eb.or([
        eb('appointment.ended_on', 'is', null),
        eb('appointment.ended_on', '>', periodFrom),
        eb.exists(
          eb
            .selectFrom('ledger_entry')
            .select('ledger_entry.id')
            .where('ledger_entry.action', '=', 'appointment.ended')
            .where('ledger_entry.subject_type', '=', 'Council')
            .where('ledger_entry.subject_id', '=', councilId)
            .where(sql<boolean>`ledger_entry.body ->> 'appointmentId' = appointment.id::text`)
            .where(sql<boolean>`(ledger_entry.created_at at time zone 'Asia/Tashkent')::date > ${periodFrom}::date`),
        ),
      ]),
    )
    .executeTakeFirst();
  return held !== undefined;
}

/** Whether an account holds an office that sees what councils claim for themselves. */
export async function seesClaims(database: Database, accountId: string): Promise<boolean> {
  const grant = await database
    .selectFrom('role_grant')
    .select('id')
    .where('account_id', '=', accountId)
    .where('role', 'in', [...claimReaders])
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return grant !== undefined;
}
