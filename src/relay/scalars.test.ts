import { describe, expect, test } from 'vitest';
import { DateTimeScalar, DecimalScalar, LocalDateScalar, Sha256Scalar, UuidScalar } from './scalars.js';

const hash = 'a'.repeat(64);
const uuid = '0197a4a0-1111-7222-8333-444455556666';

describe('scalars', () => {
  test.each([
    [LocalDateScalar, '2028-02-29'],
    [DecimalScalar, '-0.50'],
    [DecimalScalar, '100'],
    [Sha256Scalar, hash],
    [UuidScalar, uuid],
  ])('%s takes %s', (scalar, text) => {
    expect(scalar.parseValue(text)).toBe(text);
    expect(scalar.serialize(text)).toBe(text);
  });

  test.each([
    [LocalDateScalar, '2026-02-29'],
    [LocalDateScalar, '2026-2-1'],
    [LocalDateScalar, '0000-01-01'],
    [LocalDateScalar, '2026-01-01T00:00:00Z'],
    [LocalDateScalar, 20260101],
    [DecimalScalar, '1e5'],
    [DecimalScalar, '01'],
    [DecimalScalar, '.5'],
    [DecimalScalar, '٣'],
    [DecimalScalar, 1.5],
    [DecimalScalar, 'NaN'],
    [Sha256Scalar, hash.toUpperCase()],
    [UuidScalar, uuid.toUpperCase()],
    [UuidScalar, `${uuid}\n`],
    [UuidScalar, null],
    [DateTimeScalar, 'yesterday'],
    [DateTimeScalar, '2026-02-30T00:00:00Z'],
    [DateTimeScalar, '2026-01-01T00:00:00'],
  ])('%s refuses %s', (scalar, value) => {
    expect(() => scalar.parseValue(value)).toThrow(/./);
  });
});
