import type { CounterGenerator } from './counter-generator.js';
import { exponential, naturalLogarithm } from './elementary.js';

/**
 * A number from the standard normal distribution by the polar method (Marsaglia & Bray 1964): pairs u, v = 2 uniform -
 * 1 are drawn until 0 < s = u^2 + v^2 < 1, the number is u sqrt(-2 ln s / s). The second number that the method offers
 * is not used, so that a draw depends on nothing but where the generator stands.
 */
export function normal(generator: CounterGenerator): number {
  for (;;) {
    const first = 2 * generator.uniform() - 1;
    const second = 2 * generator.uniform() - 1;
    const square = first * first + second * second;
    if (square > 0 && square < 1) {
      return first * Math.sqrt((-2 * logarithm(square)) / square);
    }
  }
}

/**
 * A number from the gamma distribution with scale 1 by Marsaglia & Tsang (2000): d = shape - 1/3, c = 1 / sqrt(9 d);
 * draw a normal x until v = (1 + c x)^3 > 0, then a uniform u; take d v when u < 1 - 0.0331 x^4 or else when ln u < x^2
 * / 2 + d (1 - v + ln v); otherwise start again. Below shape 1 it is the gamma of shape + 1, times (1 - a further
 * uniform) ^ (1 / shape). The shape has to be > 0: the callers look first.
 */
export function gamma(generator: CounterGenerator, shape: number): number {
  if (shape < 1) {
    const larger = gamma(generator, shape + 1);
    const power = logarithm(1 - generator.uniform()) / shape;
    // A power too small for a number is a draw that is as good as zero.
    return larger * (exponential(power) ?? 0);
  }
  const centre = shape - 1 / 3;
  const spread = 1 / Math.sqrt(9 * centre);
  for (;;) {
    const x = normal(generator);
    const root = 1 + spread * x;
    if (root > 0) {
      const cube = root * root * root;
      const uniform = generator.uniform();
      if (uniform < 1 - 0.0331 * x * x * x * x || accepted(uniform, x, centre, cube)) {
        return centre * cube;
      }
    }
  }
}

function accepted(uniform: number, x: number, centre: number, cube: number): boolean {
  return uniform === 0 || logarithm(uniform) < 0.5 * x * x + centre * (1 - cube + logarithm(cube));
}

/** The arguments here are positive, and far from the least number. */
function logarithm(value: number): number {
  return naturalLogarithm(value) ?? -Infinity;
}
