import { rank } from '../ranks/rank.js';
import { noResult, type Result, result } from './result.js';

/** How values of one indicator are brought to a common scale; the formulas stand at `normalise`. */
export type NormalisingMethod =
  | 'min-max'
  | 'scaled min-max'
  | 'z-score'
  | 'distance to maximum'
  | 'distance to reference'
  | 'distance to target'
  | 'fraction of maximum'
  | 'percentile rank'
  | 'rank'
  | 'Borda'
  | 'goalposts';

/** What a method may need; a method does not look at what is not its own. */
export interface NormalisingParameters {
  /** 1, the default, when more is better, -1 when less is better. */
  readonly direction?: 1 | -1;
  /** The ends of the scale of 'scaled min-max', and the goalposts. */
  readonly low?: number;
  readonly high?: number;
  /** The value that 'distance to reference' makes one. */
  readonly reference?: number;
  /** The value that 'distance to target' makes one, and the one that it makes zero; without a floor the worst value. */
  readonly target?: number;
  readonly floor?: number;
}

/** Why nothing is normalised. */
export type NormalisingReason =
  /** There is no value, or none but nulls. */
  | 'NOTHING_GIVEN'
  /** A value or a parameter is NaN or infinite, or a result would be. */
  | 'NOT_FINITE'
  /** A parameter that the method needs is missing. */
  | 'PARAMETER_MISSING'
  /** The ends of the scale, or the target and the floor, do not stand in the order of the direction. */
  | 'BAD_SCALE'
  /** All values are the same, and the method compares them with one another. */
  | 'NO_VARIATION'
  /** A fraction of the best value needs values > 0. */
  | 'NOT_POSITIVE';

interface Context {
  readonly present: readonly number[];
  readonly direction: 1 | -1;
  readonly least: number;
  readonly greatest: number;
  readonly parameters: NormalisingParameters;
}
type Normalised = Result<readonly number[], NormalisingReason>;

/**
 * Brings the values of one indicator to a common scale, after OECD/JRC, Handbook on Constructing Composite Indicators
 * (2008), and the R package COINr. A null stays null and counts for nothing. With y = x, or y = -x and parameters of
 * the opposite sign for the direction -1, so that more is always better:
 * - 'min-max' and 'distance to maximum' 1 - (max - y) / (max - min), which are the same: 0 the worst, 1 the best;
 * - 'scaled min-max' low + (high - low) * min-max, low < high;
 * - 'z-score' (y - mean) / standard deviation with n - 1;
 * - 'distance to reference' 1 - (reference - y) / (reference - min), above one beyond the reference;
 * - 'distance to target' 1 - (target - y) / (target - floor), the floor being min if none is given, not cut either;
 * - 'fraction of maximum' x / max, for the direction -1 min / x; values > 0;
 * - 'rank' 1 the worst ... n the best, equal values sharing the lower one; 'Borda' rank - 1; 'percentile rank'
 *   (rank - 1) / (n - 1);
 * - 'goalposts' clamp((y - low) / (high - low), 0, 1) between fixed posts low < high, whatever the direction.
 *
 * All but the goalposts and the distance to a target with a floor compare the values with one another: of equal values,
 * a single one too, they say nothing (NO_VARIATION).
 */
export function normalise(
  values: readonly (number | null)[],
  method: NormalisingMethod,
  parameters: NormalisingParameters = {},
): Result<readonly (number | null)[], NormalisingReason> {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) {
    return noResult('NOTHING_GIVEN');
  }
  const { direction = 1, ...numbers } = parameters;
  if (![...present, ...Object.values(numbers).filter((value) => value !== undefined)].every(Number.isFinite)) {
    return noResult('NOT_FINITE');
  }
  const least = present.reduce((left, right) => Math.min(left, right));
  const greatest = present.reduce((left, right) => Math.max(left, right));
  const isRelative = method !== 'goalposts' && !(method === 'distance to target' && parameters.floor !== undefined);
  if (isRelative && least === greatest) {
    return noResult('NO_VARIATION');
  }
  const normalised = normalisePresent(method, { present, direction, least, greatest, parameters });
  if (normalised.value === null) {
    return normalised;
  }
  if (!normalised.value.every(Number.isFinite)) {
    return noResult('NOT_FINITE');
  }
  const following = normalised.value.values();
  return result(values.map((value) => (value === null ? null : (following.next().value ?? null))));
}

function normalisePresent(method: NormalisingMethod, context: Context): Normalised {
  const { present, direction, parameters } = context;
  const worst = direction === 1 ? context.least : context.greatest;
  const best = direction === 1 ? context.greatest : context.least;
  switch (method) {
    case 'min-max':
    case 'distance to maximum':
      return between(context, worst, best);
    case 'scaled min-max':
      return scaled(context, worst, best);
    case 'z-score':
      return result(standardised(present, direction));
    case 'distance to reference':
      return between(context, worst, parameters.reference);
    case 'distance to target':
      return between(context, parameters.floor ?? worst, parameters.target);
    case 'fraction of maximum':
      return context.least > 0
        ? result(present.map((value) => (direction === 1 ? value / best : best / value)))
        : noResult('NOT_POSITIVE');
    case 'rank':
      return result(ranksFromWorst(present, direction));
    case 'Borda':
      return result(ranksFromWorst(present, direction).map((place) => place - 1));
    case 'percentile rank':
      return result(ranksFromWorst(present, direction).map((place) => (place - 1) / (present.length - 1)));
    case 'goalposts':
      return goalposts(context);
  }
}

/** The share of the way from one value to another; they have to differ, the second being the better one. */
function between({ present, direction }: Context, from: number, to: number | undefined): Normalised {
  if (to === undefined) {
    return noResult('PARAMETER_MISSING');
  }
  return direction * (to - from) > 0
    ? result(present.map((value) => (value - from) / (to - from)))
    : noResult('BAD_SCALE');
}

function scaled(context: Context, worst: number, best: number): Normalised {
  const { low, high } = context.parameters;
  if (low === undefined || high === undefined) {
    return noResult('PARAMETER_MISSING');
  }
  const shares = between(context, worst, best);
  return low < high && shares.value
    ? result(shares.value.map((share) => low + (high - low) * share))
    : noResult('BAD_SCALE');
}

function goalposts(context: Context): Normalised {
  const { low, high } = context.parameters;
  if (low === undefined || high === undefined) {
    return noResult('PARAMETER_MISSING');
  }
  const shares = context.direction === 1 ? between(context, low, high) : between(context, high, low);
  return shares.value ? result(shares.value.map((share) => Math.min(1, Math.max(0, share)))) : shares;
}

function standardised(present: readonly number[], direction: 1 | -1): readonly number[] {
  const mean = present.reduce((left, right) => left + right, 0) / present.length;
  const squares = present.reduce((total, value) => total + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (present.length - 1));
  return present.map((value) => (direction * (value - mean)) / deviation);
}

function ranksFromWorst(present: readonly number[], direction: 1 | -1): readonly number[] {
  const ranks = rank(present, 'competition', direction === 1 ? 'ascending' : 'descending');
  return (ranks.value ?? []).filter((place) => place !== null);
}
