import type { BundledDecision, BundledItem, BundledLeftMark, BundledMark } from '../../publication/bundle.js';
import { decimal, exact, hash, name } from './forms.js';
import { object, variant } from './object.js';
import { integer, list, nullable, oneOf, type Read, text } from './readers.js';

/** The place of an entry in the list of the bundle. */
export const reference = integer(0, 10_000_000);

const round = integer(0, 1_000_000);

/** Where official points come from. */
const basis = oneOf('MEDIAN', 'MEAN', 'TRIMMED_MEAN', 'MEASURED', 'CONSENSUS', 'APPEAL', 'CORRECTION', 'NO_EVIDENCE', 'NOT_APPLICABLE');

const measurement = object({ numerator: decimal, denominator: decimal, entry: nullable(reference) });
const earlier = object({ numerator: decimal, denominator: decimal, entry: nullable(reference), opened: nullable(reference) });

const decision: Read<BundledDecision> = variant('method', {
  AGGREGATE: object({ method: oneOf('AGGREGATE') }),
  AGREED: object({ method: oneOf('AGREED'), entry: reference }),
  NO_CONSENSUS: object({ method: oneOf('NO_CONSENSUS'), entry: reference }),
  MEASURED: object({ method: oneOf('MEASURED'), value: nullable(measurement), previous: nullable(earlier) }),
});

const value = variant('kind', {
  POINTS: object({ kind: oneOf('POINTS'), points: decimal }),
  LEVEL: object({ kind: oneOf('LEVEL'), level: name }),
  NOT_APPLICABLE: object({ kind: oneOf('NOT_APPLICABLE') }),
  NO_EVIDENCE: object({ kind: oneOf('NO_EVIDENCE') }),
});

const mark: Read<BundledMark> = object({
  round,
  rater: name,
  commitment: hash,
  entry: reference,
  state: oneOf('COUNTS', 'VOID'),
  voided: nullable(reference),
  opening: nullable(object({ value, justificationHash: hash, salt: text('a salt of 43 base64url characters', /^[\w-]{43}$/, 43) })),
});

const left: Read<BundledLeftMark> = object({
  round,
  rater: name,
  commitment: hash,
  entry: reference,
  state: oneOf('SUPERSEDED', 'VOID'),
  by: nullable(hash),
  voided: nullable(reference),
});

/** One item of a council. */
export const item: Read<BundledItem> = object({
  item: name,
  indicator: name,
  points: nullable(exact),
  basis: nullable(basis),
  decision,
  adjustments: list(object({ points: nullable(exact), basis: nullable(basis), entry: reference }), 1_000),
  marks: list(mark, 100_000),
  left: list(left, 1_000_000),
  reveals: list(object({ round, entry: reference }), 10_000),
});
