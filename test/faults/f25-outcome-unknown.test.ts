import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FaultProxy } from '../support/fault-proxy.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 20, councils: 4, perSecond: 20, cuts: 10 },
  long: { clients: 200, councils: 14, perSecond: 100, cuts: 300 },
});

it('F25 connections break in the middle of COMMIT: whoever asks again is told the truth, no event is missing, doubled or made up', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { proxy, through } = await FaultProxy.beforeDatabase(test.connection);
  context.finally(() => proxy.remove());
  const { nodes } = await startGround(context, { count: 2, on: test, connectionOf: () => through });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  for (let cut = 0; cut < figures.cuts; cut += 1) {
    await sleep(50 + context.random.below(300));
    if (cut % 10 === 9) {
      proxy.cut();
    } else {
      proxy.cutAfterNext('commit');
    }
  }
  await sleep(1_000);
  await judge(context, { database: test.database, load, crowd });
  expect(crowd.failures).toEqual([]);
}));
