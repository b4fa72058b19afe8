/**
 * Midranks in the order of the input: the least value has rank 1, and equal values share the mean of their places
 * (1, 2.5, 2.5, 4), so every rank is a whole number or a half and all of them sum to n (n + 1) / 2. Takes finite
 * numbers; of none it gives none (Kendall, 1945, Biometrika 33, "The treatment of ties in ranking problems").
 */
export function midranks(values: readonly number[]): number[] {
  const ranks = values.map(() => 0);
  let before = 0;
  for (const positions of positionsOfEqualValues(values)) {
    for (const position of positions) {
      ranks[position] = before + (positions.length + 1) / 2;
    }
    before += positions.length;
  }
  return ranks;
}

/** How many share each value, from the least value on: 5, 7, 7, 9 gives 1, 2, 1. */
export function tieSizes(values: readonly number[]): number[] {
  return positionsOfEqualValues(values).map(({ length }) => length);
}

function positionsOfEqualValues(values: readonly number[]): number[][] {
  const groups = new Map<number, number[]>();
  for (const [position, value] of values.entries()) {
    const group = groups.get(value);
    if (group) {
      group.push(position);
    } else {
      groups.set(value, [position]);
    }
  }
  return [...groups].toSorted(([left], [right]) => left - right).map(([, positions]) => positions);
}
