import type { Rational } from '../../scoring/rational.js';

const wholeBits = 64;

/**
 * The binary number next to an exact fraction: correctly rounded while both parts are below 2^53, otherwise from 64 or
 * more bits of the quotient, so that parts of any length neither overflow nor become NaN. Equal fractions give equal
 * numbers. A quotient beyond the range of binary numbers gives plus or minus infinity or zero.
 */
export function nearestNumber({ numerator, denominator }: Rational): number {
  const magnitude = numerator < 0n ? -numerator : numerator;
  if (magnitude <= BigInt(Number.MAX_SAFE_INTEGER) && denominator <= BigInt(Number.MAX_SAFE_INTEGER)) {
    return Number(numerator) / Number(denominator);
  }
  const shift = wholeBits + bitLength(denominator) - bitLength(magnitude);
  const quotient =
    shift >= 0 ? (magnitude << BigInt(shift)) / denominator : magnitude / (denominator << BigInt(-shift));
  const scaled = timesPowerOfTwo(Number(quotient), -shift);
  return numerator < 0n ? -scaled : scaled;
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(16).length * 4;
}

/** Halving and doubling are exact, while the power itself may be beyond the range. */
function timesPowerOfTwo(value: number, exponent: number): number {
  let result = value;
  for (let step = 0; step < Math.abs(exponent); step += 1) {
    result = exponent > 0 ? result * 2 : result / 2;
  }
  return result;
}
