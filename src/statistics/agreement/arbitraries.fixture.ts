import * as fc from 'fast-check';

/** Ratings on a scale from 1 to 5, one array per rater, some of them missing. */
export const ratings: fc.Arbitrary<(number | null)[][]> = tablesOf(
  fc.option(fc.integer({ min: 1, max: 5 }), { freq: 5 }),
);

/** Complete ratings on a scale from 1 to 5, two rows and columns at least. */
export const completeRatings: fc.Arbitrary<number[][]> = tablesOf(fc.integer({ min: 1, max: 5 }));

/** A list with the same list in another order. */
export function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

function tablesOf<Cell>(cell: fc.Arbitrary<Cell>): fc.Arbitrary<Cell[][]> {
  return fc
    .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 8 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    );
}
