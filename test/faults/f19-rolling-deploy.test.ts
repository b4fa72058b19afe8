import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { nodes: 2, clients: 30, councils: 4, perSecond: 20 },
  long: { nodes: 3, clients: 1_000, councils: 14, perSecond: 100 },
});

it('F19 three nodes are replaced one after the other under load: nothing lost, and short pauses', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: figures.nodes });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  await sleep(1_000);
  for (let n = 0; n < figures.nodes; n += 1) {
    const exit = await nodes.end(n, 'SIGTERM');
    context.tell(`node ${n} ended with ${exit.code} after ${exit.milliseconds} ms`);
    expect(exit).toMatchObject({ code: 0, signal: null });
    await nodes.again(n);
    await sleep(1_000);
  }
  await crowd.untilLive();
  await judge(context, { database, load, crowd });
  const most = Math.max(...crowd.clients.map(({ closes }) => [...closes.values()].reduce((sum, times) => sum + times, 0)));
  context.tell(`pauses ${crowd.gaps}; at most ${most} reconnects of a client`);
  expect(crowd.failures).toEqual([]);
  expect(crowd.resumes.anew).toBe(0);
  expect(most).toBeLessThanOrEqual(3);
  expect(crowd.gaps.percentile(99)).toBeLessThanOrEqual(inForm({ short: 30_000, long: 2_000 }));
}));
