import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { justificationHash, markCommitment, type MarkCommitmentFields, verifyMarkCommitment } from './commitment.js';
import { type CommittedValue, shortestDecimal } from './committed-value.js';
import { isSalt, newSalt, saltOf } from './salt.js';

// The bytes 0 to 31.
const salt = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';

// The hashes in this file were computed apart from this code, with Python's hashlib and json and again with openssl.
const fields: MarkCommitmentFields = {
  cycle: '0195c0de-0000-7000-8000-000000000001',
  evaluationItem: '2f1c7a52-3b1e-4a55-9d60-0c5b8f2f7a10',
  round: 0,
  rater: 'R-3',
  value: { kind: 'POINTS', points: '12.5' },
  justificationHash: '0340425379e6e074a3445c6862eb8aa88a0bf6506d50fccf9c4a105e134246a3',
  salt,
};
const commitment = '755ccabe6c41667c33aa7ddab7fdf2b80077d3291f0c7246b0bc220e796ee6f1';

describe('the commitment of a mark', () => {
  it.each<[CommittedValue, string]>([
    [{ kind: 'POINTS', points: '12.5' }, commitment],
    [{ kind: 'LEVEL', level: 'AB' }, '5fe8d5ee51ac1a7e58f7e8fcf8b8c75e8b282ab430d6eb7fa88232d2d0c41e0e'],
    [{ kind: 'NOT_APPLICABLE' }, '99ef902392bf082d88d26221fb8f149a20a93f5f457fd52ad97d9e7716da3576'],
    [{ kind: 'NO_EVIDENCE' }, '977f4c4dd5ac4fdbc790441c250d09794cfd2d42decf5861549f91a2c030ec46'],
  ])('to %o is the hash that others compute', (value, expected) => {
    expect(markCommitment({ ...fields, value })).toBe(expected);
    expect(verifyMarkCommitment({ ...fields, value }, expected)).toBe(true);
  });

  it.each<[string, Partial<MarkCommitmentFields>]>([
    ['cycle', { cycle: '0195c0de-0000-7000-8000-000000000002' }],
    ['item', { evaluationItem: '2f1c7a52-3b1e-4a55-9d60-0c5b8f2f7a11' }],
    ['round', { round: 1 }],
    ['rater', { rater: 'R-4' }],
    ['number of points', { value: { kind: 'POINTS', points: '13' } }],
    ['kind of value', { value: { kind: 'LEVEL', level: '12.5' } }],
    ['justification', { justificationHash: 'f'.repeat(64) }],
    ['salt', { salt: saltOf(new Uint8Array(32)) }],
  ])('does not fit another %s', (_name, changed) => {
    expect(markCommitment({ ...fields, ...changed })).toMatch(/^[0-9a-f]{64}$/);
    expect(verifyMarkCommitment({ ...fields, ...changed }, commitment)).toBe(false);
  });

  it.each(['12.50', '012.5', '12.5000'])('is the same for %s, which is the same number', (points) => {
    expect(verifyMarkCommitment({ ...fields, value: { kind: 'POINTS', points } }, commitment)).toBe(true);
  });

  it('does not depend on members that a value or a mark has besides', () => {
    const value = { kind: 'POINTS', points: '12.5', level: null };
    const more = { ...fields, value, account: 'somebody' };
    expect(markCommitment(more as MarkCommitmentFields)).toBe(commitment);
  });

  it.each<[string, Partial<MarkCommitmentFields>]>([
    ['an empty item', { evaluationItem: '' }],
    ['a negative round', { round: -1 }],
    ['half a round', { round: 0.5 }],
    ['points that are no decimal', { value: { kind: 'POINTS', points: '1e1' } }],
    ['an empty level', { value: { kind: 'LEVEL', level: '' } }],
    ['a level with half a surrogate pair', { value: { kind: 'LEVEL', level: '\ud800' } }],
    ['an unknown kind', { value: { kind: 'WITHHELD' } as unknown as CommittedValue }],
    ['a hash in capitals', { justificationHash: 'F'.repeat(64) }],
    ['a short salt', { salt: 'AAAA' }],
  ])('does not exist with %s, nor is anything verified by it', (_name, changed) => {
    expect(markCommitment({ ...fields, ...changed })).toBeNull();
    expect(verifyMarkCommitment({ ...fields, ...changed }, commitment)).toBe(false);
  });

  it.each(['', 'null', commitment.toUpperCase(), commitment.slice(1), `${commitment}0`])('is not %j', (other) => {
    expect(verifyMarkCommitment(fields, other)).toBe(false);
  });
});

describe('the hash of a justification', () => {
  const text = 'Kengash oʻz vaqtida yigʻildi: 4 ta bayonnoma.';

  it('is the one that others compute', () => {
    expect(justificationHash(text, salt)).toBe(fields.justificationHash);
  });

  it('changes with every letter and with the salt', () => {
    expect(justificationHash(text.replace('ʻ', "'"), salt)).not.toBe(fields.justificationHash);
    expect(justificationHash(text, newSalt())).not.toBe(fields.justificationHash);
  });

  it('exists for an empty text, but not for half a surrogate pair or without a salt', () => {
    expect(justificationHash('', salt)).toMatch(/^[0-9a-f]{64}$/);
    expect(justificationHash('\udfff', salt)).toBeNull();
    expect(justificationHash(text, '')).toBeNull();
  });
});

describe('a salt', () => {
  it('is 32 bytes in base64url, in one form', () => {
    expect(saltOf(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe(salt);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        expect(saltOf(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(isSalt(saltOf(bytes))).toBe(true);
      }),
    );
  });

  it.each(['', salt.slice(1), `${salt}=`, `${salt}A`, `+${salt.slice(1)}`, `${salt.slice(0, -1)}9`, `${salt}\n`])(
    'is not %j',
    (text) => {
      expect(isSalt(text)).toBe(false);
    },
  );

  it('is never the same twice', () => {
    expect(newSalt()).not.toBe(newSalt());
    expect(isSalt(newSalt())).toBe(true);
  });

  it('takes no fewer bytes', () => {
    expect(() => saltOf(new Uint8Array(31))).toThrow(RangeError);
  });
});

describe('the shortest form of a decimal', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['000.000', '0'],
    ['-0.0', '0'],
    ['10', '10'],
    ['100.0', '100'],
    ['010.010', '10.01'],
    ['-0.50', '-0.5'],
    ['0.05', '0.05'],
  ])('of %s is %s', (text, expected) => {
    expect(shortestDecimal(text)).toBe(expected);
  });

  it.each(['', '.5', '5.', '+5', '1e2', ' 5', '5\n', '--5', '1/2', '٥'])('does not exist for %j', (text) => {
    expect(shortestDecimal(text)).toBeNull();
  });

  it('names the same number and cannot be made shorter', () => {
    const decimals = fc.stringMatching(/^-?[0-9]{1,6}(\.[0-9]{1,6})?$/);
    fc.assert(
      fc.property(decimals, (text) => {
        const shortest = shortestDecimal(text) ?? 'none';
        expect(Number(shortest) + 0).toBe(Number(text) + 0);
        expect(shortest).toMatch(/^(0|-?(0|[1-9]\d*)\.\d*[1-9]|-?[1-9]\d*)$/);
      }),
    );
  });
});
