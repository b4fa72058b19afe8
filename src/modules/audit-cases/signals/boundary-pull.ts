import {
  categoryOfTotal,
  compare,
  divide,
  floor,
  fraction,
  type IndicatorRules,
  type ItemOutcome,
  type MethodologyRules,
  negate,
  type Rational,
  rational,
  scored,
  subtract,
  totalOf,
  toExactString,
  ZERO,
} from '../../../scoring/index.js';
import { byCode } from './by-code.js';
import { type Finding, finding } from './finding.js';
import { stepBelow, toNumber } from './scale.js';
import { type Thresholds, thresholds } from './thresholds.js';

/** What the items of a council came to by the individual marks alone, and what they came to officially. */
export interface AuditCouncil {
  readonly council: string;
  readonly individual: ReadonlyMap<string, ItemOutcome>;
  readonly official: ReadonlyMap<string, ItemOutcome>;
}

/** A council that reached a better category in session than by its individual marks. */
interface Risen {
  readonly council: string;
  readonly from: string | null;
  readonly to: string;
  readonly before: Rational;
  readonly after: Rational;
  /** How far the total lies over the bound, in steps of the item that moves it most. */
  readonly steps: number;
  readonly raised: readonly string[];
}

/**
 * Councils whose total just crossed the bound of a category between the individual marks and the result of the sessions:
 * one step back on one of the items that were raised would leave it below. Totals and categories are those of the
 * methodology, exactly; where the category is read from the published number, the bound is where that number begins.
 *
 * Figure: how far the total lies over the bound, in steps of the raised item that moves the total most; below one. The
 * detail tells which share of the rated councils crossed a bound so. None where nothing was raised, as without sessions,
 * and of councils that are not rated.
 */
export function boundarySignals(
  rules: MethodologyRules,
  councils: readonly AuditCouncil[],
  limits: Thresholds = thresholds,
): Finding[] {
  const rated = councils.filter(({ official }) => totalOf(rules, official).rated).length;
  const pulled = councils
    .toSorted((left, right) => byCode(left.council, right.council))
    .flatMap((council) => risen(rules, council) ?? [])
    .filter(({ steps }) => steps < limits.BOUNDARY_PULL_STEPS);
  return pulled.map(({ council, steps, from, to, before, after, raised }) =>
    finding({
      kind: 'BOUNDARY_PULL',
      council,
      figure: steps,
      threshold: limits.BOUNDARY_PULL_STEPS,
      detail: {
        from,
        to,
        totalOfMarks: toExactString(before),
        total: toExactString(after),
        raised,
        shareOfCouncils: pulled.length / rated,
      },
    }),
  );
}

function risen(rules: MethodologyRules, { council, individual, official }: AuditCouncil): Risen | null {
  const [before, after] = [totalOf(rules, individual), totalOf(rules, official)];
  if (!before.rated || !after.rated) {
    return null;
  }
  const [from, to] = [categoryOfTotal(rules, before.total), categoryOfTotal(rules, after.total)];
  const bound = boundOf(rules, to);
  if (to === null || bound === null || compare(before.total, bound) >= 0) {
    return null;
  }
  const raised = rules.indicators.filter(({ code }) => isRaised(individual.get(code), official.get(code)));
  const effects = raised.map((indicator) => subtract(after.total, totalBelow(rules, official, indicator) ?? after.total));
  const greatest = effects.toSorted(compare).at(-1) ?? ZERO;
  const over = subtract(after.total, bound);
  const steps = compare(greatest, ZERO) > 0 ? toNumber(divide(over, greatest)) : Infinity;
  return { council, from, to, before: before.total, after: after.total, steps, raised: raised.map(({ code }) => code).toSorted(byCode) };
}

/** The least total of a category; null where there is none, or it is no category. */
function boundOf({ categories, categoryBasis, publishedDecimals }: MethodologyRules, code: string | null): Rational | null {
  const category = categories.find((candidate) => candidate.code === code);
  if (!category) {
    return null;
  }
  const bound = rational(category.lowerBound);
  if (categoryBasis === 'RAW') {
    return bound;
  }
  // The first published number in the category, less half a unit: from there on it is rounded up to it.
  const scale = 10n ** BigInt(publishedDecimals);
  const first = -floor(negate(fraction(bound.numerator * scale, bound.denominator)));
  return fraction(2n * first - 1n, 2n * scale);
}

const pointsOf = (outcome: ItemOutcome | undefined): Rational | null =>
  outcome?.kind === 'POINTS' ? outcome.points : outcome?.kind === 'NO_EVIDENCE' ? ZERO : null;

function isRaised(individual: ItemOutcome | undefined, official: ItemOutcome | undefined): boolean {
  const [before, after] = [pointsOf(individual), pointsOf(official)];
  return before !== null && after !== null && compare(after, before) > 0;
}

/** The total with one step less on one item. */
function totalBelow(rules: MethodologyRules, official: ReadonlyMap<string, ItemOutcome>, indicator: IndicatorRules): Rational | null {
  const below = stepBelow(indicator, pointsOf(official.get(indicator.code)) ?? ZERO);
  const result = below && totalOf(rules, new Map([...official, [indicator.code, scored(below)]]));
  return result?.rated ? result.total : null;
}
