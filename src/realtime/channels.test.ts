import { describe, expect, it } from 'vitest';
import { Channels } from './channels.js';
import type { ChannelPorts } from './channel.js';
import { defaultLimits } from './limits.js';
import type { StreamHead } from './position.js';

const headOf = (key: string): StreamHead => ({
  key,
  epoch: '0123456789abcdef',
  generation: 1,
  unbornEpoch: 'fedcba9876543210',
  head: 3,
  floor: 0,
});

/** Channels under a clock that is moved by hand. */
function world(keptStreams = 10) {
  let now = 0;
  const timers = new Map<() => void, number>();
  const ports: ChannelPorts = {
    clock: {
      now: () => now,
      after: (milliseconds, run) => {
        timers.set(run, now + milliseconds);
        return () => timers.delete(run);
      },
      turn: async () => {},
    },
    limits: { ...defaultLimits, keep: 1_000, keptStreams },
    page: () => new Promise(() => {}),
    lookSoon: () => {},
    gather: async () => {},
  };
  const channels = new Channels(ports);
  return {
    channels,
    timers,
    pass: (milliseconds: number) => {
      now += milliseconds;
      [...timers].filter(([, at]) => at <= now).forEach(([run]) => (timers.delete(run), run()));
    },
    /** Somebody comes to a stream that exists, reads of it, and leaves. */
    visit: (key: string) => {
      const channel = channels.join(key);
      channel.observe(headOf(key), channel.ticket());
      channels.leave(channel);
      return channel;
    },
  };
}

describe('channels', () => {
  it('keep a stream active for whoever comes back soon, without counting it', () => {
    const { channels, pass, visit, timers } = world();
    const channel = visit('a');
    expect(channels.counts).toEqual({ streams: 0, subscribers: 0 });
    expect([...channels]).toEqual([channel]);
    pass(999);
    expect(channels.join('a')).toBe(channel);
    expect(channels.counts).toEqual({ streams: 1, subscribers: 1 });
    expect(timers.size).toBe(0);
    pass(10_000);
    expect(channels.get('a')).toBe(channel);
  });

  it('close it when nobody has come back', () => {
    const { channels, pass, visit } = world();
    const channel = visit('a');
    pass(1_000);
    expect(channels.get('a')).toBeUndefined();
    expect(channels.join('a')).not.toBe(channel);
  });

  it('keep nothing of a stream of which nothing was read', () => {
    const { channels, timers } = world();
    channels.leave(channels.join('nowhere'));
    expect([...channels]).toEqual([]);
    expect(timers.size).toBe(0);
  });

  it('keep only so many, those that were left last', () => {
    const { channels, visit, timers } = world(2);
    ['a', 'b', 'c'].forEach(visit);
    expect([...channels].map(({ key }) => key)).toEqual(['b', 'c']);
    expect(timers.size).toBe(2);
    channels.closeKept();
    expect([...channels]).toEqual([]);
    expect(timers.size).toBe(0);
  });

  it('are not confused by a channel that was closed meanwhile', () => {
    const { channels, visit, pass } = world();
    const old = visit('a');
    pass(1_000);
    const channel = channels.join('a');
    channels.leave(old);
    expect(channels.counts).toEqual({ streams: 1, subscribers: 1 });
    expect(channels.get('a')).toBe(channel);
  });
});
