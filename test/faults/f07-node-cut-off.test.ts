import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FaultProxy } from '../support/fault-proxy.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 20, councils: 4, perSecond: 20 },
  long: { clients: 500, councils: 14, perSecond: 100 },
});

/** Milliseconds for which the node is cut off, and after which it has to have given up. */
const [partition, limit] = [30_000, 16_000];

it('F7 one node cannot reach PostgreSQL for half a minute: it stops serving, its clients go on elsewhere, nothing is doubled', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
  context.finally(() => proxy.remove());
  const { nodes } = await startGround(context, {
    count: 2,
    on: test,
    connectionOf: (n, connection) => (n === 0 ? through : connection),
  });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  await sleep(2_000);

  const cutOff = Date.now();
  proxy.swallow();
  await sleep(limit);
  const { status } = await fetch(`${nodes.node(0).url}/readyz`);
  expect(status).toBe(503);
  // Whoever was on the node had to go, and finds the other one in some seconds.
  await sleep(partition - limit - 4_000);
  const moved = Date.now();
  await sleep(4_000);
  const late = crowd.clients.filter(({ records }) => ([...records].at(-1)?.at ?? 0) < moved).length;
  proxy.heed();
  await sleep(5_000);
  await judge(context, { database: test.database, load, crowd });
  context.tell(`${late} of ${figures.clients} clients heard nothing from ${moved - cutOff} to ${partition} ms`);
  context.tell(`from gap to caught up ${crowd.gaps}`);
  expect(late).toBe(0);
  expect(crowd.failures).toEqual([]);
  expect(crowd.resumes.anew).toBe(0);
}));
