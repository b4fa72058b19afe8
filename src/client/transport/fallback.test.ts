import { describe, expect, it, vi } from 'vitest';
import { FallbackTransport } from './fallback.js';
import type { Sink, Transport } from './transport.js';

/** Two ways that can be told to succeed or fail, and what was subscribed on which. */
function ways() {
  const subscribed: string[] = [];
  const reconnected: string[] = [];
  const trials: Sink[] = [];
  const attempt: Record<string, (isThrough: boolean) => void> = {};
  const way = (name: string) => (onAttempt: (isThrough: boolean) => void): Transport => {
    attempt[name] = onAttempt;
    return {
      subscribe: ({ query }, to) => {
        if (query === '') {
          subscribed.push(name);
        } else {
          trials.push(to);
        }
        return () => {};
      },
      reconnect: () => reconnected.push(name),
      close: () => {},
    };
  };
  const transport = new FallbackTransport(way('socket'), way('events'), { first: 100, most: 1_000 });
  const sink = { next: () => {}, lost: () => {}, refused: () => {}, completed: () => {} };
  const next = (): string | undefined => {
    transport.subscribe({ query: '', variables: {} }, sink);
    return subscribed.at(-1);
  };
  const attempted = (isThrough: boolean) => (name: string) => attempt[name]?.(isThrough);
  return { next, fail: attempted(false), succeed: attempted(true), trials, reconnected, close: () => transport.close() };
}

describe('two ways to the server', () => {
  it('leave the first one after two failures in a row, and come back to it when the other fails as well', () => {
    const { next, fail, succeed } = ways();
    fail('socket');
    succeed('socket');
    fail('socket');
    expect(next()).toBe('socket');
    fail('socket');
    expect(next()).toBe('events');
    succeed('events');
    fail('events');
    expect(next()).toBe('events');
    fail('events');
    expect(next()).toBe('socket');
  });

  it('do not change for what still fails on the way that was left', () => {
    const { next, fail } = ways();
    fail('socket');
    fail('socket');
    for (let n = 0; n < 10; n += 1) {
      fail('socket');
    }
    expect(next()).toBe('events');
  });

  it('come back to the first one, all together, once it works again', async () => {
    vi.useFakeTimers();
    const { next, fail, succeed, trials, reconnected } = ways();
    fail('socket');
    fail('socket');
    await vi.advanceTimersByTimeAsync(100_000);
    succeed('events');
    await vi.advanceTimersByTimeAsync(100_000);
    // Nothing is subscribed: nobody needs it.
    expect([trials.length, vi.getTimerCount()]).toEqual([0, 0]);
    expect(next()).toBe('events');
    succeed('events');
    succeed('events');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(trials).toHaveLength(1);
    trials[0]?.lost({ code: null, reason: '' });
    await vi.advanceTimersByTimeAsync(4_000);
    expect([trials.length, next(), reconnected]).toEqual([2, 'events', []]);
    trials[1]?.next({ data: { __typename: 'Query' } });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([trials.length, next(), reconnected]).toEqual([2, 'socket', ['events']]);
    vi.useRealTimers();
  });

  it('are tried no more when they are closed', async () => {
    vi.useFakeTimers();
    const { next, fail, succeed, trials, close } = ways();
    fail('socket');
    fail('socket');
    next();
    succeed('events');
    expect(vi.getTimerCount()).toBe(1);
    close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(trials).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});
