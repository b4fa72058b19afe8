import { type CategoryWeights, weightTable } from './category-weights.js';
import { isNegligible, known, mean, type NoValueReason, type Statistic, sum, unknown } from './statistic.js';
import { type GivenTable, transpose, whyNoTable } from './tables.js';

/** Gwet's coefficient with the weighted agreement it was made of. */
export interface GwetAC extends Statistic {
  readonly observedAgreement: number | null;
  readonly expectedAgreement: number | null;
  /** Units with at least two ratings, which show agreement, and with at least one, which show how categories are used. */
  readonly units: number;
  readonly ratedUnits: number;
}

/**
 * Gwet's AC1 (weights "identity") or AC2 (any other) of ratings with one array per rater over the same units, null =
 * missing, on the declared `categories` in their order, also those that nobody used. Unlike kappa and alpha it does not
 * fall when nearly all units belong to one category; when all ratings are the same it is 1.
 *
 * No value: NO_PAIRS when no unit has two ratings; UNKNOWN_CATEGORY for a rating that is not declared; BAD_SCALE for
 * fewer than two categories or one declared twice; BAD_WEIGHTS; NO_VARIATION when the weights make chance agreement
 * complete; NOTHING_GIVEN, RAGGED, NOT_FINITE for what is no table.
 *
 * Gwet (2008), British Journal of Mathematical and Statistical Psychology 61:29-48; weights and missing ratings Gwet
 * (2014), Handbook of Inter-Rater Reliability, 4th edition.
 */
export function gwetAC(
  ratings: GivenTable,
  categories: readonly number[],
  weights: CategoryWeights = 'identity',
): GwetAC {
  const weight = weightTable(weights, categories.length);
  const reason = whyNoTable(ratings) ?? whyNotOnScale(ratings, categories);
  if (weight === null || reason !== null) {
    return withoutValue(reason ?? 'BAD_WEIGHTS');
  }
  const rated = transpose(ratings)
    .map((unit) => categories.map((category) => unit.filter((rating) => rating === category).length))
    .filter((counts) => sum(counts) >= 1);
  const compared = rated.filter((counts) => sum(counts) >= 2);
  if (compared.length === 0) {
    return { ...withoutValue('NO_PAIRS'), ratedUnits: rated.length };
  }
  const observed = mean(compared.map((counts) => unitAgreement(counts, weight)));
  const shares = categories.map((_, place) => mean(rated.map((counts) => (counts[place] ?? 0) / sum(counts))));
  const pairs = categories.length * (categories.length - 1);
  const expected = (sum(weight.flat()) / pairs) * sum(shares.map((share) => share * (1 - share)));
  return {
    ...(isNegligible(1 - expected, 1) ? unknown('NO_VARIATION') : known((observed - expected) / (1 - expected))),
    observedAgreement: observed,
    expectedAgreement: expected,
    units: compared.length,
    ratedUnits: rated.length,
  };
}

/** The mean weight of the pairs of ratings of a unit. */
function unitAgreement(counts: readonly number[], weight: readonly (readonly number[])[]): number {
  const size = sum(counts);
  const agreeing = counts.map((count, place) => {
    const near = sum(counts.map((other, column) => other * (weight[place]?.[column] ?? 0)));
    return count * (near - 1);
  });
  return sum(agreeing) / (size * (size - 1));
}

function whyNotOnScale(ratings: GivenTable, categories: readonly number[]): NoValueReason | null {
  const declared = new Set(categories);
  if (declared.size < 2 || declared.size < categories.length || !categories.every(Number.isFinite)) {
    return 'BAD_SCALE';
  }
  return ratings.some((row) => row.some((rating) => rating !== null && !declared.has(rating)))
    ? 'UNKNOWN_CATEGORY'
    : null;
}

function withoutValue(reason: NoValueReason): GwetAC {
  return { ...unknown(reason), observedAgreement: null, expectedAgreement: null, units: 0, ratedUnits: 0 };
}
