import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Database } from '../../src/database/tables.js';
import { appendEvents } from '../../src/realtime/postgres/append.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import type { Feed } from './support/feed.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';

const figures = inForm({
  short: { clients: 24, councils: 4, perSecond: 20, open: 4_000 },
  long: { clients: 200, councils: 8, perSecond: 50, open: 30_000 },
});

/** Appends to a stream in a transaction that stays open for so long. Gives the key of the event. */
async function holdOpen(database: Database, { stream }: Feed, milliseconds: number): Promise<string> {
  const mutationId = randomUUID();
  const event = { stream, type: 'CouncilUpdated', entityType: 'Council', entityId: randomUUID(), body: { changed: [] } };
  await database.transaction().execute(async (transaction) => {
    await appendEvents(transaction, [event], { actorId: null, mutationId });
    await sleep(milliseconds);
  });
  return mutationId;
}

it('F8 a transaction holds one stream open while others are written: those are not held up, and that one keeps its order', { timeout: patience }, drill(async (context) => {
  const { database, nodes } = await startGround(context, { count: 2 });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const [held = expect.fail(), ...others] = load.feeds();
  const crowdOf = (feeds: readonly Feed[], count: number, name: string): Crowd => {
    const crowd = new Crowd({ feeds, count, urls: nodes.urls, random: context.random, name });
    context.finally(async () => crowd.stop());
    return crowd;
  };
  const ofHeld = crowdOf([held], 4, 'of the held stream');
  const ofOthers = crowdOf(others, figures.clients, 'of others');
  await Promise.all([ofHeld.start(), ofOthers.start()]);
  load.start();
  await sleep(1_000);
  const from = Date.now();
  const late = await holdOpen(database, held, figures.open);
  const to = Date.now();
  await sleep(2_000);
  await load.stop();
  const lateWrite = { stream: held.stream, mutationId: late, isAcknowledged: true };
  const writes = [...load.writes(), lateWrite];
  await judge(context, { database, load, crowd: ofOthers }, { writes });
  await judge(context, { database, load, crowd: ofHeld }, { writes });
  const meanwhile = ofOthers.latencies(from, to);
  context.tell(`other streams meanwhile, write to receipt ${meanwhile}`);
  expect(meanwhile.count).toBeGreaterThan(figures.clients);
  expect(meanwhile.percentile(99)).toBeLessThanOrEqual(inForm({ short: 10_000, long: 50 }));
}));
