import { describe, expect, it } from 'vitest';
import { eachSequence, publishedAt } from './sequences.js';

function sequencesIn(text: string, start = 0, end = text.length): readonly number[] {
  const told: number[] = [];
  eachSequence(Buffer.from(text, 'latin1'), start, end, (sequence) => told.push(sequence));
  return told;
}

describe('the sequences in a message', () => {
  it('are told in their order, whatever is around them', () => {
    expect(sequencesIn('{"data":{"events":[{"seq":7,"prev":6},{"seq":81}]}}')).toEqual([7, 81]);
    expect(sequencesIn('\u0001\u0083{"seq":12,"at":1}\u0000')).toEqual([12]);
    expect(sequencesIn('{"type":"Checkpoint"}')).toEqual([]);
  });

  it('are those between the bounds alone', () => {
    const text = '{"seq":1}{"seq":2}{"seq":3}';
    expect(sequencesIn(text, 9, 18)).toEqual([2]);
  });

  it('are followed by the moment of publication where a message tells one', () => {
    const text = Buffer.from('{"seq":5,"at":1234.567,"body":"x"}');
    eachSequence(text, 0, text.length, (_, endsAt) => expect(publishedAt(text, endsAt)).toBe(1234.567));
    expect(publishedAt(Buffer.from('{"seq":5,"prev":4}'), 8)).toBeNull();
    expect.assertions(2);
  });
});
