/**
 * How much two different categories still agree. "identity": not at all; the others by their places 1 to q on the
 * scale: "linear" by how far apart they are, "quadratic" by its square, "radical" by its root, "ordinal" by how many
 * pairs of categories lie between, "ratio" by their proportion. Or a table: row and column a category, 1 = full
 * agreement.
 */
export type CategoryWeights =
  'identity' | 'linear' | 'quadratic' | 'ordinal' | 'radical' | 'ratio' | readonly (readonly number[])[];

/**
 * The table of weights of a scale with this many categories, or null when a table was given that is not symmetric,
 * within 0 to 1, with ones on the diagonal and of this size. Weights go by place, never by the value a category
 * stands for: whoever wants the distances of unequal points gives a table.
 *
 * Cohen (1968), Psychological Bulletin 70:213-220; the other kinds Gwet (2014), Handbook of Inter-Rater Reliability.
 */
export function weightTable(weights: CategoryWeights, categories: number): readonly (readonly number[])[] | null {
  if (typeof weights !== 'string') {
    return isWeightTable(weights, categories) ? weights : null;
  }
  const greatest = distance(weights, 1, categories);
  const places = Array.from({ length: categories }, (_, index) => index + 1);
  return places.map((row) =>
    places.map((column) => (row === column ? 1 : 1 - distance(weights, row, column) / greatest)),
  );
}

function distance(kind: Extract<CategoryWeights, string>, left: number, right: number): number {
  const apart = Math.abs(left - right);
  switch (kind) {
    case 'identity':
      return 1;
    case 'linear':
      return apart;
    case 'quadratic':
      return apart ** 2;
    case 'ordinal':
      return (apart * (apart + 1)) / 2;
    case 'radical':
      return Math.sqrt(apart);
    case 'ratio':
      return (apart / (left + right)) ** 2;
  }
}

function isWeightTable(weights: readonly (readonly number[])[], categories: number): boolean {
  return (
    weights.length === categories &&
    weights.every(
      (cells, row) =>
        cells.length === categories &&
        cells[row] === 1 &&
        cells.every((weight, column) => weight >= 0 && weight <= 1 && weight === weights[column]?.[row]),
    )
  );
}
