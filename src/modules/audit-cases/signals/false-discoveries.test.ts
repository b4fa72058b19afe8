import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustedPValues } from './false-discoveries.js';

/** The fifteen p values of the paper (Benjamini & Hochberg, 1995, section 3). */
const published = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

describe('adjusted p values', () => {
  it('reject the four hypotheses of the published example at 5 %', () => {
    const adjusted = adjustedPValues(published);
    expect(adjusted.filter((value) => value <= 0.05)).toHaveLength(4);
    expect(adjusted[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  it('are none of none', () => {
    expect(adjustedPValues([])).toEqual([]);
  });

  it('are never less than what they come from, at most one, and in the same order', () => {
    fc.assert(
      fc.property(probabilities, (values) => {
        const adjusted = adjustedPValues(values);
        for (const [place, value] of values.entries()) {
          expect(adjusted[place]).toBeGreaterThanOrEqual(value);
          expect(adjusted[place]).toBeLessThanOrEqual(1);
          for (const [other, another] of values.entries()) {
            expect(value <= another && (adjusted[place] ?? 0) > (adjusted[other] ?? 0)).toBe(false);
          }
        }
      }),
    );
  });
});
