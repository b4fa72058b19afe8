/** Bernoulli numbers over 2k (2k - 1): the terms of the Stirling series, which at 10 err by less than 1e-16. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156];
const leastArgument = 10;

/**
 * The natural logarithm of the gamma function for x > 0, to about 1e-15 of its size; NaN for anything else. Small
 * arguments are carried up by the recurrence, large ones go into the Stirling series (Abramowitz & Stegun, 1964,
 * formulas 6.1.15 and 6.1.41).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) {
    return Number.NaN;
  }
  let product = 1;
  let argument = x;
  while (argument < leastArgument) {
    product *= argument;
    argument += 1;
  }
  let power = 1 / argument;
  let series = 0;
  for (const term of stirling) {
    series += term * power;
    power /= argument * argument;
  }
  return (argument - 0.5) * Math.log(argument) - argument + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
}
