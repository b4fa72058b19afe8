import { domainTags } from '../ledger/digest.js';
import { type ScoreRow, scoreTable } from '../scoring/index.js';
import { agreementOf } from './agreement.js';
import type { MethodologyBody } from './methodology-body.js';
import { rulesOf } from './methodology-rules.js';
import { type FirmRow, robustnessOf } from './robustness.js';
import { outcomesOf, type SettledCouncil } from './settled.js';
import type { Snapshot, SnapshotRow } from './snapshot.js';

/** What a table says of itself beside its figures. */
export type SnapshotHead = Pick<Snapshot, 'number' | 'cycle' | 'methodology'>;

/**
 * Makes the table: exact totals, one rounding, categories and ranks by the rules, with how firm they are and how far the
 * raters agreed; best rank first, then by name. The same points and marks make the same table, wherever it is made: whoever
 * verifies a publication calls this.
 */
export function makeSnapshot(head: SnapshotHead, body: MethodologyBody, councils: readonly SettledCouncil[]): Snapshot {
  const rules = rulesOf(body);
  if (!rules) {
    throw new Error('a partial methodology cannot make a table');
  }
  const visible = new Map(
    body.indicators.filter(({ visibility }) => visibility === 'PUBLIC').map(({ code, maxPoints }) => [code, maxPoints]),
  );
  const scored = scoreTable(rules, councils.map(outcomesOf));
  const firm = robustnessOf(rules, head.methodology.hash, councils, scored);
  const rows = scored.map((row, at) => toRow(row, councils[at] as SettledCouncil, visible, firm.rows.get(row.council) ?? null));
  return {
    kind: domainTags.publication,
    number: head.number,
    cycle: head.cycle,
    methodology: head.methodology,
    categories: body.categories,
    publishedDecimals: body.publishedDecimals,
    categoryBasis: body.categoryBasis,
    naRule: body.naRule,
    tieBreak: body.tieBreak,
    agreement: agreementOf(body, rules, councils, scored, firm.seed),
    robustness: firm.figure,
    correction: null,
    rows: rows.toSorted(
      (left, right) =>
        (left.rank ?? Number.MAX_SAFE_INTEGER) - (right.rank ?? Number.MAX_SAFE_INTEGER) ||
        (left.councilCode < right.councilCode ? -1 : 1),
    ),
  };
}

function toRow(
  row: ScoreRow,
  council: SettledCouncil,
  visible: ReadonlyMap<string, string | null>,
  firm: FirmRow | null,
): SnapshotRow {
  const indicators = council.items
    .filter((item) => visible.has(item.indicatorCode))
    .map(({ indicatorCode, officialPoints, officialBasis }) => ({
      code: indicatorCode,
      points: officialPoints,
      maxPoints: visible.get(indicatorCode) ?? null,
      basis: officialBasis,
    }));
  const common = {
    councilCode: council.code,
    name: council.name,
    rankInterval: firm?.rankInterval ?? null,
    categoryProbability: firm?.categoryProbability ?? null,
    nearBoundary: firm?.nearBoundary ?? null,
    indicators,
  };
  return row.rated
    ? {
        ...common,
        rated: true,
        reason: null,
        exact: row.totalExact,
        published: row.published,
        category: row.category,
        rank: row.rank,
        criteria: row.criteria.map(({ code, points, maxPoints }) => ({ code, points, maxPoints })),
      }
    : { ...common, rated: false, reason: row.reason, exact: null, published: null, category: null, rank: null, criteria: [] };
}
