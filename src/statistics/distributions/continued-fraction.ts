/** Keeps a denominator away from zero, as Lentz's method asks. */
const tiny = 1e-300;
const mostSteps = 100_000;

/** One step of a continued fraction: its partial numerator and denominator. */
export interface FractionStep {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * The value of the continued fraction first + a1 / (b1 + a2 / (b2 + ...)), by the modified method of Lentz (Thompson &
 * Barnett, 1986, Journal of Computational Physics 64). `step` gives the n-th pair from n = 1 on. NaN when it does not
 * settle, which arguments of ordinary size never see.
 */
export function continuedFraction(first: number, step: (n: number) => FractionStep): number {
  let value = first === 0 ? tiny : first;
  let upper = value;
  let lower = 0;
  for (let n = 1; n <= mostSteps; n += 1) {
    const { numerator, denominator } = step(n);
    lower = 1 / awayFromZero(denominator + numerator * lower);
    upper = awayFromZero(denominator + numerator / upper);
    const change = upper * lower;
    value *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) {
      return value;
    }
  }
  return Number.NaN;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
