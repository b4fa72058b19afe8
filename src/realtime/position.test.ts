import { describe, expect, it } from 'vitest';
import { gapBetween, positionOf, type StreamHead } from './position.js';

const head: StreamHead = {
  key: 'a',
  epoch: '1111111111111111',
  generation: 3,
  unbornEpoch: '2222222222222222',
  head: 100,
  floor: 10,
};
const here = positionOf(head);

describe('a gap', () => {
  it('can be closed from the floor to the head and nowhere else', () => {
    const judged = [0, 9, 10, 99, 100, 101].map((seq) => gapBetween({ ...here, seq }, head, 1_000));
    expect(judged).toEqual(['RETENTION', 'RETENTION', null, null, null, 'FUTURE']);
  });

  it('is too long from one event above the limit', () => {
    expect(gapBetween({ ...here, seq: 50 }, head, 50)).toBeNull();
    expect(gapBetween({ ...here, seq: 49 }, head, 50)).toBe('TOO_FAR_BEHIND');
  });

  it('cannot be closed over another stream, epoch or generation', () => {
    expect(gapBetween({ ...here, streamKey: 'b' }, head, 1_000)).toBe('OTHER_STREAM');
    expect(gapBetween({ ...here, epoch: '3333333333333333' }, head, 1_000)).toBe('EPOCH_CHANGED');
    expect(gapBetween({ ...here, generation: 2 }, head, 1_000)).toBe('EPOCH_CHANGED');
  });

  it('can be closed from before the birth of the stream while its first event is kept', () => {
    const unborn = { ...here, epoch: head.unbornEpoch, seq: 0 };
    expect(gapBetween(unborn, { ...head, floor: 0 }, 1_000)).toBeNull();
    expect(gapBetween(unborn, head, 1_000)).toBe('EPOCH_CHANGED');
    expect(gapBetween({ ...unborn, seq: 1 }, { ...head, floor: 0 }, 1_000)).toBe('EPOCH_CHANGED');
    expect(gapBetween({ ...unborn, generation: 2 }, { ...head, floor: 0 }, 1_000)).toBe('EPOCH_CHANGED');
  });
});
