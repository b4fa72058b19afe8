import type { TranslatedText } from '../../language/index.js';
import {
  type CouncilOutcomes,
  type ItemOutcome,
  notScored,
  rational,
  type ScoreRow,
  scored,
  scoreTable,
} from '../../scoring/index.js';
import { type MethodologyBody, rulesOf } from '../methodologies/index.js';
import type { OfficialBasis } from '../evaluations/index.js';

/** One row of a published table. */
export interface SnapshotRow {
  readonly councilCode: string;
  readonly name: TranslatedText;
  /** False where the council could not be rated; then the figures are null and `reason` says why. */
  readonly rated: boolean;
  readonly reason: string | null;
  /** The exact total, a whole number or a fraction. */
  readonly exact: string | null;
  readonly published: string | null;
  readonly category: string | null;
  readonly rank: number | null;
  readonly criteria: readonly { readonly code: string; readonly points: string | null }[];
  /** The indicators that the methodology marks PUBLIC. */
  readonly indicators: readonly { readonly code: string; readonly points: string | null; readonly basis: string | null }[];
}

/** A published table: everything that a figure rests on is in it or named by its hash. */
export interface Snapshot {
  readonly kind: 'kengash/publication/1';
  readonly number: number;
  readonly cycle: {
    readonly id: string;
    readonly title: TranslatedText;
    readonly periodFrom: string;
    readonly periodTo: string;
    readonly demonstration: boolean;
  };
  readonly methodology: { readonly code: string; readonly number: number; readonly hash: string; readonly illustrative: boolean };
  readonly categories: MethodologyBody['categories'];
  readonly publishedDecimals: number;
  readonly categoryBasis: string;
  readonly naRule: string;
  readonly rows: readonly SnapshotRow[];
}

/** An item as the table needs it. */
export interface SettledItem {
  readonly indicatorCode: string;
  readonly officialPoints: string | null;
  readonly officialBasis: OfficialBasis | null;
}

/** A council with its settled items. */
export interface SettledCouncil {
  readonly code: string;
  readonly name: TranslatedText;
  readonly items: readonly SettledItem[];
}

function outcomeOf({ officialPoints, officialBasis }: SettledItem): ItemOutcome {
  if (officialPoints !== null) {
    return scored(rational(officialPoints));
  }
  if (officialBasis === 'NOT_APPLICABLE' || officialBasis === 'NO_EVIDENCE') {
    return { kind: officialBasis };
  }
  return notScored('NOTHING_GIVEN');
}

/** Makes the table: exact totals, one rounding, categories and ranks by the rules; best rank first, then by name. */
export function makeSnapshot(
  head: Omit<Snapshot, 'kind' | 'rows' | 'categories' | 'publishedDecimals' | 'categoryBasis' | 'naRule'>,
  body: MethodologyBody,
  councils: readonly SettledCouncil[],
): Snapshot {
  const rules = rulesOf(body);
  if (!rules) {
    throw new Error('a partial methodology cannot make a table');
  }
  const outcomes: CouncilOutcomes[] = councils.map((council) => ({
    council: council.code,
    outcomes: new Map(council.items.map((item) => [item.indicatorCode, outcomeOf(item)])),
  }));
  const visible = new Set(
    body.indicators.filter((indicator) => indicator.visibility === 'PUBLIC').map((indicator) => indicator.code),
  );
  const rows = scoreTable(rules, outcomes).map((row, at) => toRow(row, councils[at] as SettledCouncil, visible));
  return {
    kind: 'kengash/publication/1',
    ...head,
    categories: body.categories,
    publishedDecimals: body.publishedDecimals,
    categoryBasis: body.categoryBasis,
    naRule: body.naRule,
    rows: rows.toSorted(
      (left, right) =>
        (left.rank ?? Number.MAX_SAFE_INTEGER) - (right.rank ?? Number.MAX_SAFE_INTEGER) ||
        (left.councilCode < right.councilCode ? -1 : 1),
    ),
  };
}

function toRow(row: ScoreRow, council: SettledCouncil, visible: ReadonlySet<string>): SnapshotRow {
  const indicators = council.items
    .filter((item) => visible.has(item.indicatorCode))
    .map((item) => ({ code: item.indicatorCode, points: item.officialPoints, basis: item.officialBasis }));
  const common = { councilCode: council.code, name: council.name, indicators };
  return row.rated
    ? {
        ...common,
        rated: true,
        reason: null,
        exact: row.totalExact,
        published: row.published,
        category: row.category,
        rank: row.rank,
        criteria: row.criteria.map(({ code, points }) => ({ code, points })),
      }
    : { ...common, rated: false, reason: row.reason, exact: null, published: null, category: null, rank: null, criteria: [] };
}
