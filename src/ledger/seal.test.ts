import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedKey, keyPurposes } from './derived-key.js';
import { Seal, SealBrokenError } from './seal.js';

const secret = 'a secret for tests alone, long enough';
const seal = new Seal(derivedKey(secret, keyPurposes.seal));
const content = { value: { kind: 'POINTS', points: '6.5' }, justification: 'Kengash oʻz vaqtida yigʻildi' };

describe('a seal', () => {
  it('gives back every content, at its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
        const wanted: unknown = JSON.parse(JSON.stringify(value));
        expect(seal.open(place, seal.seal(place, wanted))).toEqual(wanted);
      }),
    );
  });

  it('shows neither the content nor, within a kibibyte, its length', () => {
    const [short, long] = [seal.seal('a', { text: '' }), seal.seal('a', { text: 'x'.repeat(900) })];
    expect(short).toHaveLength(long.length);
    expect(Buffer.from(seal.seal('a', content).slice(3), 'base64').toString('latin1')).not.toContain('POINTS');
  });

  it('is another one each time', () => {
    expect(seal.seal('a', content)).not.toBe(seal.seal('a', content));
  });

  it.each<[string, (text: string) => string, Seal]>([
    ['another key', (text) => text, new Seal(derivedKey(`${secret}!`, keyPurposes.seal))],
    ['the key of another purpose', (text) => text, new Seal(derivedKey(secret, keyPurposes.log))],
    ['a changed byte', (text) => text.slice(0, 60) + (text[60] === 'A' ? 'B' : 'A') + text.slice(61), seal],
    ['a missing end', (text) => text.slice(0, -8), seal],
    ['nothing', () => 'v1:', seal],
  ])('does not open with %s', (_name, change, other) => {
    expect(() => other.open('a', change(seal.seal('a', content)))).toThrow(SealBrokenError);
  });

  it('does not open at another place', () => {
    expect(() => seal.open('b', seal.seal('a', content))).toThrow(SealBrokenError);
  });

  it('reads what was kept before anything was sealed', () => {
    expect(seal.open('a', 'v0:{"value":{"kind":"LEVEL","level":"AB"}}')).toEqual({ value: { kind: 'LEVEL', level: 'AB' } });
  });

  it('knows a content again by a fingerprint that is nothing without the key', () => {
    expect(seal.fingerprint({ b: 1, a: 2 })).toBe(seal.fingerprint({ a: 2, b: 1 }));
    expect(seal.fingerprint({ a: 2 })).not.toBe(seal.fingerprint({ a: 3 }));
    expect(seal.fingerprint({ a: 2 })).not.toBe(new Seal(derivedKey(secret, keyPurposes.log)).fingerprint({ a: 2 }));
  });
});
