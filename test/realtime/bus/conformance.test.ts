import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../../src/realtime/event.js';
import type { StoredAppend } from '../../../src/realtime/stream-log.js';
import { isNatsLeftOut, overNats } from '../../support/nats.js';
import { type BusNode, type BusYard, NatsYard, PostgresYard } from '../support/bus-yard.js';
import { listen, request } from '../support/listener.js';
import { range, Stage } from '../support/stage.js';

/** Generous beside what is measured: this is about whether, not about how fast. */
const patience = { timeout: 20_000, interval: 5 };

let names = 0;
const newKey = (): string => `stream:${(names += 1)}`;

/** A commit as a node tells of it, without a database. */
function commitOf(streamKey: string, seq: number, body: StoredEvent['body'] = {}): StoredAppend {
  const event: StoredEvent = {
    stream: streamKey,
    type: 'noted',
    entityType: 'Note',
    entityId: '1',
    body,
    seq,
    eventId: `${streamKey}/${seq}`,
    at: new Date(1_700_000_000_000),
    actorId: null,
    mutationId: null,
    transactionIndex: 0,
    transactionSize: 1,
  };
  return { events: [event], positions: [{ streamKey, epoch: 'a'.repeat(16), generation: 1, seq }] };
}

const lastSeq = (node: BusNode, key: string): number =>
  Math.max(0, ...node.heard.filter(({ position }) => position.streamKey === key).map(({ position }) => position.seq));

const healthOf = ({ bus }: BusNode): boolean => bus.health().healthy;

const buses: readonly { name: string; isLeftOut: boolean; carriesEvents: boolean; open(stage: Stage): BusYard }[] = [
  {
    name: 'over PostgreSQL',
    isLeftOut: false,
    carriesEvents: false,
    open: ({ log: { connection } }) => {
      if ('url' in connection) {
        throw new Error('The proxy needs the parts of an address');
      }
      return new PostgresYard(connection);
    },
  },
  { name: overNats, isLeftOut: isNatsLeftOut, carriesEvents: true, open: () => new NatsYard() },
];

