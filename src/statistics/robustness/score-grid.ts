import type { MethodologyRules } from '../../scoring/methodology-rules.js';
import { type Rational, compare, divide, ONE, ZERO } from '../../scoring/rational.js';
import { parseRational, rational } from '../../scoring/rational-text.js';
import type { CouncilOutcomes } from '../../scoring/score-table.js';
import type { ItemOutcome } from '../../scoring/values.js';
import { nearestNumber } from '../composite/nearest-number.js';
import { onGrid } from '../random/dirichlet.js';
import { byCode } from '../severity/severity-cells.js';
import type { CouncilPoints } from './robustness-input.js';

/**
 * The table in flat arrays, for arithmetic in bulk. Criteria are in the order of their codes (by UTF-16 code units) and
 * indicators in that of their criteria, then of their own codes, so that the order in which they are given changes no
 * draw; councils are in that of the input.
 */
export interface ScoreGrid {
  readonly councils: readonly string[];
  readonly indicators: readonly string[];
  readonly criteria: readonly string[];
  /** Where the indicators of each criterion begin, and at last where all end: they stand together. */
  readonly firstOf: Int32Array;
  /** Points / greatest points, council by council; zero where the indicator does not apply. */
  readonly shares: Float64Array;
  /** 1 where the indicator applies, 0 where it does not. */
  readonly applies: Uint8Array;
  /** The greatest points of each indicator, in whole numbers of 10^-9. */
  readonly nominal: Float64Array;
}

/** The points of councils as outcomes of scoring; null when they are not as declared. The rules have to be sound. */
export function outcomesOf(rules: MethodologyRules, councils: readonly CouncilPoints[]): CouncilOutcomes[] | null {
  const limits = rules.indicators.map(({ code, maxPoints }) => ({ code, limit: rational(maxPoints) }));
  const all: CouncilOutcomes[] = [];
  for (const { code: council, points } of councils) {
    const outcomes = new Map<string, ItemOutcome>();
    for (const { code, limit } of limits) {
      const text = Object.hasOwn(points, code) ? points[code] : undefined;
      const value = typeof text === 'string' ? parseRational(text) : null;
      if (text === null) {
        outcomes.set(code, { kind: 'NOT_APPLICABLE' });
      } else if (value !== null && compare(value, ZERO) >= 0 && compare(value, limit) <= 0) {
        outcomes.set(code, { kind: 'POINTS', points: value });
      } else {
        return null;
      }
    }
    all.push({ council, outcomes });
  }
  return all;
}

/** The grid of councils that have an outcome, with points or not applicable, on every indicator of sound rules. */
export function scoreGrid(rules: MethodologyRules, councils: readonly CouncilOutcomes[]): ScoreGrid {
  const indicators = rules.indicators.toSorted(
    (left, right) => byCode(left.criterionCode, right.criterionCode) || byCode(left.code, right.code),
  );
  const criteria = rules.criteria.map(({ code }) => code).toSorted(byCode);
  const limits = indicators.map(({ maxPoints }) => rational(maxPoints));
  const shares = new Float64Array(councils.length * indicators.length);
  const applies = new Uint8Array(shares.length);
  for (const [row, { outcomes }] of councils.entries()) {
    for (const [column, { code }] of indicators.entries()) {
      const share = shareOf(outcomes.get(code), limits[column] ?? ONE);
      shares[row * indicators.length + column] = share ?? 0;
      applies[row * indicators.length + column] = Number(share !== null);
    }
  }
  return {
    councils: councils.map(({ council }) => council),
    indicators: indicators.map(({ code }) => code),
    criteria,
    firstOf: Int32Array.from(
      [...criteria.keys(), criteria.length],
      (position) => indicators.filter(({ criterionCode }) => criteria.indexOf(criterionCode) < position).length,
    ),
    shares,
    applies,
    nominal: Float64Array.from(limits, (limit) => onGrid(nearestNumber(limit))),
  };
}

/** A change of one item: the share of its points that it now has, null when it does not apply. */
export interface ItemChange {
  readonly council: number;
  readonly indicator: number;
  readonly share: number | null;
}

/** The grid with some items changed. */
export function withChanges(grid: ScoreGrid, changes: readonly ItemChange[]): ScoreGrid {
  const shares = Float64Array.from(grid.shares);
  const applies = Uint8Array.from(grid.applies);
  for (const { council, indicator, share } of changes) {
    shares[council * grid.indicators.length + indicator] = share ?? 0;
    applies[council * grid.indicators.length + indicator] = Number(share !== null);
  }
  return { ...grid, shares, applies };
}

/** The grid in which the indicators from `start` to before `end` apply to nobody. */
export function withoutIndicators(grid: ScoreGrid, start: number, end: number): ScoreGrid {
  const shares = Float64Array.from(grid.shares);
  const applies = Uint8Array.from(grid.applies);
  for (let row = 0; row < shares.length; row += grid.indicators.length) {
    shares.fill(0, row + start, row + end);
    applies.fill(0, row + start, row + end);
  }
  return { ...grid, shares, applies };
}

/** The share of the greatest points that an outcome has; null when it does not apply. */
export function shareOf(outcome: ItemOutcome | undefined, limit: Rational): number | null {
  switch (outcome?.kind) {
    case 'POINTS':
      return nearestNumber(divide(outcome.points, limit));
    case 'NO_EVIDENCE':
      return 0;
    default:
      return null;
  }
}
