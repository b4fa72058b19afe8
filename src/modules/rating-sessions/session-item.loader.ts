import { type RawBuilder, type Selectable, sql } from 'kysely';
import { defineLoader, grouped, inOrder, type Loaders } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineNestedPages, type NestedPages } from '../../relay/connections/nested-pages.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import type { RatingCycleState } from '../cycles/index.js';
import { takingPartIn } from '../facilitation/index.js';
import type { RatingSessionState } from './rating-session.entity.js';
import type { SessionItemState } from './session-item.entity.js';

/** An item on an agenda as plain rows see it, with what decides who may see and do what. */
export type SessionItemRow = Selectable<Tables['session_item']> & {
  readonly evaluation_id: string;
  readonly council_id: string;
  readonly indicator_code: string;
  readonly session_state: RatingSessionState;
  readonly cycle_state: RatingCycleState;
  readonly holder_id: string;
  readonly council_ids: readonly string[];
  readonly evaluation_ids: readonly string[];
  readonly rater_ids: readonly string[];
  readonly observer_ids: readonly string[];
  readonly taking_part_ids: readonly string[];
  readonly max_rounds: number;
};

/** In the order of the agenda. */
const sessionItemOrdering = defineOrdering([
  { column: 'session_item.ordinal', type: 'integer', direction: 'asc' },
  { column: 'session_item.id', type: 'uuid', direction: 'asc' },
]);

/** Items on agendas, with whom they are open to, at the same instant. */
export function sessionItemRows(database: Database) {
  return database
    .selectFrom('session_item')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'session_item.item_id')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('rating_session', 'rating_session.id', 'session_item.session_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'rating_session.cycle_id')
    .innerJoin('methodology_version', 'methodology_version.id', 'rating_cycle.methodology_version_id')
    .innerJoin('facilitation', 'facilitation.subject_id', 'rating_session.id')
    .selectAll('session_item')
    .select([
      'evaluation_item.evaluation_id',
      'evaluation.council_id',
      'evaluation_item.indicator_code',
      'rating_session.state as session_state',
      'rating_cycle.state as cycle_state',
      'facilitation.holder_id',
    ])
    .select([
      sql<number>`(methodology_version.body ->> 'maxRounds')::int`.as('max_rounds'),
      sql<string[]>`array(
        select e.council_id::text from session_evaluation se join evaluation e on e.id = se.evaluation_id
        where se.session_id = session_item.session_id)`.as('council_ids'),
      sql<string[]>`array(
        select se.evaluation_id::text from session_evaluation se where se.session_id = session_item.session_id)`.as('evaluation_ids'),
      sql<string[]>`array(
        select a.rater_id::text from rater_assignment a
        where a.evaluation_id = evaluation_item.evaluation_id and a.state in ('ACTIVE', 'COMPLETED'))`.as('rater_ids'),
      sql<string[]>`array(
        select o.account_id::text from session_observer o where o.session_id = session_item.session_id)`.as('observer_ids'),
      takingPartIn(sql.ref('session_item.session_id'), sql`coalesce(rating_session.closed_at, now())`).as('taking_part_ids'),
    ]);
}

/** Items on agendas by id, whoever asks: visibility is for the caller. */
export const sessionItemById = defineLoader<string, SessionItemRow | null>(async (database, ids) => {
  const rows = await sessionItemRows(database).where('session_item.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** The session that has taken an item up again after it was put off, by the item on the agenda it was put off from; null where none has. */
export const nextSessionOf = defineLoader<string, string | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('session_item as before')
    .innerJoin('session_item as next', (join) =>
      join.onRef('next.item_id', '=', 'before.item_id').onRef('next.created_at', '>', 'before.created_at'),
    )
    .distinctOn('before.id')
    .select(['before.id', 'next.session_id'])
    .where('before.id', 'in', ids)
    .orderBy('before.id')
    .orderBy('next.created_at')
    .execute();
  return inOrder(ids, rows, (row) => row.id).map((row) => row?.session_id ?? null);
});

/** Which items of an agenda. */
export interface AgendaFilter {
  /** The account that looks on, or rates the council of the item; null for all items but those that are barred. */
  readonly readerId: string | null;
  /** Evaluations and councils that the reader is barred from. */
  readonly barred: { readonly evaluationIds: readonly string[]; readonly councilIds: readonly string[] };
  readonly state: SessionItemState | null;
  readonly isActive: boolean;
  readonly evaluationId: string | null;
}

const agendas = new WeakMap<Loaders, Map<string, NestedPages<SessionItemRow>>>();

/** The agendas of sessions under a filter. It is one list for a whole operation: the pages of all sessions are read at once. */
export function agendaOf(loaders: Loaders, filter: AgendaFilter): NestedPages<SessionItemRow> {
  const known = agendas.get(loaders) ?? new Map<string, NestedPages<SessionItemRow>>();
  agendas.set(loaders, known);
  const name = JSON.stringify(filter);
  const pages = known.get(name) ?? defineNestedPages((database, sessionId) => itemsOfAgenda(database, sessionId, filter), sessionItemOrdering);
  known.set(name, pages);
  return pages;
}

function itemsOfAgenda(database: Database, sessionId: RawBuilder<string>, { readerId, barred, state, isActive, evaluationId }: AgendaFilter) {
  // The rule of `mayReadSessionItem` as a condition; a test holds the two together.
  let query = sessionItemRows(database).where('session_item.session_id', '=', sessionId);
  if (barred.evaluationIds.length > 0 || barred.councilIds.length > 0) {
    query = query.where(
      sql<boolean>`evaluation.id <> all(${barred.evaluationIds}::uuid[]) and evaluation.council_id <> all(${barred.councilIds}::uuid[])`,
    );
  }
  if (readerId !== null) {
    query = query.where(
      sql<boolean>`(exists (
        select 1 from session_observer o where o.session_id = session_item.session_id and o.account_id = ${readerId})
      or exists (
        select 1 from rater_assignment a
        where a.evaluation_id = evaluation_item.evaluation_id and a.rater_id = ${readerId} and a.state in ('ACTIVE', 'COMPLETED')))`,
    );
  }
  if (state !== null) {
    query = query.where('session_item.state', '=', state);
  }
  if (isActive) {
    query = query.where('session_item.active', '=', true);
  }
  return evaluationId === null ? query : query.where('evaluation_item.evaluation_id', '=', evaluationId);
}

/** A round with its end, as plain rows see it. */
export type RatingRoundRow = Selectable<Tables['rating_round']> & {
  readonly item_id: string;
  readonly ends_at: Date | null;
};

/** The rounds of items, in their order. */
export const roundsOfItem = defineLoader<string, RatingRoundRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('rating_round')
    .innerJoin('session_item', 'session_item.id', 'rating_round.session_item_id')
    .leftJoin('timer', 'timer.object_id', 'rating_round.id')
    .selectAll('rating_round')
    .select(['session_item.item_id', 'timer.ends_at'])
    .where('rating_round.session_item_id', 'in', ids)
    .orderBy('rating_round.number')
    .execute();
  return grouped(ids, rows, (row) => row.session_item_id);
});

