import { type ItemOutcome, type MethodologyRules, toExactString } from '../../scoring/index.js';
import { shown } from '../place.js';

/** Official points and where they come from, as texts: what stands in a bundle and in a table. */
export interface SettledPoints {
  readonly points: string | null;
  readonly basis: string | null;
}

/** The points that an outcome is settled with. Missing evidence is zero, unless the council is not rated before it is resolved. */
export function settledPoints(outcome: ItemOutcome, basis: string | null, { noEvidenceRule }: MethodologyRules): SettledPoints {
  switch (outcome.kind) {
    case 'POINTS':
      return { points: toExactString(outcome.points), basis };
    case 'NO_EVIDENCE':
      return { points: noEvidenceRule === 'ZERO' ? '0' : null, basis };
    default:
      return { points: null, basis };
  }
}

/** Whether two are the same, letter by letter: both are written in the one exact form. */
export const isSame = (left: SettledPoints, right: SettledPoints): boolean => left.points === right.points && left.basis === right.basis;

/** Points in a message: `12 (MEDIAN)`. */
export const told = ({ points, basis }: SettledPoints): string => `${points ?? 'no points'} (${basis ?? 'no basis'})`.slice(0, 120);

/** A pair of members of a body, as points; null where they are of another form. */
export function pointsOfBody({ points, basis }: Readonly<Record<string, unknown>>): SettledPoints | null {
  return isTextOrNull(points) && isTextOrNull(basis) ? { points, basis } : null;
}

const isTextOrNull = (value: unknown): value is string | null => value === null || typeof value === 'string';

/** A pair of members of a body in a message. */
export const toldBody = ({ points, basis }: Readonly<Record<string, unknown>>): string => `${shown(points)} (${shown(basis)})`;
