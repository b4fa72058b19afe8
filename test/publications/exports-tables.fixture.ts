import type { Snapshot } from '../../src/publication/snapshot.js';

/** The table with this name for every council, category and cycle. */
export function withNames(table: Snapshot, name: string): Snapshot {
  return {
    ...table,
    cycle: { ...table.cycle, title: { en: name } },
    categories: table.categories.map((category) => ({ ...category, name: { en: name } })),
    rows: table.rows.map((row) => ({ ...row, name: { en: name } })),
  };
}

/** The table as the second shape told it: nothing of how firm it is. */
export function secondShape({ agreement: _agreement, robustness: _robustness, correction: _correction, ...table }: Snapshot): Snapshot {
  return {
    ...table,
    kind: 'kengash/publication/2',
    rows: table.rows.map(({ rankInterval: _interval, categoryProbability: _probability, nearBoundary: _near, ...row }) => row),
  };
}

/** The table as the first shape told it: neither the greatest points nor what orders ties. */
export function firstShape(table: Snapshot): Snapshot {
  const { tieBreak: _tieBreak, ...second } = secondShape(table);
  return {
    ...second,
    kind: 'kengash/publication/1',
    rows: second.rows.map((row) => ({
      ...row,
      criteria: row.criteria.map(({ code, points }) => ({ code, points })),
      indicators: row.indicators.map(({ code, points, basis }) => ({ code, points, basis })),
    })),
  };
}

/** The table as a correction of the one before, with its first council near a boundary. */
export function correctedTable(table: Snapshot): Snapshot {
  const [first, ...others] = table.rows;
  return {
    ...table,
    correction: {
      of: table.number - 1,
      reason: 'A mark was misread.',
      figures: [{ councilCode: first?.councilCode ?? '', figure: 'published', before: '91', after: '92' }],
    },
    rows: first ? [{ ...first, nearBoundary: true, categoryProbability: '0.9312' }, ...others] : [],
  };
}

const long = (length: number): string => 'Территориальный совет '.repeat(100).slice(0, length);

/** The table with names of the greatest length, twenty criteria, ten categories, and a correction with a long reason. */
export function longestTable(table: Snapshot): Snapshot {
  const { correction, ...corrected } = correctedTable(withNames(table, long(200)));
  return {
    ...corrected,
    correction: correction ? { ...correction, reason: long(2_000) } : null,
    categories: Array.from({ length: 10 }, (_, at) => ({
      code: at === 0 ? 'good' : `${at}`,
      name: { ru: long(200) },
      lowerBound: `${90 - at * 10}`,
    })),
    rows: corrected.rows.map((row) => ({
      ...row,
      criteria: row.rated ? Array.from({ length: 20 }, (_, at) => ({ code: `${at + 1}`, points: '31/7', maxPoints: '5' })) : [],
    })),
  };
}
