import { describe, expect, it } from 'vitest';
import { SequenceChecker } from './sequence-checker.js';

describe('the checker of sequences', () => {
  it('finds no fault where every socket gets every event once and in order', () => {
    const checker = new SequenceChecker(2, 5);
    for (const sequence of [5, 6]) {
      expect([checker.take(0, sequence), checker.take(1, sequence)]).toEqual([true, true]);
    }
    expect(checker.hasAll(6)).toBe(true);
    expect(checker.faults(6)).toEqual({ lost: 0, doubled: 0 });
  });

  it('counts what a socket skipped as lost', () => {
    const checker = new SequenceChecker(2, 1);
    checker.take(0, 1);
    expect(checker.take(0, 4)).toBe(false);
    [1, 2, 3, 4].forEach((sequence) => checker.take(1, sequence));
    expect(checker.faults(4)).toEqual({ lost: 2, doubled: 0 });
  });

  it('counts what comes again as doubled', () => {
    const checker = new SequenceChecker(1, 1);
    checker.take(0, 1);
    expect(checker.take(0, 1)).toBe(false);
    expect(checker.faults(1)).toEqual({ lost: 0, doubled: 1 });
  });

  it('counts what has not come by the end as lost, the beginning of a stream too', () => {
    const checker = new SequenceChecker(3, 1);
    checker.take(0, 1);
    checker.take(1, 2);
    expect(checker.hasAll(2)).toBe(false);
    expect(checker.faults(2)).toEqual({ lost: 4, doubled: 0 });
  });
});
