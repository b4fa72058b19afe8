import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { PresenceReader } from '../presence/support/presence-reader.js';
import { TestClient } from '../support/client.js';
import { compiled } from '../streams/support/server-process.js';
import { Crowd } from './support/crowd.js';
import { drill, patience } from './support/drill.js';
import { userFeed } from './support/feed.js';
import { inForm } from './support/form.js';
import { judge, startGround } from './support/ground.js';
import { Load } from './support/load.js';
import { beginSession, databaseTime } from './support/sessions.js';
import { StreamClient } from './support/stream-client.js';

const figures = inForm({
  short: { clients: 20, councils: 4, perSecond: 20, jumps: 1, members: 4 },
  long: { clients: 200, councils: 14, perSecond: 100, jumps: 10, members: 30 },
});

/** Ten minutes. */
const skew = 600_000;

/** How long the session lasts whose end is measured, in seconds. */
const lasting = 8;

it('F12 the clocks of two nodes are ten minutes off to either side, and jump: nobody flickers, sessions end in time, order stays', { timeout: patience }, drill(async (context) => {
  const program = compiled('test/faults/support/skewed-node-program');
  const { database, nodes } = await startGround(context, {
    count: 2,
    entryOf: () => program,
    environmentOf: (n) => ({ SKEW: String(n === 0 ? skew : -skew) }),
  });
  const load = await Load.prepare({ urls: nodes.urls, ...figures });
  context.finally(() => load.abandon());
  const crowd = new Crowd({ feeds: load.feeds(), count: figures.clients, urls: nodes.urls, random: context.random });
  context.finally(async () => crowd.stop());
  await crowd.start();
  const accountId = demonstrationAccountId('agency');
  const token = await beginSession(database, accountId);
  const room = load.writers[0]?.card.id ?? '';
  const present = nodes.urls().flatMap((url) =>
    Array.from({ length: figures.members / 2 }, () => new PresenceReader(new TestClient(url, token), room)),
  );
  context.finally(() => Promise.all(present.map((each) => each.leave())));
  await Promise.all(present.map((each) => each.until(({ people }) => people === 1)));
  const before = present.map(({ frames }) => frames.length);
  load.start();

  const ends: number[] = [];
  for (let jump = 0; jump < figures.jumps; jump += 1) {
    const due = (await databaseTime(database)) + lasting * 1_000;
    const expiring = await beginSession(database, accountId, lasting);
    const ending = nodes.urls().map(async (url) => {
      const listener = new StreamClient({
        name: 'whose session ends',
        feed: userFeed(accountId),
        random: context.random,
        urls: () => [url],
        token: expiring,
      });
      listener.start();
      await expect.poll(() => listener.ending !== null || listener.closes.size > 0, { interval: 10, timeout: 60_000 }).toBe(true);
      ends.push((await databaseTime(database)) - due);
      listener.stop();
    });
    await sleep(lasting * 500);
    nodes.urls().forEach((_, n) => nodes.node(n).child.kill('SIGUSR2'));
    await Promise.all(ending);
  }
  await sleep(1_000);
  await judge(context, { database, load, crowd });
  context.tell(`sessions ended ${ends.map((end) => Math.round(end)).join(', ')} ms after their time`);
  expect(crowd.failures).toEqual([]);
  expect(crowd.resumes.anew).toBe(0);
  expect(present.map(({ frames }) => frames.length)).toEqual(before);
  expect(Math.min(...ends)).toBeGreaterThan(-1_000);
  expect(Math.max(...ends)).toBeLessThanOrEqual(inForm({ short: 20_000, long: 1_000 }));
}));
