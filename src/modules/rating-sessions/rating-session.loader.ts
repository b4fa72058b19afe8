import { type Selectable, sql } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { type PositionColumn, positionColumn } from '../../realtime/postgres/position-column.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import type { RatingCycleState } from '../cycles/index.js';
import { ratingSessionStreamKey } from './rating-session.stream.js';

/** A session as plain rows see it, with what decides who may see and do what. */
export type RatingSessionRow = Selectable<Tables['rating_session']> & {
  readonly position: PositionColumn;
  readonly cycle_state: RatingCycleState;
  readonly holder_id: string;
  readonly council_ids: readonly string[];
  readonly evaluation_ids: readonly string[];
  /** The accounts that rate one of its councils, each as often as it rates one. */
  readonly rater_ids: readonly string[];
  readonly observer_ids: readonly string[];
  readonly present_ids: readonly string[];
  readonly min_raters: number;
};

/** The newest start first. */
export const ratingSessionOrdering = defineOrdering([
  { column: 'rating_session.starts_at', type: 'timestamptz', direction: 'desc' },
  { column: 'rating_session.id', type: 'uuid', direction: 'desc' },
]);

const inForce = sql`a.state in ('ACTIVE', 'COMPLETED')`;

/** Sessions with the position of their streams, and whom they are open to, at the same instant. */
export function ratingSessionRows(database: Database) {
  return database
    .selectFrom('rating_session')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'rating_session.cycle_id')
    .innerJoin('methodology_version', 'methodology_version.id', 'rating_cycle.methodology_version_id')
    .innerJoin('facilitation', 'facilitation.subject_id', 'rating_session.id')
    .selectAll('rating_session')
    .select(['rating_cycle.state as cycle_state', 'facilitation.holder_id'])
    .select([
      positionColumn(ratingSessionStreamKey, 'rating_session.id').as('position'),
      sql<number>`(methodology_version.body ->> 'minRaters')::int`.as('min_raters'),
      sql<string[]>`array(
        select e.council_id::text from session_evaluation se join evaluation e on e.id = se.evaluation_id
        where se.session_id = rating_session.id)`.as('council_ids'),
      sql<string[]>`array(
        select se.evaluation_id::text from session_evaluation se where se.session_id = rating_session.id)`.as('evaluation_ids'),
      sql<string[]>`array(
        select a.rater_id::text from session_evaluation se join rater_assignment a on a.evaluation_id = se.evaluation_id
        where se.session_id = rating_session.id and ${inForce})`.as('rater_ids'),
      sql<string[]>`array(
        select o.account_id::text from session_observer o where o.session_id = rating_session.id)`.as('observer_ids'),
      sql<string[]>`array(
        select c.account_id::text from check_in c where c.subject_id = rating_session.id and c.checked_out_at is null)`.as('present_ids'),
    ]);
}

/** Sessions by id, whoever asks: visibility is for the caller. */
export const ratingSessionById = defineLoader<string, RatingSessionRow | null>(async (database, ids) => {
  const rows = await ratingSessionRows(database).where('rating_session.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** The evaluations of a session that an account rates, and may come to rate: what its sight of it hangs on. */
export async function assignedEvaluations(
  database: Database,
  sessionId: string,
  accountId: string | null,
): Promise<{ readonly ratedIds: readonly string[]; readonly declaringIds: readonly string[] }> {
  const rows =
    accountId === null
      ? []
      : await database
          .selectFrom('session_evaluation')
          .innerJoin('rater_assignment', 'rater_assignment.evaluation_id', 'session_evaluation.evaluation_id')
          .select(['session_evaluation.evaluation_id as id', 'rater_assignment.state'])
          .where('session_evaluation.session_id', '=', sessionId)
          .where('rater_assignment.rater_id', '=', accountId)
          .where('rater_assignment.state', 'in', ['DECLARING', 'ACTIVE', 'COMPLETED'])
          .execute();
  return {
    ratedIds: rows.filter(({ state }) => state !== 'DECLARING').map(({ id }) => id),
    declaringIds: rows.filter(({ state }) => state === 'DECLARING').map(({ id }) => id),
  };
}

/** A protocol with what was signed and refused. */
export interface ProtocolRow {
  readonly session_id: string;
  readonly body: string;
  readonly hash: string;
  readonly signed: number;
  readonly refusals: readonly string[];
  readonly signer_ids: readonly string[];
}

/** The protocols of sessions. */
export const protocolOf = defineLoader<string, ProtocolRow | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('session_protocol')
    .select(['session_id', 'body', 'hash'])
    .select([
      sql<number>`(select count(*)::int from protocol_signature s
        where s.session_id = session_protocol.session_id and s.refusal_reason is null)`.as('signed'),
      sql<string[]>`array(select s.refusal_reason from protocol_signature s
        where s.session_id = session_protocol.session_id and s.refusal_reason is not null order by s.refusal_reason)`.as('refusals'),
      sql<string[]>`array(select s.account_id::text from protocol_signature s
        where s.session_id = session_protocol.session_id)`.as('signer_ids'),
    ])
    .where('session_id', 'in', ids)
    .execute();
  return inOrder(ids, rows, (row) => row.session_id);
});

/** What a protocol holds of one council, with what decides who reads it. */
export type ProtocolCouncilRow = Selectable<Tables['session_protocol_council']> & {
  readonly council_id: string;
  readonly council_code: string;
  readonly holder_id: string;
  readonly rater_ids: readonly string[];
  readonly observer_ids: readonly string[];
};

/** The parts of protocols, by the council's name. */
export const protocolCouncilsOf = defineLoader<string, ProtocolCouncilRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('session_protocol_council')
    .innerJoin('evaluation', 'evaluation.id', 'session_protocol_council.evaluation_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .innerJoin('facilitation', 'facilitation.subject_id', 'session_protocol_council.session_id')
    .selectAll('session_protocol_council')
    .select(['evaluation.council_id', 'council.code as council_code', 'facilitation.holder_id'])
    .select([
      sql<string[]>`array(
        select a.rater_id::text from rater_assignment a
        where a.evaluation_id = session_protocol_council.evaluation_id and ${inForce})`.as('rater_ids'),
      sql<string[]>`array(
        select o.account_id::text from session_observer o
        where o.session_id = session_protocol_council.session_id)`.as('observer_ids'),
    ])
    .where('session_protocol_council.session_id', 'in', ids)
    .orderBy('evaluation.sort_key')
    .execute();
  return grouped(ids, rows, (row) => row.session_id);
});

/** The evaluations of sessions, by the council's name. */
export const evaluationsOfSession = defineLoader<string, { readonly session_id: string; readonly evaluation_id: string }[]>(
  async (database, ids) => {
    const rows = await database
      .selectFrom('session_evaluation')
      .innerJoin('evaluation', 'evaluation.id', 'session_evaluation.evaluation_id')
      .select(['session_evaluation.session_id', 'session_evaluation.evaluation_id'])
      .where('session_evaluation.session_id', 'in', ids)
      .orderBy('evaluation.sort_key')
      .execute();
    return grouped(ids, rows, (row) => row.session_id);
  },
);
