import { type Selectable, sql } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { type PositionColumn, positionColumn } from '../../realtime/postgres/position-column.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import { cycleStreamKey, evaluationStreamKey } from './cycle.stream.js';
import { type EvaluationFacts, leavingStates, seeingStates } from './evaluation.policy.js';

/** A cycle as plain rows see it. */
export type RatingCycleRow = Selectable<Tables['rating_cycle']> & { readonly position: PositionColumn };

/** An evaluation as plain rows see it, with the raters whom it is open to. */
export type EvaluationRow = Selectable<Tables['evaluation']> & {
  readonly position: PositionColumn;
  readonly rater_ids: readonly string[];
};

/** What the rule of who sees an evaluation looks at. */
export const factsOfEvaluation = (row: EvaluationRow): EvaluationFacts => ({
  evaluationId: row.id,
  councilId: row.council_id,
  raterIds: row.rater_ids,
});

/** An assignment as plain rows see it. */
export type RaterAssignmentRow = Selectable<Tables['rater_assignment']>;

/** The newest period first. */
export const cycleOrdering = defineOrdering([
  { column: 'rating_cycle.period_from', type: 'date', direction: 'desc' },
  { column: 'rating_cycle.id', type: 'uuid', direction: 'desc' },
]);

/** By the council's name. */
export const evaluationOrdering = defineOrdering([
  { column: 'evaluation.sort_key', type: 'text', direction: 'asc' },
  { column: 'evaluation.id', type: 'uuid', direction: 'asc' },
]);

/** Cycles with the position of their streams at the same instant. */
export function cycleRows(database: Database) {
  return database
    .selectFrom('rating_cycle')
    .selectAll('rating_cycle')
    .select(positionColumn(cycleStreamKey, 'rating_cycle.id').as('position'));
}

/** Evaluations with the position of their streams, and the raters whom they are open to, at the same instant. */
export function evaluationRows(database: Database) {
  return database
    .selectFrom('evaluation')
    .selectAll('evaluation')
    .select([
      positionColumn(evaluationStreamKey, 'evaluation.id').as('position'),
      sql<string[]>`array(
        select a.rater_id::text from rater_assignment a
        where a.evaluation_id = evaluation.id and a.state = any(${[...seeingStates]}::text[]))`.as('rater_ids'),
    ]);
}

/** Cycles by id. */
export const cycleById = defineLoader<string, RatingCycleRow | null>(async (database, ids) => {
  const rows = await cycleRows(database).where('rating_cycle.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** Evaluations by id, whoever asks: visibility is for the caller. */
export const evaluationById = defineLoader<string, EvaluationRow | null>(async (database, ids) => {
  const rows = await evaluationRows(database).where('evaluation.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** The evaluations of a cycle by the council's name, whoever asks: visibility is for the caller. */
export const evaluationsOfCycle = defineLoader<string, EvaluationRow[]>(async (database, cycleIds) => {
  const rows = await evaluationRows(database)
    .where('evaluation.cycle_id', 'in', cycleIds)
    .orderBy('evaluation.sort_key')
    .orderBy('evaluation.id')
    .execute();
  return grouped(cycleIds, rows, (row) => row.cycle_id);
});

/** The councils that cycles rate, as the rules on cycles ask for them; fixed when a cycle is planned. */
export const councilsOfCycle = defineLoader<string, readonly string[]>(async (database, cycleIds) => {
  const rows = await database
    .selectFrom('evaluation')
    .select(['cycle_id', 'council_id'])
    .where('cycle_id', 'in', cycleIds)
    .execute();
  return grouped(cycleIds, rows, (row) => row.cycle_id).map((group) => group.map((row) => row.council_id));
});

/** The councils that a cycle rates, as a command asks for them. */
export async function councilIdsOf(database: Database, cycleId: string): Promise<string[]> {
  const rows = await database.selectFrom('evaluation').select('council_id').where('cycle_id', '=', cycleId).execute();
  return rows.map((row) => row.council_id);
}

/** Assignments by id, whoever asks. */
export const assignmentById = defineLoader<string, RaterAssignmentRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('rater_assignment').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** The assignments of an evaluation, in an order that tells nothing. */
export const assignmentsOfEvaluation = defineLoader<string, RaterAssignmentRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('rater_assignment')
    .selectAll()
    .where('evaluation_id', 'in', ids)
    .orderBy('pseudonym')
    .execute();
  return grouped(ids, rows, (row) => row.evaluation_id);
});

/** The accounts that run cycles. */
export async function managerIds(database: Database): Promise<string[]> {
  const rows = await database
    .selectFrom('role_grant')
    .select('account_id')
    .where('role', '=', 'CYCLE_MANAGER')
    .where('revoked_at', 'is', null)
    .orderBy('account_id')
    .execute();
  return rows.map((row) => row.account_id);
}

/**
 * The accounts that are told how far the marking of a council has come: its managers, but for the council's own people
 * and whoever was to rate it and has left. The rule of `isBarredFrom`, for whoever is not asking.
 */
export async function progressHearerIds(database: Database, evaluationId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('role_grant')
    .innerJoin('account', 'account.id', 'role_grant.account_id')
    .select('role_grant.account_id')
    .where('role_grant.role', '=', 'CYCLE_MANAGER')
    .where('role_grant.revoked_at', 'is', null)
    .where(sql<boolean>`not exists (
      select 1 from rater_assignment a
      where a.rater_id = account.id and a.evaluation_id = ${evaluationId} and a.state = any(${[...leavingStates]}::text[]))`)
    .where(sql<boolean>`not exists (
      select 1 from appointment p join seat s on s.id = p.seat_id join evaluation e on e.council_id = s.council_id
      where p.person_id = account.person_id and e.id = ${evaluationId}
        and p.started_on <= (now() at time zone 'Asia/Tashkent')::date
        and (p.ended_on is null or p.ended_on > (now() at time zone 'Asia/Tashkent')::date))`)
    .orderBy('role_grant.account_id')
    .execute();
  return rows.map((row) => row.account_id);
}
