import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { readFigure } from './support/figures.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { ReaderProcess } from './support/reader-process.js';

const figures = inForm({
  short: { clients: 200, councils: 4, perSecond: 10, jitter: 500 },
  long: { clients: 5_000, councils: 10, perSecond: 20, jitter: 2_000 },
});

it('F13 all sockets are closed at once and come back: they share their reads of the log, and writers hardly notice', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 2 });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const { clients: count, jitter } = figures;
  // Thousands of sockets have a process of their own: what writers notice is the nodes' doing, not the clients'.
  const councilIds = load.writers.map(({ card }) => card.id);
  const readers = await ReaderProcess.start(context, { urls: nodes.urls(), councilIds, count, ballast: 0, jitter });
  const bystanders = new Crowd({ feeds: load.feeds(), count: figures.councils, urls: nodes.urls, random: context.random });
  context.finally(async () => bystanders.stop());
  await bystanders.start();
  load.start();
  await sleep(3_000);
  const logReads = async (purpose: 'FOLLOW' | 'REPLAY'): Promise<number> => {
    const reads = nodes.urls().map((url) => readFigure(url, 'kengash_log_reads_total', `purpose="${purpose}"`));
    return (await Promise.all(reads)).reduce((sum, each) => sum + each, 0);
  };
  const before = { replays: await logReads('REPLAY'), follows: await logReads('FOLLOW'), writes: load.writes().length };
  // The looks at the figures are to be over: they take some time of the nodes as well.
  await sleep(500);
  const gaps = await readers.drop();
  const replays = (await logReads('REPLAY')) - before.replays;
  const follows = (await logReads('FOLLOW')) - before.follows;
  const writes = load.writes().length - before.writes;
  await sleep(2_000);
  let told: Awaited<ReturnType<ReaderProcess['finish']>>['told'] | null = null;
  const others = async (heads: ReadonlyMap<string, number>) => {
    const finished = await readers.finish(heads);
    told = finished.told;
    return finished.clients;
  };
  await judge(context, { database, load, crowd: bystanders, others });
  context.tell(`from the close to caught up ${gaps}; ${replays} reads of the log for that`);
  context.tell(`meanwhile ${writes} writes, and ${follows} reads of the log to follow those of the other node`);
  expect(gaps.count).toBe(count);
  expect(told).toMatchObject({ failures: [], recovered: count, anew: 0, closes: [[1006, count]] });
  expect(replays).toBeLessThanOrEqual(50);
  // A write is read once by each node that did not make it, as without a storm; one may be on its way.
  expect(follows).toBeLessThanOrEqual(writes + figures.councils);
  expect(gaps.percentile(99)).toBeLessThanOrEqual(inForm({ short: 30_000, long: 10_000 }));
  expect(load.latencies.percentile(99)).toBeLessThanOrEqual(inForm({ short: 20_000, long: 500 }));
}));
