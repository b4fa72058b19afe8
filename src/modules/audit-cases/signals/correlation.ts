/** Correlations nearer to one than this are taken for it: Fisher's z of one is infinite. */
const almostOne = 1 - 1e-12;

/** Pearson's correlation of two lists of equal length, kept away from one by 1e-12; null when one list does not vary. */
export function pearson(x: readonly number[], y: readonly number[]): number | null {
  const [a, b] = [centred(x), centred(y)];
  const scale = Math.sqrt(product(a, a) * product(b, b));
  return scale < 1e-12 ? null : Math.max(-almostOne, Math.min(almostOne, product(a, b) / scale));
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((left, right) => left + right, 0) / values.length;
  return values.map((value) => value - mean);
}

function product(left: readonly number[], right: readonly number[]): number {
  return left.reduce((total, value, at) => total + value * (right[at] ?? 0), 0);
}
