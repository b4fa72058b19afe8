/**
 * The p values adjusted for how many there are, in the order of the input: min over j >= i of m p_(j) / j, at most 1.
 * Those that are at most q are a set in which the expected rate of false discoveries is at most q, for independent tests
 * and for many dependent ones (Benjamini & Hochberg, 1995, Journal of the Royal Statistical Society B 57:289-300). Empty
 * for none.
 */
export function adjustedPValues(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).toSorted((left, right) => (values[right] ?? 0) - (values[left] ?? 0));
  const adjusted = values.map(() => 1);
  let least = 1;
  for (const [fromEnd, place] of order.entries()) {
    least = Math.min(least, (values[place] ?? 1) * (values.length / (values.length - fromEnd)));
    adjusted[place] = least;
  }
  return adjusted;
}
