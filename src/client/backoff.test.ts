import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backoff, backoffDelay, defaultBackoff, spreadDelay } from './backoff.js';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait between attempts', () => {
  it('lies anywhere below a limit that doubles from a quarter of a second to fifteen, after any number of failures', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), chance, (failures, drawn) => {
        const delay = backoffDelay(failures, defaultBackoff, () => drawn);
        const limit = failures > 6 ? 15_000 : 250 * 2 ** (failures - 1);
        expect(delay).toBe(drawn * limit);
      }),
    );
  });

  it('is up to five seconds longer after a close that all clients get', () => {
    expect([1012, 4452, 1006, 1013, null].map((code) => spreadDelay(code, () => 0.5))).toEqual([2_500, 2_500, 0, 0, 0]);
  });

  it('is short again after something has worked', () => {
    const backoff = new Backoff(defaultBackoff, () => 1);
    expect([backoff.failed(), backoff.failed(), backoff.failed()]).toEqual([250, 500, 1_000]);
    backoff.succeeded();
    expect(backoff.failed()).toBe(250);
  });
});
