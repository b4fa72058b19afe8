import { sql } from 'kysely';
import type { Database } from '../../../database/tables.js';
import type { PresentPerson, Sight } from '../person.js';
import type { RoomLook, RoomsLook } from '../store.js';
import { liveNodes, milliseconds, presentPeople } from './live.js';
import './tables.js';

interface CountColumn {
  readonly stream: string;
  readonly sight: Sight;
  readonly people: number;
}

interface PersonColumn {
  readonly stream: string;
  readonly person_id: string;
  readonly account_id: string;
  readonly sight: Sight;
  readonly role: string;
  readonly state: string | null;
  readonly joined: string;
}

interface LookRow {
  readonly at: string;
  readonly is_settled: boolean;
  readonly counts: readonly CountColumn[] | null;
  readonly people: readonly PersonColumn[] | null;
}

/** Looks at rooms with one statement, so that all of it is of one instant. */
export async function lookAtRooms(
  database: Database,
  streams: readonly string[],
  listed: number,
  personIds: readonly string[],
): Promise<RoomsLook> {
  const { rows } = await sql<LookRow>`
    with person as materialized (${presentPeople(sql<boolean>`p.stream = any(${streams}::text[])`)}),
    ranked as (select person.*, count(*) over (partition by stream order by sight) as upto from person)
    select ${milliseconds(sql`clock_timestamp()`)} as at,
      coalesce((select bool_and(l.is_kept) from (${liveNodes}) l), true) as is_settled,
      (select jsonb_agg(c) from (select stream, sight, count(*) as people from person group by stream, sight) c) as counts,
      (select jsonb_agg(r) from (
        select stream, person_id, account_id, sight, role, state, ${milliseconds(sql`joined_at`)} as joined from ranked
        where upto <= ${listed} or person_id = any(${personIds}::uuid[])
        order by stream, joined_at, person_id) r) as people
  `.execute(database);
  const [row] = rows;
  if (!row) {
    throw new Error('a look at presence has no answer');
  }
  const rooms = new Map<string, RoomLook>(
    streams.map((stream) => [
      stream,
      {
        counts: new Map(row.counts?.filter((count) => count.stream === stream).map(({ sight, people }) => [sight, people])),
        people: row.people?.filter((person) => person.stream === stream).map(personOf) ?? [],
      },
    ]),
  );
  return { at: new Date(Number(row.at)), isSettled: row.is_settled, rooms };
}

function personOf({ account_id, person_id, sight, role, state, joined }: PersonColumn): PresentPerson {
  return { accountId: account_id, personId: person_id, sight, role, state, joinedAt: new Date(Number(joined)) };
}
