import type { ScoringBody } from '../../publication/methodology-body.js';
import { decimal, name, translated } from './forms.js';
import { object, variant } from './object.js';
import { list, oneOf, type Read } from './readers.js';

const kind = <const K extends string>(value: K) => oneOf(value);

const normaliser = variant('kind', {
  GOALPOST: object({ kind: kind('GOALPOST'), low: decimal, high: decimal }),
  TARGET: object({ kind: kind('TARGET'), target: decimal, floor: decimal }),
  BANDS: object({ kind: kind('BANDS'), bands: list(object({ lowerBound: decimal, points: decimal }), 100) }),
  COMPARE_PREVIOUS: object({ kind: kind('COMPARE_PREVIOUS'), notLess: decimal, less: decimal }),
});

/** What is asked for an indicator. */
export const scoring: Read<ScoringBody> = variant('kind', {
  LEVELS: object({ kind: kind('LEVELS'), levels: list(object({ code: name, points: decimal, descriptor: translated }), 100) }),
  RANGE: object({
    kind: kind('RANGE'),
    min: decimal,
    max: decimal,
    step: decimal,
    anchors: list(object({ points: decimal, descriptor: translated }), 100),
  }),
  MEASURED: object({
    kind: kind('MEASURED'),
    unit: translated,
    direction: oneOf(1, -1),
    scale: oneOf('NUMBER', 'PERCENT'),
    normaliser,
  }),
  BINARY: object({ kind: kind('BINARY') }),
  TERNARY: object({ kind: kind('TERNARY') }),
  UNKNOWN: object({ kind: kind('UNKNOWN') }),
});
