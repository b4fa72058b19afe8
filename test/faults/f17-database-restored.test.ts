import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, inject, it } from 'vitest';
import { createOrm, readDatabase } from '../../src/database/orm.js';
import { entities } from '../../src/entities.js';
import { expectSensitive, expectSound } from './support/checker.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { headsOf, readStreams } from './support/stream-log.js';

const figures = inForm({
  short: { clients: 20, councils: 4, perSecond: 20, milliseconds: 1_500 },
  long: { clients: 500, councils: 14, perSecond: 100, milliseconds: 20_000 },
});

/** Runs statements on the maintenance database of the run's cluster. */
async function administer(...statements: readonly string[]): Promise<void> {
  const client = new Client({ ...inject('cluster'), database: 'postgres' });
  await client.connect();
  for (const statement of statements) {
    await client.query(statement);
  }
  await client.end();
}

/** Keeps everybody out of a database, and ends who is in it. */
const closed = (name: string): readonly string[] => [
  `alter database ${name} allow_connections false`,
  `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
];

it('F17 an older state of the database is restored behind running clients: each is told that its history is another one', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { nodes } = await startGround(context, { count: 2, on: test });
  const name = 'database' in test.connection ? test.connection.database : '';
  const loads: Load[] = [];
  /** Writes for a while, with nobody else writing. */
  const write = async (): Promise<void> => {
    const load = await Load.prepare({ urls: nodes.urls, ...figures });
    context.finally(() => load.abandon());
    loads.push(load);
    load.start();
    await sleep(figures.milliseconds);
    await load.stop();
  };
  const feeds = (await Load.prepare({ urls: nodes.urls, ...figures })).feeds();
  const crowd = new Crowd({ feeds, count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  await write();
  // The backup is a copy of the files, for which nobody may be connected; sockets stay meanwhile.
  await administer(...closed(name), `create database ${name}_backup template ${name}`, `alter database ${name} allow_connections true`);
  await write();
  const keys = feeds.map(({ stream }) => stream);
  const lost = await readStreams(test.database, keys);
  await crowd.untilAt(headsOf(lost));

  const restored = Date.now();
  await administer(...closed(name), `drop database ${name} with (force)`, `alter database ${name}_backup rename to ${name}`);
  await crowd.untilReset(restored);
  await write();

  const orm = await createOrm({ connection: test.connection, entities, poolSize: 2 });
  context.finally(() => orm.close(true));
  const found = await readStreams(readDatabase(orm), keys);
  await crowd.untilAt(headsOf(found));
  crowd.stop();
  const evidence = {
    streams: [...lost, ...found],
    clients: crowd.evidence(),
    writes: loads.flatMap((load) => load.writes()),
    stateAt: (log: (typeof lost)[number], seq: number) => Load.stateOf(loads, log, seq),
  };
  const { applied } = expectSound(evidence);
  expectSensitive(evidence, context.random);
  const reasons = crowd.clients.map(({ records }) => [...records].flatMap((record) => (record.kind === 'reset' ? [record.reason] : [])));
  const alarms = nodes.urls().filter((_, n) => /"level":50[^\n]*generation/.test(nodes.node(n).output)).length;
  context.tell(`${crowd.clients.length} clients were reset and applied ${applied} events; ${alarms} nodes raised the alarm`);
  expect(reasons).toEqual(reasons.map(() => ['EPOCH_CHANGED']));
  expect(lost.map(({ epoch }) => epoch)).not.toEqual(found.map(({ epoch }) => epoch));
  expect(alarms).toBeGreaterThan(0);
  expect(crowd.failures).toEqual([]);
}));
