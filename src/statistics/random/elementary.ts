/**
 * The logarithm and the exponential from additions, multiplications and divisions alone. ECMAScript leaves the last
 * bits of Math.log, Math.exp and Math.cos to the engine, so two machines may draw different numbers from one seed; the
 * four operations and the square root are rounded by IEEE 754 and the same everywhere.
 */

// ln 2 in two parts: the upper one has so few bits that its multiples by an exponent are exact.
const upperLn2 = 0.69314718036912381649;
const lowerLn2 = 1.90821492927058770002e-10;
const logarithmTerms = 11;
const exponentialTerms = 15;
const exponentBias = 1023;
const view = new DataView(new ArrayBuffer(8));

/**
 * The natural logarithm of a number > 0, within a few units of the last place: x = m 2^k with m from [0.75, 1.5), and
 * ln m = 2 (s + s^3/3 + s^5/5 + ...) with s = (m - 1) / (m + 1). Null for anything that is not positive and finite or
 * is below 2^-1022.
 */
export function naturalLogarithm(value: number): number | null {
  if (!(value >= 2 ** -1022 && value < Infinity)) {
    return null;
  }
  view.setFloat64(0, value);
  let exponent = (view.getUint32(0) >>> 20) - exponentBias;
  view.setUint32(0, (view.getUint32(0) & 0xfffff) | (exponentBias << 20));
  let mantissa = view.getFloat64(0);
  if (mantissa >= 1.5) {
    mantissa /= 2;
    exponent += 1;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let series = 0;
  for (let term = logarithmTerms; term >= 0; term -= 1) {
    series = series * square + 1 / (2 * term + 1);
  }
  return exponent * upperLn2 + (2 * ratio * series + exponent * lowerLn2);
}

/**
 * e to the power of a finite number, within a few units of the last place: x = k ln 2 + r with |r| <= ln 2 / 2,
 * Taylor's series of e^r, times 2^k. Null where the result would leave the range of normal numbers, 2^-1022 to 2^1024.
 */
export function exponential(value: number): number | null {
  const power = Math.floor(value / (upperLn2 + lowerLn2) + 0.5);
  if (!(power >= 1 - exponentBias && power <= exponentBias)) {
    return null;
  }
  const rest = value - power * upperLn2 - power * lowerLn2;
  let series = 1;
  for (let term = exponentialTerms; term >= 1; term -= 1) {
    series = 1 + (rest * series) / term;
  }
  view.setUint32(0, (power + exponentBias) << 20);
  view.setUint32(4, 0);
  return series * view.getFloat64(0);
}
