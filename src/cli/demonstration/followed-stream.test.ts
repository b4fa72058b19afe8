import { describe, expect, it } from 'vitest';
import { FollowedStream } from './followed-stream.js';

/** A stream, and in words what it tells. */
function follow(): { readonly stream: FollowedStream; readonly told: string[] } {
  const told: string[] = [];
  const stream = new FollowedStream('own', {
    event: (_stream, { seq }) => void told.push(`event ${seq}`),
    caughtUp: (_stream, missed) => void told.push(`caught up ${missed}`),
    lost: (_stream, { prev, seq }) => void told.push(`lost before ${seq} (after ${prev})`),
    beganAnew: (_stream, reason) => void told.push(`anew: ${reason}`),
  });
  return { stream, told };
}

const events = (...seqs: readonly number[]) =>
  ({
    __typename: 'Events',
    cursor: `c${seqs.at(-1)}`,
    events: seqs.map((seq) => ({ seq, prev: seq - 1, type: 'X', body: null })),
  }) as const;

describe('a stream that a window follows', () => {
  it('has caught up when every missed event has come, not when the connection is back', () => {
    const { stream, told } = follow();
    stream.take({ __typename: 'Ready', recovered: false, replayed: 0 });
    stream.take({ __typename: 'UserSnapshot', cursor: 'c6' });
    stream.take(events(7));
    stream.take({ __typename: 'Ready', recovered: true, replayed: 3 });
    stream.take(events(8, 9));
    expect([told, stream.cursor]).toEqual([['event 7', 'event 8', 'event 9'], 'c9']);
    stream.take(events(10));
    stream.take({ __typename: 'Ready', recovered: true, replayed: 0 });
    expect(told.slice(3)).toEqual(['event 10', 'caught up 3', 'caught up 0']);
  });

  it('tells of a hole, and of a stream that began anew', () => {
    const { stream, told } = follow();
    stream.take(events(7));
    stream.take(events(9));
    stream.take({ __typename: 'Reset', reason: 'RETENTION' });
    stream.take(events(20));
    expect(told).toEqual(['event 7', 'lost before 9 (after 8)', 'event 9', 'anew: RETENTION', 'event 20']);
  });
});
