import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { FaultProxy } from '../support/fault-proxy.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { Durations } from './support/durations.js';
import { inForm } from './support/form.js';
import { judge, seededDatabase, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 20, councils: 4, perSecond: 20, times: 1 },
  long: { clients: 200, councils: 14, perSecond: 100, times: 5 },
});

it('F5 the connections that hear the hints fall silent: the poll delivers in time, and the silence is found out', { timeout: patience }, drill(async (context) => {
  const test = await seededDatabase(context);
  const { proxy, through } = await FaultProxy.beforeDatabase(test.connection, { mark: 'listen ' });
  context.finally(() => proxy.remove());
  const { nodes } = await startGround(context, { count: 2, on: test, connectionOf: () => through });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  await sleep(1_000);
  const detections = new Durations();
  const silent = new Durations();
  for (let time = 0; time < figures.times; time += 1) {
    const from = Date.now();
    const { count, givenUp } = proxy.swallowOpen('marked');
    expect(count).toBe(nodes.urls().length);
    await givenUp;
    detections.add(Date.now() - from);
    silent.add(crowd.latencies(from).percentile(100));
    await sleep(5_000);
  }
  await judge(context, { database: test.database, load, crowd });
  context.tell(`the silence was found out after ${detections}`);
  context.tell(`longest delivery meanwhile ${silent}`);
  expect(crowd.failures).toEqual([]);
  expect(crowd.closes.size).toBe(0);
  expect(detections.percentile(100)).toBeLessThanOrEqual(inForm({ short: 40_000, long: 16_000 }));
  expect(silent.percentile(100)).toBeLessThanOrEqual(inForm({ short: 20_000, long: 1_200 }));
}));
