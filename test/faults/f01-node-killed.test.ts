import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 40, councils: 4, perSecond: 40, kills: 2, between: 1_000 },
  long: { clients: 500, councils: 14, perSecond: 200, kills: 20, between: 4_000 },
});

it('F1 one of two nodes is killed again and again: nothing lost, nothing doubled, no snapshot needed', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 2 });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  for (let kill = 0; kill < figures.kills; kill += 1) {
    await sleep(figures.between / 2 + context.random.below(figures.between));
    await nodes.end(kill % 2, 'SIGKILL');
    await sleep(context.random.below(figures.between));
    await nodes.again(kill % 2);
  }
  await crowd.untilLive();
  await judge(context, { database, load, crowd });
  context.tell(`from gap to caught up ${crowd.gaps}`);
  expect(crowd.failures).toEqual([]);
  expect(crowd.resumes.recovered).toBeGreaterThanOrEqual(figures.kills);
  expect(crowd.resumes.anew).toBe(0);
  expect(crowd.gaps.percentile(99)).toBeLessThanOrEqual(inForm({ short: 30_000, long: 3_000 }));
}));
