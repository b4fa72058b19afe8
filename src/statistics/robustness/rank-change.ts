/** How far the ranks move when something is done otherwise. */
export interface RankChange {
  /** The mean of |rank - published rank| over the councils that still have a rank; null when none has. */
  readonly meanChange: number | null;
  readonly greatestChange: number | null;
  /** The councils that move by that much, in the order of the table; none when nobody moves. */
  readonly mostMoved: readonly string[];
}

/** Compares ranks with the published ones; 0 stands for a council without a rank. */
export function rankChange(
  councils: readonly string[],
  published: readonly number[],
  ranks: readonly number[],
): RankChange {
  const changes = councils.flatMap((council, index) => {
    const before = published[index] ?? 0;
    const after = ranks[index] ?? 0;
    return before === 0 || after === 0 ? [] : [{ council, change: Math.abs(after - before) }];
  });
  if (changes.length === 0) {
    return { meanChange: null, greatestChange: null, mostMoved: [] };
  }
  const greatest = changes.reduce((most, { change }) => Math.max(most, change), 0);
  return {
    meanChange: changes.reduce((total, { change }) => total + change, 0) / changes.length,
    greatestChange: greatest,
    mostMoved: greatest === 0 ? [] : changes.flatMap(({ council, change }) => (change === greatest ? [council] : [])),
  };
}
