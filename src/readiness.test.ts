import { describe, expect, test } from 'vitest';
import type { Database } from './database/tables.js';
import type { Presence } from './realtime/presence/presence.js';
import { isOutOfReach, readiness } from './readiness.js';

/** A database that answers the one question that is asked, or fails. */
const database = (answer: () => Promise<object[]>): Database =>
  ({ selectFrom: () => ({ select: () => ({ execute: answer }) }) }) as unknown as Database;
const answering = database(async () => [{}]);
const counts = { streams: 0, subscribers: 0, groups: 0, lagging: 0, furthestBehind: 0 };
const engine = (healthy: boolean, headsAge: number | null, hears = true) => ({
  health: () => ({ healthy, headsAge, ...counts, bus: { healthy: hears, name: 'postgres', ignored: 0 } }),
});
const presence = (isLeaseHeld = true) => ({ health: () => ({ isLeaseHeld }) }) as Presence<object>;

describe('the database is out of reach', () => {
  test.each([
    ['when the lease has run out and no heads are read', false, engine(false, 20_000), true],
    ['and not while the lease holds', true, engine(false, 20_000), false],
    ['and not while heads are read, whatever became of the lease', false, engine(true, 300), false],
  ])('%s', (_, isLeaseHeld, heads, expected) => {
    expect(isOutOfReach({ engine: heads, presence: presence(isLeaseHeld) })).toBe(expected);
  });
});

describe('readiness', () => {
  test('is there when the database answers and the heads were read lately', async () => {
    expect(await readiness({ database: answering, engine: engine(true, 400), presence: presence() })).toMatchObject({ ready: true });
  });

  test.each([
    ['were never read', false, null],
    ['cannot be read', false, 400],
    ['were read longer ago than some polls, though nothing has failed yet', true, 6_000],
  ])('is not there when the heads %s', async (_, healthy, age) => {
    expect(await readiness({ database: answering, engine: engine(healthy, age), presence: presence() })).toMatchObject({
      ready: false,
      checks: { database: { ok: true }, streams: { ok: false } },
    });
  });

  test('is not there when the database fails', async () => {
    const failing = database(() => Promise.reject(new Error('away')));
    expect(await readiness({ database: failing, engine: engine(true, 400), presence: presence() })).toMatchObject({
      ready: false,
      checks: { database: { ok: false } },
    });
  });

  test('is not there when the lease has run out: the other nodes take this one for dead', async () => {
    const ports = { database: answering, engine: engine(true, 400), presence: presence(false) };
    expect(await readiness(ports)).toMatchObject({ ready: false, checks: { lease: { ok: false } } });
  });

  test('stays when the bus is away, which is told', async () => {
    expect(await readiness({ database: answering, engine: engine(true, 400, false), presence: presence() })).toMatchObject({
      ready: true,
      checks: { bus: { ok: false } },
    });
  });
});
