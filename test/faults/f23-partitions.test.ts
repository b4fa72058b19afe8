import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/tables.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 20, councils: 4, perSecond: 20, until: 2_000, beyond: 2_000 },
  long: { clients: 500, councils: 14, perSecond: 200, until: 10_000, beyond: 20_000 },
});

/** Takes away the tables of the class `short`, and gives it one that ends after so many milliseconds, and none after it. */
async function endDaySoon(database: Database, milliseconds: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'rt_event_short'::regclass and inhrelid <> 'rt_event_short_default'::regclass`.execute(database);
  for (const { name } of rows) {
    await sql`drop table ${sql.table(name)}`.execute(database);
  }
  await sql
    .raw(`do $$ begin
      execute format('create table rt_event_short_today partition of rt_event_short (
        constraint rt_event_short_today_pkey primary key (stream_id, seq)) for values from (%L) to (%L)',
        now() - interval '1 hour', now() + interval '${milliseconds} milliseconds');
    end $$`)
    .execute(database);
}

/** Puts what is in the table that was made into the DEFAULT one, so that the tables of real days can be made. */
async function dissolveDay(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`lock table rt_event_short in access exclusive mode`.execute(transaction);
    await sql`alter table rt_event_short detach partition rt_event_short_today`.execute(transaction);
    await sql`insert into rt_event_short_default select * from rt_event_short_today`.execute(transaction);
    await sql`drop table rt_event_short_today`.execute(transaction);
  });
}

it('F23 the day of the event log ends under load and the next one has no table: no write fails, and no event is missed', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { database } = test;
  await sql`insert into rt_stream_family values ('council', 2)`.execute(database);
  const { nodes } = await startGround(context, { count: 2, on: test });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  await endDaySoon(database, figures.until);
  load.start();
  await sleep(figures.until + figures.beyond);
  const places = await sql<{ name: string; events: string }>`select tableoid::regclass::text as name, count(*) as events
    from rt_event_short group by 1 order by 1`.execute(database);
  await dissolveDay(database);
  // A node that starts sweeps: it makes the tables that are missing, and moves what had to go elsewhere, under load.
  await nodes.end(0, 'SIGTERM');
  await nodes.again(0);
  await expect
    .poll(async () => (await sql`select 1 from rt_event_short_default limit 1`.execute(database)).rows.length, { timeout: 60_000 })
    .toBe(0);
  await sleep(figures.beyond);
  await judge(context, { database, load, crowd });
  context.tell(`before the sweep: ${places.rows.map(({ name, events }) => `${name} ${events}`).join(', ')}`);
  expect(places.rows.map(({ name }) => name)).toEqual(['rt_event_short_default', 'rt_event_short_today']);
  expect(crowd.failures).toEqual([]);
  expect(crowd.resumes.anew).toBe(0);
}));
