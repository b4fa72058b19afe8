import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.js';
import type { Position } from './position.js';

const position: fc.Arbitrary<Position> = fc.record({
  streamKey: fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }),
  epoch: fc.bigInt(0n, 2n ** 64n - 1n).map((n) => n.toString(16).padStart(16, '0')),
  generation: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  seq: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
});

describe('a cursor', () => {
  it('gives back its position', () => {
    fc.assert(
      fc.property(position, (p) => {
        expect(decodeCursor(encodeCursor(p), p.streamKey)).toEqual({ ...p, filter: 0 });
      }),
    );
  });

  it('is one opaque value that shows nothing of the key of its stream', () => {
    const cursor = encodeCursor({ streamKey: 'user:secret', epoch: '00112233445566ff', generation: 1, seq: 5 });
    expect(cursor).toMatch(/^[\w-]{50}$/);
    expect(Buffer.from(cursor, 'base64url').toString('latin1')).not.toContain('secret');
  });

  it('is named invalid when any one character is changed', () => {
    const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    fc.assert(
      fc.property(position, fc.nat(49), fc.constantFrom(...alphabet), (p, at, letter) => {
        const cursor = encodeCursor(p);
        fc.pre(cursor[at] !== letter);
        const garbled = cursor.slice(0, at) + letter + cursor.slice(at + 1);
        expect(decodeCursor(garbled, p.streamKey)).toEqual({ invalid: 'INVALID' });
      }),
    );
  });

  it('is named invalid when it is cut, longer, padded or something else', () => {
    const cursor = encodeCursor({ streamKey: 'a', epoch: '00112233445566ff', generation: 1, seq: 5 });
    const wrong = ['', cursor.slice(0, -1), `${cursor}A`, `${cursor}==`, ` ${cursor}`, `${cursor}\n`, '𝒳'.repeat(21)];
    for (const text of wrong) {
      expect(decodeCursor(text, 'a')).toEqual({ invalid: 'INVALID' });
    }
  });

  it('gives back the filter under which its position was reached', () => {
    fc.assert(
      fc.property(position, fc.nat(2 ** 32 - 1), (p, filter) => {
        expect(decodeCursor(encodeCursor(p, filter), p.streamKey)).toEqual({ ...p, filter });
      }),
    );
  });

  it('is told apart from one of another stream of the same kind', () => {
    const cursor = encodeCursor({ streamKey: 'user:1', epoch: '00112233445566ff', generation: 1, seq: 5 });
    expect(decodeCursor(cursor, 'user:2')).toEqual({ invalid: 'OTHER_OF_FAMILY' });
    expect(decodeCursor(cursor, 'council:1')).toEqual({ invalid: 'OTHER_STREAM' });
  });

  it('is never taken for one of another stream', () => {
    fc.assert(
      fc.property(position, fc.string(), (p, other) => {
        fc.pre(other !== p.streamKey);
        expect(decodeCursor(encodeCursor(p), other)).toEqual({ invalid: expect.stringMatching(/^OTHER_/) });
      }),
    );
  });
});
