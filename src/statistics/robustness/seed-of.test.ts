import { describe, expect, it } from 'vitest';
import { seedOf } from './seed-of.js';

describe('the seed of a simulation', () => {
  const points = { K1: { A1: '15', A2: null }, K2: { A1: '1/2', A2: '0' } };

  it('is what another language makes of the same points', () => {
    // Written by a second program, in Python with hashlib and sorted keys.
    expect(seedOf('ab', points)).toBe('a276560e3c56879dd8a458e215a48b0bd403b6eb8bdedc81ac0772fb5656fac9');
  });

  it('does not depend on the order of the keys, but on every point and on the methodology', () => {
    expect(seedOf('ab', { K2: { A2: '0', A1: '1/2' }, K1: { A2: null, A1: '15' } })).toBe(seedOf('ab', points));
    expect(seedOf('ac', points)).not.toBe(seedOf('ab', points));
    expect(seedOf('ab', { ...points, K1: { A1: '15', A2: '0' } })).not.toBe(seedOf('ab', points));
  });
});
