import { describe, expect, it } from 'vitest';
import { FallbackTransport } from './fallback.js';
import type { Transport } from './transport.js';

/** Two ways that can be told to succeed or fail, and what was subscribed on which. */
function ways() {
  const subscribed: string[] = [];
  const attempt: Record<string, (isThrough: boolean) => void> = {};
  const way = (name: string) => (onAttempt: (isThrough: boolean) => void): Transport => {
    attempt[name] = onAttempt;
    return {
      subscribe: () => {
        subscribed.push(name);
        return () => {};
      },
      reconnect: () => {},
      close: () => {},
    };
  };
  const transport = new FallbackTransport(way('socket'), way('events'));
  const sink = { next: () => {}, lost: () => {}, refused: () => {}, completed: () => {} };
  const next = (): string | undefined => {
    transport.subscribe({ query: '', variables: {} }, sink);
    return subscribed.at(-1);
  };
  return { next, fail: (name: string) => attempt[name]?.(false), succeed: (name: string) => attempt[name]?.(true) };
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
});
