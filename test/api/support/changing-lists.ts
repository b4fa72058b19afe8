import { sql } from 'kysely';
import type { Database } from '../../../src/database/tables.js';
import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import { copyRow } from './connection-rows.js';

/** A row as a test thinks of it: many are of one rank, so that only their ids tell them apart. */
export interface ModelRow {
  readonly id: string;
  readonly rank: 0 | 1 | 2;
}

/** A list whose rows are the test's own. */
export interface ChangingList {
  /** The arguments that keep all other rows out. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** The node id of a row. */
  readonly nodeId: (row: ModelRow) => string;
  /** The order of the list. */
  readonly compare: (left: ModelRow, right: ModelRow) => number;
  readonly insert: (row: ModelRow) => Promise<void>;
  readonly remove: (row: ModelRow) => Promise<void>;
  /** Takes all rows out. */
  readonly clear: () => Promise<void>;
}

const byId = (left: ModelRow, right: ModelRow): number => (left.id < right.id ? -1 : Number(left.id > right.id));

/** The published figures of a rating that nobody else has. */
export async function ownRatings(database: Database): Promise<ChangingList> {
  const { id: source } = await database.selectFrom('published_rating').select('id').executeTakeFirstOrThrow();
  const rating = 'LAWS';
  return {
    variables: { where: { rating } },
    nodeId: ({ id }) => encodeNodeId('PublishedRating', id),
    compare: (left, right) => right.rank - left.rank || byId(left, right),
    insert: async ({ id, rank }) => {
      await copyRow(database, 'published_rating', source, { id, rating, year: 2000 + rank, ordinal: 1 });
    },
    remove: async ({ id }) => {
      await database.deleteFrom('published_rating').where('id', '=', id).execute();
    },
    clear: async () => {
      await database.deleteFrom('published_rating').where('rating', '=', rating).execute();
    },
  };
}

/** The appointments of a council that nobody else knows. Each has a seat of its own, for a seat is one person's at a time. */
export async function ownAppointments(database: Database): Promise<ChangingList> {
  const source = await database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .select(['appointment.id', 'appointment.seat_id', 'seat.council_id'])
    .where('appointment.ended_on', 'is', null)
    .executeTakeFirstOrThrow();
  const council = await copyRow(database, 'council', source.council_id, { code: 'LAWS', territory_id: null });
  const remove = async (id: string | null): Promise<void> => {
    await sql`delete from appointment where id = coalesce(${id}, id)
      and seat_id in (select id from seat where council_id = ${council})`.execute(database);
  };
  let seats = 0;
  return {
    variables: { owner: encodeNodeId('Council', council) },
    nodeId: ({ id }) => encodeNodeId('Appointment', id),
    compare: (left, right) => right.rank - left.rank || byId(right, left),
    insert: async ({ id, rank }) => {
      seats += 1;
      const seat = await copyRow(database, 'seat', source.seat_id, { council_id: council, ordinal: seats });
      await copyRow(database, 'appointment', source.id, { id, seat_id: seat, started_on: `2020-01-0${rank + 1}` });
    },
    remove: ({ id }) => remove(id),
    clear: () => remove(null),
  };
}
