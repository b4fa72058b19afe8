import { compare, fraction, isWhole, ONE, parseRational, sum, ZERO } from '../../scoring/index.js';
import type { MethodologyBody } from './data/methodology-body.js';
import { type BodyPath, figure, isFalling, isSame, isUnique } from './body-figures.js';
import { brokenScoring } from './scoring-invariants.js';

/** The most that all points of a geometric methodology come to; its root is taken of that degree, in whole numbers. */
const greatestGeometricTotal = fraction(1_000n);

/**
 * The places where the parts of a complete body do not fit together: sums, bounds, orders, references. What passes here
 * can be scored to the end, whatever raters and councils give.
 */
export function brokenRules(body: MethodologyBody): BodyPath[] {
  const codes = body.criteria.map((criterion) => criterion.code);
  const bounds = body.categories.map((category) => figure(category.lowerBound));
  const [highest, lowest] = [bounds[0] ?? null, bounds.at(-1) ?? null];
  const share = parseRational(body.dataThreshold);
  const { raterAggregation: aggregation } = body;
  const rules: readonly (readonly [holds: boolean, ...path: BodyPath])[] = [
    [isUnique(body.indicators.map((indicator) => indicator.code)), 'indicators'],
    [isUnique(codes), 'criteria'],
    [isUnique(body.categories.map((category) => category.code)), 'categories'],
    // Totals are a hundred times what was reached of what could be.
    [isSame(figure(body.scaleMin), ZERO), 'scaleMin'],
    [isSame(figure(body.scaleMax), fraction(100n)), 'scaleMax'],
    [isFalling(bounds) && isSame(lowest, figure(body.scaleMin)), 'categories'],
    [highest === null || compare(highest, fraction(100n)) <= 0, 'categories', 0, 'lowerBound'],
    [isUnique(body.tieBreak) && body.tieBreak.every((name) => codes.includes(name)), 'tieBreak'],
    [share !== null && compare(share, ZERO) > 0 && compare(share, ONE) <= 0, 'dataThreshold'],
    [aggregation.kind !== 'TRIMMED_MEAN' || body.minRaters > 2 * aggregation.drop, 'minRaters'],
    [new Set(body.criteria.map((criterion) => criterion.aggregator.kind)).size === 1, 'criteria'],
  ];
  return [
    ...rules.flatMap(([holds, ...path]) => (holds ? [] : [path])),
    ...brokenCriteria(body),
    ...body.indicators.flatMap((indicator, at) => brokenScoring(indicator).map((path) => ['indicators', at, ...path])),
    ...body.indicators.flatMap((indicator, at) =>
      codes.includes(indicator.criterionCode) ? [] : [['indicators', at, 'criterionCode']],
    ),
  ];
}

/** The points of a criterion are those of its indicators; a geometric mean needs floors, and points in whole numbers. */
function brokenCriteria(body: MethodologyBody): BodyPath[] {
  const all = body.indicators.map((indicator) => figure(indicator.maxPoints));
  const total = sum(all.filter((value) => value !== null));
  const isCountable = all.every((value) => value !== null && isWhole(value)) && compare(total, greatestGeometricTotal) <= 0;
  return body.criteria.flatMap(({ code, maxPoints, aggregator }, at) => {
    const points = all.filter((_, place) => body.indicators[place]?.criterionCode === code);
    const known = points.filter((value) => value !== null);
    const isSum = known.length === points.length && known.length > 0 && isSame(sum(known), figure(maxPoints));
    const floor = aggregator.kind === 'GEOMETRIC' ? figure(aggregator.floor) : ONE;
    const hasFloor = floor !== null && compare(floor, ZERO) > 0 && compare(floor, ONE) <= 0;
    return [
      ...(isSum ? [] : [['criteria', at, 'maxPoints']]),
      ...(hasFloor ? [] : [['criteria', at, 'aggregator', 'floor']]),
      ...(aggregator.kind === 'LINEAR' || isCountable ? [] : [['criteria', at, 'aggregator']]),
    ];
  });
}
