import { sql } from 'kysely';
import { seedPeople } from '../../../src/cli/demonstration/people.js';
import type { TestDatabase } from '../../support/database.js';

/** How many times the real councils are there: enough for pages of ten and of a hundred. */
const copies = 10;

/**
 * Fills a database with the 14 councils and their members ten times over, and gives PostGraphile views of just what is
 * asked: the composition of today, with the keys that it needs to join.
 */
export async function fillDatabase({ database }: TestDatabase): Promise<void> {
  await seedPeople(database);
  for (let copy = 1; copy < copies; copy += 1) {
    await sql`
      insert into council (id, code, kind, territory_id, name, sort_key, search_key)
      select md5(id::text || ${copy}::int)::uuid, code || '-' || ${copy}::int, kind, null, name, sort_key || ${copy}::int,
        search_key
      from council where kind = 'TERRITORIAL' and territory_id is not null`.execute(database);
    await sql`
      insert into seat (id, council_id, function, category, title, ordinal)
      select md5(s.id::text || ${copy}::int)::uuid, md5(c.id::text || ${copy}::int)::uuid, s.function, s.category,
        s.title, s.ordinal
      from seat s join council c on c.id = s.council_id where c.territory_id is not null`.execute(database);
    await sql`
      insert into appointment (id, seat_id, person_id, started_on, ended_on, basis)
      select md5(a.id::text || ${copy}::int)::uuid, md5(s.id::text || ${copy}::int)::uuid, a.person_id, a.started_on,
        a.ended_on, a.basis
      from appointment a join seat s on s.id = a.seat_id join council c on c.id = s.council_id
      where c.territory_id is not null`.execute(database);
  }
  await sql.raw(views).execute(database);
  await sql`analyze`.execute(database);
}

const views = `
  create schema peers;
  create view peers.council as
    select id, code, name->>'en' as name, sort_key from council where kind = 'TERRITORIAL';
  create view peers.person as
    select id, concat_ws(' ', family_name, given_name, patronymic) as full_name from person;
  create view peers.seat as select id, function, category, ordinal from seat;
  create view peers.member as
    select a.id, s.council_id, a.person_id, a.seat_id, s.ordinal
    from appointment a join seat s on s.id = a.seat_id
    where a.started_on <= (now() at time zone 'Asia/Tashkent')::date
      and (a.ended_on is null or a.ended_on > (now() at time zone 'Asia/Tashkent')::date);
  comment on view peers.council is '@primaryKey id';
  comment on view peers.person is '@primaryKey id';
  comment on view peers.seat is '@primaryKey id';
  comment on view peers.member is E'@primaryKey id\\n@foreignKey (council_id) references peers.council (id)\\n@foreignKey (person_id) references peers.person (id)\\n@foreignKey (seat_id) references peers.seat (id)';
`;
