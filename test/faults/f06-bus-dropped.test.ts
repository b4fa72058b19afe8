import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FaultProxy } from '../support/fault-proxy.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 40, councils: 4, perSecond: 40, milliseconds: 4_000 },
  long: { clients: 500, councils: 14, perSecond: 100, milliseconds: 120_000 },
});

it('F6 no hint of another node ever arrives: the poll of the heads finds everything, a little later', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
  context.finally(() => proxy.remove());
  proxy.refuse('listen ');
  const { nodes } = await startGround(context, { count: 2, on: test, connectionOf: () => through });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  await sleep(figures.milliseconds);
  await judge(context, { database: test.database, load, crowd });
  expect(crowd.failures).toEqual([]);
  expect(crowd.closes.size).toBe(0);
  expect(crowd.latencies().percentile(99)).toBeLessThanOrEqual(inForm({ short: 10_000, long: 1_200 }));
}));
