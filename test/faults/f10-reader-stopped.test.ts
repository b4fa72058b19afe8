import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { mebibytes, watchMemory } from './support/memory.js';
import { ReaderProcess } from './support/reader-process.js';

/** Several sockets are stopped together, so that what one of them costs is not lost in the noise of the memory. */
const figures = inForm({
  short: { clients: 12, stopped: 10, councils: 4, perSecond: 20, ballast: 60_000, before: 2_000, milliseconds: 10_000 },
  long: { clients: 100, stopped: 20, councils: 4, perSecond: 40, ballast: 40_000, before: 60_000, milliseconds: 120_000 },
});

/** Bytes that the server may keep for one reader that has stopped. */
const allowance = 1.25 * 1_048_576;

it('F10 readers are stopped for two minutes and continue: they miss nothing, and cost the server next to nothing', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 1 });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  const readers = await ReaderProcess.start(context, {
    urls: nodes.urls(),
    councilIds: load.writers.map(({ card }) => card.id),
    count: figures.stopped,
    ballast: figures.ballast,
  });
  load.start();
  // What a process takes for itself while it is young is not taken for a queue: the most before is what counts.
  const memory = await watchMemory(nodes.node(0).child.pid);
  await sleep(figures.before);
  const before = memory().growth;
  readers.child.kill('SIGSTOP');
  await sleep(figures.milliseconds);
  const { growth: after, stop } = memory();
  stop();
  const growth = after - before;
  readers.child.kill('SIGCONT');
  await sleep(1_000);
  let told = '';
  await judge(context, {
    database,
    load,
    crowd,
    others: async (heads) => {
      const finished = await readers.finish(heads);
      expect(finished.told.failures).toEqual([]);
      told = JSON.stringify(finished.told);
      return finished.clients;
    },
  });
  context.tell(`the stopped: ${told}`);
  context.tell(`memory of the server grew by ${mebibytes(growth)} for ${figures.stopped} readers`);
  expect(crowd.failures).toEqual([]);
  // In a process some seconds old memory also breathes by itself.
  expect(growth).toBeLessThanOrEqual(allowance * figures.stopped + inForm({ short: 32, long: 0 }) * 1_048_576);
}));