/** How far a round has come: raters who have marked or passed in it, of all who were to. */
export interface RoundProgress {
  readonly responded: number;
  readonly entitled: number;
}

/**
 * The progress of rounds; for those alone who may know it. A rater who has left since the round was opened stays in both
 * numbers, by a void mark or a pass where there was one: "3 of 5" that became "2 of 4" would tell whose the third was.
 */
export const progressInRound = defineLoader<string, RoundProgress>(async (database, ids) => {
  const { rows } = await sql<RoundProgress & { readonly id: string }>`
    select r.id, count(a.id)::int as entitled, count(a.id) filter (where d.responded)::int as responded
    from rating_round r
    join session_item t on t.id = r.session_item_id
    join evaluation_item i on i.id = t.item_id
    join rater_assignment a on a.evaluation_id = i.evaluation_id
    cross join lateral (
      select exists (select 1 from round_pass p where p.round_id = r.id and p.assignment_id = a.id) or exists (
        select 1 from score s where s.item_id = i.id and s.round = r.number and s.assignment_id = a.id
          and s.state in ('COMMITTED', 'REVEALED', 'LOCKED', 'VOID')) as responded) d
    where r.id = any(${ids}::uuid[]) and (a.state in ('ACTIVE', 'COMPLETED') or (a.state = 'RECUSED' and (d.responded or exists (
      select 1 from conflict_declaration c where c.evaluation_id = a.evaluation_id and c.rater_id = a.rater_id
        and c.decision = 'CONFIRMED' and c.decided_at >= r.opened_at))))
    group by r.id`.execute(database);
  return inOrder(ids, rows, (row) => row.id).map((row) => row ?? { responded: 0, entitled: 0 });
});

/** A proposal as plain rows see it. */
export type ProposalRow = Selectable<Tables['consensus_proposal']>;

/** The proposals of items, oldest first. */
export const proposalsOfItem = defineLoader<string, ProposalRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('consensus_proposal')
    .selectAll()
    .where('session_item_id', 'in', ids)
    .orderBy('id')
    .execute();
  return grouped(ids, rows, (row) => row.session_item_id);
});

/** An answer to a proposal, under the rater's pseudonym. */
export type ProposalVoteRow = Pick<Selectable<Tables['proposal_vote']>, 'proposal_id' | 'vote' | 'text'> & {
  readonly pseudonym: string;
};

/** The answers to proposals, in an order that tells nothing. */
export const votesOfProposal = defineLoader<string, ProposalVoteRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('proposal_vote')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'proposal_vote.assignment_id')
    .select(['proposal_vote.proposal_id', 'proposal_vote.vote', 'proposal_vote.text', 'rater_assignment.pseudonym'])
    .where('proposal_vote.proposal_id', 'in', ids)
    .orderBy('rater_assignment.pseudonym')
    .execute();
  return grouped(ids, rows, (row) => row.proposal_id);
});

/** A minority opinion, under the rater's pseudonym. */
export interface DissentRow {
  readonly session_item_id: string;
  readonly text: string;
  readonly pseudonym: string;
}

/** The dissents on items, in an order that tells nothing. */
export const dissentsOfItem = defineLoader<string, DissentRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('dissent')
    .innerJoin('rater_assignment', 'rater_assignment.id', 'dissent.assignment_id')
    .select(['dissent.session_item_id', 'dissent.text', 'rater_assignment.pseudonym'])
    .where('dissent.session_item_id', 'in', ids)
    .orderBy('rater_assignment.pseudonym')
    .execute();
  return grouped(ids, rows, (row) => row.session_item_id);
});

/** The methodology version and the indicator of items, by item. */
export const methodologyOfItem = defineLoader<
  string,
  { readonly methodologyVersionId: string; readonly indicatorCode: string } | null
>(async (database, ids) => {
  const rows = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .select(['evaluation_item.id', 'evaluation_item.indicator_code', 'rating_cycle.methodology_version_id'])
    .where('evaluation_item.id', 'in', ids)
    .execute();
  return inOrder(ids, rows, (row) => row.id).map(
    (row) => row && { methodologyVersionId: row.methodology_version_id, indicatorCode: row.indicator_code },
  );
});
