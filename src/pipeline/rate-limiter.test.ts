import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rateKey, TokenBuckets } from './rate-limiter.js';

describe('token buckets', () => {
  test('never give more than the burst and what has come back since', () => {
    const moves = fc.array(fc.record({ wait: fc.nat(2_000), points: fc.integer({ min: 1, max: 30 }) }), {
      maxLength: 50,
    });
    fc.assert(
      fc.property(moves, (all) => {
        let time = 0;
        let spent = 0;
        const buckets = new TokenBuckets({ perSecond: 10, burst: 50 }, () => time);
        for (const { wait, points } of all) {
          time += wait;
          spent += buckets.take('a', points).allowed ? points : 0;
        }
        expect(spent).toBeLessThanOrEqual(50 + time / 100 + 1e-6);
      }),
    );
  });

  test('say when to come back, and keep their word', () => {
    let time = 0;
    const buckets = new TokenBuckets({ perSecond: 10, burst: 50 }, () => time);
    buckets.take('a', 50);
    expect(buckets.take('a', 25)).toEqual({ allowed: false, retryAfterSeconds: 3 });
    time = 3_000;
    expect(buckets.take('a', 25)).toEqual({ allowed: true, remaining: 5 });
  });

  test('let pass what costs more than a whole bucket, for a whole bucket', () => {
    const buckets = new TokenBuckets({ perSecond: 10, burst: 50 }, () => 0);
    expect(buckets.take('a', 80)).toEqual({ allowed: true, remaining: 0 });
    expect(buckets.take('b', 1).allowed).toBe(true);
  });

  test('are kept in bounded number', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 }, () => 0, 2);
    for (const key of ['a', 'b', 'c']) {
      buckets.take(key, 1);
    }
    expect([buckets.take('c', 1).allowed, buckets.take('a', 1).allowed]).toEqual([false, true]);
  });

  test.each([
    ['10.0.0.1', '10.0.0.2', false],
    ['::ffff:10.0.0.1', '10.0.0.1', true],
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ])('are those of a network: %s and %s', (left, right, same) => {
    expect(rateKey(null, left) === rateKey(null, right)).toBe(same);
  });
});
