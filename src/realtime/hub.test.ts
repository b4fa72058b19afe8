import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { systemClock } from './clock.js';
import { unmeasured } from './engine-metrics.js';
import { Hub } from './hub.js';
import { defaultLimits } from './limits.js';
import type { Heads, StreamLog } from './stream-log.js';

const heads: Heads = { at: new Date(0), unbornEpoch: '', generation: 1, heads: new Map() };

describe('the hub', () => {
  it('reads heads again after a read that was never answered, for all who ask', async () => {
    let reads = 0;
    const log = {
      settledHeads: async () => {
        reads += 1;
        return reads === 1 ? new Promise<Heads>(() => {}) : heads;
      },
    } as unknown as StreamLog;
    const hub = new Hub({
      log,
      clock: systemClock,
      limits: { ...defaultLimits, read: 20 },
      logger: pino({ level: 'silent' }),
      metrics: unmeasured,
      accessVersions: async () => new Map(),
      isUnavailable: () => false,
    });
    const { signal } = new AbortController();
    const asked = [hub.freshHeads('a', signal), hub.freshHeads('b', signal)];
    await sleep(5);
    asked.push(hub.freshHeads('c', signal));
    expect(await Promise.all(asked)).toEqual([heads, heads, heads]);
  });
});
