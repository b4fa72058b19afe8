import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.js';
import { FreshReads } from './fresh-reads.js';
import type { Heads } from './stream-log.js';

const heads: Heads = { at: new Date(0), unbornEpoch: '', generation: 1, heads: new Map() };

describe('fresh reads', () => {
  it('answers a thousand askers at once with one query, and who asks meanwhile with a second one', async () => {
    const queries: (readonly string[])[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const fresh = new FreshReads<Heads>(async (keys) => {
      queries.push(keys);
      await promise;
      return heads;
    }, systemClock.turn);
    const first = Array.from({ length: 1_000 }, (_, n) => fresh.ask(`stream:${n % 10}`));
    await Promise.resolve();
    const late = [fresh.ask('stream:1'), fresh.ask('stream:1')];
    expect(queries).toHaveLength(1);
    resolve();
    await Promise.all([...first, ...late]);
    expect(queries.map((keys) => keys.length)).toEqual([10, 1]);
  });

  it('rejects those whose query failed, and asks anew for the next', async () => {
    let isAway = true;
    const fresh = new FreshReads<Heads>(async () => {
      if (isAway) {
        throw new Error('away');
      }
      return heads;
    }, systemClock.turn);
    await expect(fresh.ask('a')).rejects.toThrow('away');
    isAway = false;
    expect(await fresh.ask('a')).toBe(heads);
  });
});
