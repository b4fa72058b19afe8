import type { CorrectedFigure, Snapshot, SnapshotRow } from '../../publication/snapshot.js';

/** What differs between two tables, council by council, in the order of the new one: what approvers of a correction look at. */
export function correctedFigures(before: Snapshot, after: Snapshot): readonly CorrectedFigure[] {
  return after.rows.flatMap((row) => {
    const earlier = before.rows.find(({ councilCode }) => councilCode === row.councilCode);
    return [...figuresOf(row)].flatMap(([figure, value]): CorrectedFigure[] => {
      const old = (earlier && figuresOf(earlier).get(figure)) ?? null;
      return old === value ? [] : [{ councilCode: row.councilCode, figure, before: old, after: value }];
    });
  });
}

function figuresOf(row: SnapshotRow): ReadonlyMap<string, string | null> {
  return new Map([
    ['published', row.published],
    ['exact', row.exact],
    ['category', row.category],
    ['rank', row.rank === null ? null : `${row.rank}`],
    ...row.indicators.map(({ code, points }) => [`indicator ${code}`, points] as const),
  ]);
}
