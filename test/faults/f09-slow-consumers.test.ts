import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { Durations } from './support/durations.js';
import { readFigure } from './support/figures.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { mebibytes, watchMemory } from './support/memory.js';

/** In the short form the events of the slow are larger than those of the others, so that enough waits for them in time. */
const figures = inForm({
  short: { clients: 24, slow: 4, councils: 4, perSecond: 40, ballast: 1_000, slowBallast: 90_000, without: 4_000, milliseconds: 9_000 },
  long: { clients: 950, slow: 50, councils: 14, perSecond: 200, ballast: 1_000, slowBallast: 1_000, without: 60_000, milliseconds: 300_000 },
});

/** Waits, on a slow machine a little longer, until somebody has fallen behind. Gives how often somebody did; 0 for nobody. */
async function untilBehind(url: string): Promise<number> {
  for (let tries = 0; ; tries += 1) {
    const behind = await readFigure(url, 'kengash_slow_consumers_total');
    if (behind > 0 || tries === 60) {
      return behind;
    }
    await sleep(1_000);
  }
}

it('F9 some clients read a kilobyte a second: the server keeps no queue for them, the others notice nothing, and they miss nothing', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 1 });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const { urls } = nodes;
  const { random } = context;
  const crowd = new Crowd({ feeds: load.feeds(figures.ballast), count: figures.clients, urls, random });
  const slow = new Crowd({ feeds: load.feeds(figures.slowBallast), count: figures.slow, urls, random, name: 'slow' });
  context.finally(async () => [crowd, slow].forEach((each) => each.stop()));
  await crowd.start();
  load.start();
  const start = Date.now();
  await sleep(figures.without);

  // At first they read as the others do, so that what their frames cost by themselves is not taken for a queue.
  await slow.start();
  await sleep(figures.without);
  const memory = await watchMemory(nodes.node(0).child.pid);
  const begun = Date.now();
  slow.clients.forEach((client) => client.throttle(1_024));
  await sleep(figures.milliseconds);
  const ended = Date.now();
  const behind = await untilBehind(nodes.node(0).url);
  const { growth, stop } = memory();
  stop();
  // In the end they read as the others again. Nobody is slow before and after: of one such time alone nobody knows whether
  // it was a good or a bad one of the machine.
  slow.clients.forEach((client) => client.throttle(null));
  await slow.untilLive(120_000);
  const recovered = Date.now();
  await sleep(figures.without);
  await judge(context, {
    database,
    load,
    crowd,
    others: async (heads) => {
      await slow.untilAt(heads, 120_000);
      slow.stop();
      return slow.evidence();
    },
  });

  const without = Durations.of([crowd.latencies(start, begun), crowd.latencies(recovered)]);
  const beside = crowd.latencies(begun, ended);
  context.tell(`the others without the slow ${without}`);
  context.tell(`the others beside the slow ${beside}`);
  const resets = slow.clients.flatMap(({ records }) => [...records].filter(({ kind }) => kind === 'reset')).length;
  const closes = [...slow.closes].map(([code, times]) => `${code}: ${times}`).join(', ') || 'none';
  context.tell(`the slow: resets ${resets}, resumed ${slow.resumes.recovered}, anew ${slow.resumes.anew}, closes ${closes}`);
  context.tell(`${behind} times somebody fell behind`);
  context.tell(`memory of the server grew by ${mebibytes(growth)}`);
  expect([...crowd.failures, ...slow.failures]).toEqual([]);
  expect(crowd.closes.size).toBe(0);
  expect(behind).toBeGreaterThan(0);
  // Of a process some seconds old the growth is garbage that nobody has collected yet.
  expect(growth).toBeLessThanOrEqual(inForm({ short: 256, long: 64 }) * 1_048_576);
  expect(beside.percentile(99)).toBeLessThanOrEqual(inForm({ short: 20_000, long: without.percentile(99) * 1.2 }));
}));