describe.each(buses)('a bus $name', ({ isLeftOut, carriesEvents, open }) => {
  describe.skipIf(isLeftOut)('keeps what is promised of it:', () => {
    let stage: Stage;
    let yard: BusYard;
    beforeAll(async () => {
      stage = await Stage.open();
      yard = open(stage);
    });
    afterEach(async () => {
      await stage.clear();
      await yard.clear();
    });
    afterAll(async () => {
      await yard.close();
      await stage.close();
    });

    it('a commit is heard by every other node, and not by the one that tells it', async () => {
      const [one, two, three] = [await yard.node(), await yard.node(), await yard.node()];
      const key = newKey();
      const commit = commitOf(key, 7, { text: 'Oʻzgarish — ўзгариш' });
      one.bus.committed(commit);
      await expect.poll(() => [two, three].map((node) => lastSeq(node, key)), patience).toEqual([7, 7]);
      expect(two.heard).toEqual([{ position: commit.positions[0], events: carriesEvents ? commit.events : null }]);
      two.bus.committed(commitOf(key, 8));
      await expect.poll(() => lastSeq(one, key), patience).toBe(8);
      expect(one.heard).toHaveLength(1);
    });

    it('an announcement is heard by the other nodes, and one that is made again and again not as often', async () => {
      const [one, two] = [await yard.node(), await yard.node()];
      for (let n = 0; n < 300; n += 1) {
        one.bus.announce({ topic: 'presence', detail: 'somebody came' });
      }
      one.bus.announce({ topic: 'presence', detail: 'somebody left' });
      await expect.poll(() => two.topics.at(-1)?.detail, patience).toBe('somebody left');
      expect(two.topics.length).toBeLessThan(10);
      expect(one.topics).toEqual([]);
    });

    it('hints of thousands of streams at once all arrive', async () => {
      const [one, two] = [await yard.node(), await yard.node()];
      const keys = range(1, 3_000).map(() => newKey());
      keys.forEach((key) => one.bus.committed(commitOf(key, 1)));
      await expect.poll(() => new Set(two.heard.map(({ position }) => position.streamKey)).size, patience).toBe(3_000);
    });

    it('a commit that is too large to travel is heard of without its events', async () => {
      const [one, two] = [await yard.node(), await yard.node()];
      const key = newKey();
      one.bus.committed(commitOf(key, 1, { text: 'x'.repeat(70_000) }));
      await expect.poll(() => two.heard, patience).toMatchObject([{ position: { streamKey: key }, events: null }]);
    });

    it('garbage is ignored and counted, and the bus goes on', async () => {
      const [one, two] = [await yard.node(), await yard.node()];
      const garbage = ['?', '{}', '[]', 'null', '{"from":"x","streams":[["a"]]}', '{"from":"x","events":[{}]}'];
      for (const text of garbage) {
        await yard.say(text);
      }
      await expect.poll(() => two.bus.health().ignored, patience).toBeGreaterThanOrEqual(garbage.length);
      const key = newKey();
      one.bus.committed(commitOf(key, 1));
      await expect.poll(() => lastSeq(two, key), patience).toBe(1);
      expect(two.heard).toHaveLength(1);
      expect(healthOf(two)).toBe(true);
    });

    it('subscribers on another node are told at once, each event once, in order, whatever is told twice', async () => {
      // So seldom that it is the bus that they hear by.
      const pollInterval = 60_000;
      const one = await yard.node();
      const there = stage.start({ pollInterval, bus: one.bus });
      const here = stage.start({ pollInterval });
      await yard.node({ listener: { stream: here.heard.bind(here), missed: () => here.missed() } });
      const stream = stage.newStream();
      const listener = listen(here, request(stream));
      await listener.until(({ frames }) => frames.length === 2);
      const appends: StoredAppend[] = [];
      for (const size of [1, 3, 2, 1, 4]) {
        appends.push(await stage.append(stream, size));
      }
      for (const append of [...appends.toReversed(), ...appends]) {
        there.committed(append);
      }
      await listener.until(({ events }) => events.length === 11);
      expect(listener.events.map(({ seq }) => seq)).toEqual(range(1, 11));
      expect(listener.frames.some(({ kind }) => kind === 'Reset')).toBe(false);
    });

    it('after a cut the node looks at everything before it says that it is healthy, and hears again', async () => {
      const [one, two] = [await yard.node(), await yard.node()];
      expect([healthOf(two), two.misses.count]).toEqual([true, 1]);
      const cut = two.proxy.outage(300);
      await expect.poll(() => healthOf(two), patience).toBe(false);
      const [lost, kept] = [newKey(), newKey()];
      one.bus.committed(commitOf(lost, 1));
      two.bus.committed(commitOf(kept, 1));
      await cut;
      await expect.poll(() => healthOf(two), patience).toBe(true);
      expect(two.misses).toEqual({ count: 2, healthyAtLast: false });
      // What it could not say meanwhile it says now.
      await expect.poll(() => lastSeq(one, kept), patience).toBe(1);
      const key = newKey();
      one.bus.committed(commitOf(key, 1));
      await expect.poll(() => lastSeq(two, key), patience).toBe(1);
    });

    it('a half-open connection is found out by the silence, and meanwhile the poll delivers', async () => {
      // Fifteen seconds need not be waited for.
      const haste = 5;
      const one = await yard.node();
      const there = stage.start({ bus: one.bus });
      const here = stage.start({ pollInterval: 500 });
      const listener = { stream: here.heard.bind(here), missed: () => here.missed() };
      const two = await yard.node({ listener, haste });
      const stream = stage.newStream();
      const subscriber = listen(here, request(stream));
      await subscriber.until(({ frames }) => frames.length === 2);
      two.proxy.swallowOpen();
      const hushed = performance.now();
      there.committed(await stage.append(stream));
      await subscriber.until(({ events }) => events.length === 1);
      expect(performance.now() - hushed).toBeLessThan(1_200 + 2_000);
      expect(two.heard).toEqual([]);
      await expect.poll(() => healthOf(two), patience).toBe(false);
      expect(performance.now() - hushed).toBeLessThan(15_000 / haste + 5_000);
      await expect.poll(() => healthOf(two), patience).toBe(true);
      there.committed(await stage.append(stream));
      await subscriber.until(({ events }) => events.length === 2);
      await expect.poll(() => two.heard.length, patience).toBe(1);
    });

    it('a node that finds nobody at its start goes on without, and hears as soon as it can', async () => {
      const one = await yard.node();
      const late = await yard.node({ away: 500 });
      expect([healthOf(late), late.misses.count]).toEqual([false, 0]);
      await expect.poll(() => healthOf(late), patience).toBe(true);
      const key = newKey();
      one.bus.committed(commitOf(key, 1));
      await expect.poll(() => lastSeq(late, key), patience).toBe(1);
    });

    it('a node that stops tells what it has still to tell, and is silent then', async () => {
      const [one, two] = [await yard.node(), await yard.node()];
      const key = newKey();
      one.bus.committed(commitOf(key, 1));
      await one.bus.stop();
      await expect.poll(() => lastSeq(two, key), patience).toBe(1);
      one.bus.committed(commitOf(key, 2));
      expect(healthOf(one)).toBe(false);
      await sleep(50);
      expect(lastSeq(two, key)).toBe(1);
    });
  });
});
