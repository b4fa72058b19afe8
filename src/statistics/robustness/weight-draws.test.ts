import { describe, expect, it } from 'vitest';
import { counterGenerator } from '../random/counter-generator.js';
import { kappaFor, usedVariation, weightDrawer } from './weight-draws.js';

describe('kappa', () => {
  it('gives the greatest weight a coefficient of variation of ten percent', () => {
    const shares = [0.5, 0.3, 0.2];
    const kappa = kappaFor(shares);
    expect(kappa).toBeCloseTo(99, 10);
    expect(Math.sqrt((0.5 * 0.5) / (kappa + 1)) / 0.5).toBeCloseTo(0.1, 12);
    const draw = weightDrawer({ kind: 'DIRICHLET', kappa }, shares, counterGenerator('kappa'));
    const weights = new Float64Array(3);
    const drawn = Array.from({ length: 20_000 }, () => {
      draw(weights);
      return (weights[0] ?? NaN) / weights.reduce((left, right) => left + right, 0);
    });
    const mean = drawn.reduce((left, right) => left + right, 0) / drawn.length;
    const deviation = Math.sqrt(drawn.reduce((total, share) => total + (share - mean) ** 2, 0) / drawn.length);
    expect(Math.abs(mean - 0.5)).toBeLessThan((4 * 0.05) / Math.sqrt(20_000));
    expect(deviation / mean).toBeCloseTo(0.1, 2);
  });

  it('is one at least, when one weight is nearly all', () => {
    expect(kappaFor([1])).toBe(1);
    expect(kappaFor([0.999, 0.001])).toBe(1);
  });
});

describe('uniform weights', () => {
  it('stay within their share of the nominal ones', () => {
    const draw = weightDrawer({ kind: 'UNIFORM', share: 0.25 }, [0.8, 0.2], counterGenerator('uniform'));
    const weights = new Float64Array(2);
    for (let count = 0; count < 1000; count += 1) {
      draw(weights);
      expect(Math.abs((weights[0] ?? NaN) / 0.8e9 - 1)).toBeLessThanOrEqual(0.25 + 1e-8);
      expect(Math.abs((weights[1] ?? NaN) / 0.2e9 - 1)).toBeLessThanOrEqual(0.25 + 1e-8);
    }
  });
});

describe('a variation', () => {
  it.each([
    [{ kind: 'DIRICHLET' }, { kind: 'DIRICHLET', kappa: kappaFor([0.5, 0.3, 0.2]) }],
    [
      { kind: 'DIRICHLET', kappa: 7 },
      { kind: 'DIRICHLET', kappa: 7 },
    ],
    [{ kind: 'DIRICHLET', kappa: 0 }, null],
    [{ kind: 'DIRICHLET', kappa: NaN }, null],
    [{ kind: 'DIRICHLET', kappa: 1e7 }, null],
    [{ kind: 'UNIFORM' }, { kind: 'UNIFORM', share: 0.25 }],
    [{ kind: 'UNIFORM', share: 1.1 }, null],
    [{ kind: 'UNIFORM', share: -0.1 }, null],
    [{ kind: 'SIMPLEX' }, { kind: 'SIMPLEX' }],
  ] as const)('of %s is used as %s', (variation, used) => {
    expect(usedVariation(variation, [0.5, 0.3, 0.2])).toEqual(used);
  });
});
