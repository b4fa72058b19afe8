import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Database } from '../../../src/database/tables.js';
import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../../support/database.js';
import { JointRating } from '../../support/joint-rating.js';
import type { FilterSamples } from './argument-arbitraries.js';

/** The ids of some rows of a table. */
async function idsIn(database: Database, table: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${sql.table(table)} order by id`.execute(database);
  return rows.map(({ id }) => id);
}

/** Copies a row with another id and other values, past every rule but those of the database. Gives the id. */
export async function copyRow(
  database: Database,
  table: string,
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const copy = { id: randomUUID(), ...changes };
  await sql`insert into ${sql.table(table)}
    select (jsonb_populate_record(copied, ${JSON.stringify(copy)}::jsonb)).*
    from ${sql.table(table)} copied where copied.id = ${id}`.execute(database);
  return copy.id;
}

/**
 * Adds rows beside those of the demonstration, so that every list is longer than a page of one, and holds rows that
 * only the last column of its order tells apart.
 */
export async function addTies(database: Database): Promise<void> {
  const [methodology = ''] = await idsIn(database, 'methodology');
  const [council = ''] = await idsIn(database, 'council');
  const [rating = ''] = await idsIn(database, 'published_rating');
  const [publication = ''] = await idsIn(database, 'publication');
  const cycles = await idsIn(database, 'rating_cycle');
  for (const index of [2, 3, 4, 5]) {
    await copyRow(database, 'methodology', methodology, { code: `copy-${index}` });
    await copyRow(database, 'council', council, { code: `COPY-${index}`, territory_id: null });
    await copyRow(database, 'published_rating', rating);
    const cycle = await copyRow(database, 'rating_cycle', cycles[index % 2] ?? '');
    const state = index % 2 === 0 ? 'STAGED' : 'PUBLISHED';
    await copyRow(database, 'publication', publication, { cycle_id: cycle, number: index, state });
  }
}

/**
 * Has some people present in a council's stream, over a node that lives as long as the test: of every kind of sight,
 * and each three of them since the same instant.
 */
export async function addPresence(database: Database): Promise<void> {
  const [council = ''] = await idsIn(database, 'council');
  const node = randomUUID();
  await sql`insert into rt_node (id, lease_until) values (${node}, clock_timestamp() + interval '1 day')`.execute(database);
  await sql`insert into rt_presence
      (stream, connection, node_id, account_id, person_id, session_id, sight, role, joined_at)
    select ${`council:${council}`}, gen_random_uuid(), ${node}, a.id, a.person_id, gen_random_uuid(), a.place % 3,
      'OBSERVER', timestamptz '2026-03-01 09:00+05' + a.place / 3 * interval '1 minute'
    from (select id, person_id, row_number() over (order by id)::int as place from account limit 11) a`.execute(database);
}

/**
 * Schedules sessions of councils of the open period, one after the other, all for the same instant; one of each has an
 * item on the floor. rater1 looks on at some of them.
 */
export async function addSessions(test: TestDatabase): Promise<void> {
  const { database } = test;
  const joint = new JointRating(test);
  const { id: cycle } = await database
    .selectFrom('rating_cycle')
    .select('id')
    .where('state', '=', 'EVIDENCE_OPEN')
    .executeTakeFirstOrThrow();
  const rows = await database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycle).orderBy('id').execute();
  for (let index = 0; index < 5; index += 1) {
    const evaluations = rows.slice(2 * index, 2 * index + 2).map(({ id }) => id);
    const session = await joint.schedule(cycle, { observers: index % 2 === 0 ? ['rater1'] : [] }, evaluations);
    await sql`update session_item set active = true where session_id = ${session} and ordinal = 1`.execute(database);
  }
}

/**
 * Adds appeals of councils of the published period, two of them of the first one, with checks of other councils that
 * follow from one; and cases for the auditor. Of each some are done with.
 */
export async function addAppealsAndCases(database: Database): Promise<void> {
  const items = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('rating_cycle', 'rating_cycle.id', 'evaluation.cycle_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['evaluation_item.id', 'evaluation.id as evaluationId', 'rating_cycle.id as cycleId'])
    .where('rating_cycle.state', '=', 'PUBLISHED')
    .where('evaluation_item.indicator_code', '=', '1.2')
    .orderBy('council.code')
    .execute();
  const [first] = items;
  const author = sql`(select id from account order by id limit 1)`;
  const evaluations = items.slice(0, 4).map(({ evaluationId }) => evaluationId);
  for (const [at, evaluationId] of [...evaluations.slice(0, 1), ...evaluations].entries()) {
    await sql`insert into appeal (id, evaluation_id, state, created_by, version)
      values (${v7()}, ${evaluationId}, ${at % 2 === 0 ? 'FILED' : 'DECIDED'}, ${author}, 1)`.execute(database);
  }
  const [appeal = ''] = await idsIn(database, 'appeal');
  const appealItem = v7();
  await sql`insert into appeal_item (id, appeal_id, item_id, ordinal, grounds, statement, withdrawn)
    values (${appealItem}, ${appeal}, ${first?.id}, 1, '{FACTUAL_ERROR}', 'Izoh', false)`.execute(database);
  for (const [at, { id }] of items.slice(1, 6).entries()) {
    await sql`insert into equal_treatment_task (id, appeal_item_id, item_id, state)
      values (${v7()}, ${appealItem}, ${id}, ${at % 2 === 0 ? 'OPEN' : 'DONE'})`.execute(database);
    await sql`insert into audit_case (id, cycle_id, kind, subject, figure, threshold, detail, state, version)
      values (${v7()}, ${first?.cycleId}, ${at % 2 === 0 ? 'HALO' : 'OUTLIER'}, ${`laws ${at}`}, 1, 1, '{}',
        ${at % 2 === 0 ? 'OPEN' : 'EXPLAINED'}, 1)`.execute(database);
  }
}

/** Gives some entries of the ledger their places, of as many that wait: all of them would be too long a list for the laws. */
export async function addLeaves(database: Database): Promise<void> {
  await sql`insert into ledger_leaf (sequence, entry_id, leaf_hash, chain_hash)
    select row_number() over (order by e.id) - 1, e.id, repeat('0', 64), repeat('0', 64)
    from (select id from ledger_entry order by id limit 12) e`.execute(database);
}

/** Objects that have connections, by their type: the one with the longest list first, down to those with none. */
export async function ownersOf(database: Database): Promise<Readonly<Record<string, readonly string[]>>> {
  const councils = await sql<{ id: string }>`
    select council.id from council left join seat on seat.council_id = council.id
    left join appointment on appointment.seat_id = seat.id
    group by council.id order by count(appointment.id) desc, council.id`.execute(database);
  const evaluations = await sql<{ id: string }>`
    select evaluation.id from evaluation left join evidence on evidence.evaluation_id = evaluation.id
    group by evaluation.id order by count(evidence.id) desc, evaluation.id`.execute(database);
  const sessions = await sql<{ id: string }>`
    select session_id as id from session_item group by session_id order by count(*) desc, session_id`.execute(database);
  // The first council is the one whose stream people are present in.
  const rooms = await idsIn(database, 'council');
  return {
    Presence: rooms.map((id) => encodeNodeId('Council', id)),
    Council: councils.rows.map(({ id }) => encodeNodeId('Council', id)),
    Evaluation: evaluations.rows.map(({ id }) => encodeNodeId('Evaluation', id)),
    RatingSession: sessions.rows.map(({ id }) => encodeNodeId('RatingSession', id)),
  };
}

/** What filters are given. */
export async function samplesOf(database: Database): Promise<FilterSamples> {
  const cycles = await idsIn(database, 'rating_cycle');
  const [evaluations, appeals] = [await idsIn(database, 'evaluation'), await idsIn(database, 'appeal')];
  const cycleIds = [...cycles.map((id) => encodeNodeId('RatingCycle', id)), 'nonsense'];
  return {
    'AccountWhere.search': ['а', 'yev', 'ЕВ', '%', '', 'nowhere'],
    'AppealWhere.ratingCycleId': cycleIds,
    'AuditCaseWhere.ratingCycleId': cycleIds,
    'CouncilWhere.search': ['а', 'qo', "Farg'ona", 'ТОШКЕНТ', '%', '', 'nowhere'],
    'EqualTreatmentTaskWhere.appealId': [...appeals.map((id) => encodeNodeId('Appeal', id)), 'nonsense'],
    'EqualTreatmentTaskWhere.ratingCycleId': cycleIds,
    'EvaluationWhere.councilCode': ['UZ-AN', 'UZ-XO', 'uz-an', ''],
    'EvaluationWhere.ratingCycleId': cycleIds,
    'PublishedRatingWhere.rating': ['PQ-81', 'pq-81', ''],
    'PublishedRatingWhere.territoryCode': ['UZ-AN', 'UZ-TK', 'nowhere'],
    'PublishedRatingWhere.year': [2022, 2023, 2024, 0, -(2 ** 31)],
    'RatingSessionItemWhere.active': [true, false],
    'RatingSessionItemWhere.evaluationId': [...evaluations.map((id) => encodeNodeId('Evaluation', id)), 'nonsense'],
    'RatingSessionWhere.ratingCycleId': cycleIds,
  };
}
