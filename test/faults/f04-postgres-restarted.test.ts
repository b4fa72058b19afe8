import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { Durations } from './support/durations.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { OwnDatabase } from './support/own-database.js';

const figures = inForm({
  short: { clients: 40, councils: 4, perSecond: 40, restarts: ['fast', 'immediate'] as const, between: 1_500 },
  long: {
    clients: 500,
    councils: 14,
    perSecond: 200,
    restarts: Array.from({ length: 5 }, () => ['fast', 'immediate', 'kill'] as const).flat(),
    between: 10_000,
  },
});

it('F4 PostgreSQL is restarted and crashes under load: sockets stay, delivery goes on within seconds, nothing lost', { timeout: patience }, drill(async (context) => {
  const { own, database } = await OwnDatabase.start(context);
  const { nodes } = await startGround(context, { count: 2, on: { database, connection: own.connection } });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  load.start();
  const accepted: number[] = [];
  for (const how of figures.restarts) {
    await sleep(figures.between / 2 + context.random.below(figures.between));
    accepted.push(await own.restart(how));
  }
  await sleep(Math.max(6_000, figures.between));
  await judge(context, { database, load, crowd });
  const resumed = Durations.of(accepted.map((instant) => crowd.resumedAfter(instant)));
  context.tell(`from PostgreSQL's return to the next event ${resumed}`);
  expect(crowd.failures).toEqual([]);
  const closed = [...crowd.closes.values()].reduce((sum, times) => sum + times, 0);
  expect(closed).toBeLessThanOrEqual(figures.clients * figures.restarts.length * 0.01);
  expect(resumed.percentile(100)).toBeLessThanOrEqual(inForm({ short: 30_000, long: 5_000 }));
}));
