import type { TranslatedText } from '../../language/index.js';
import { domainTags } from '../../ledger/index.js';
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
  /** `maxPoints` are those that count for the council: under GLOBAL, those of what applies to it. Not told by the first shape. */
  readonly criteria: readonly { readonly code: string; readonly points: string | null; readonly maxPoints?: string | null }[];
  /** The indicators that the methodology marks PUBLIC. */
  readonly indicators: readonly {
    readonly code: string;
    readonly points: string | null;
    readonly maxPoints?: string | null;
    readonly basis: string | null;
  }[];
}

/**
 * A published table: everything that a figure rests on is in it or named by its hash. Its kind is the tag that it was
 * hashed under; a table of an earlier kind is read like any other.
 */
export interface Snapshot {
  readonly kind: typeof domainTags.publication | typeof domainTags.formerPublication;
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
  /** Criteria whose points order equal published numbers, the first one first. Not told by the first shape. */
  readonly tieBreak?: readonly string[];
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
  // The basis first: what missing evidence comes to, the rules say.
  if (officialBasis === 'NOT_APPLICABLE' || officialBasis === 'NO_EVIDENCE') {
    return { kind: officialBasis };
  }
  return officialPoints === null ? notScored('NOTHING_GIVEN') : scored(rational(officialPoints));
}

/** Makes the table: exact totals, one rounding, categories and ranks by the rules; best rank first, then by name. */
export function makeSnapshot(
  head: Pick<Snapshot, 'number' | 'cycle' | 'methodology'>,
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
  const visible = new Map(
    body.indicators.filter(({ visibility }) => visibility === 'PUBLIC').map(({ code, maxPoints }) => [code, maxPoints]),
  );
  const rows = scoreTable(rules, outcomes).map((row, at) => toRow(row, councils[at] as SettledCouncil, visible));
  return {
    kind: domainTags.publication,
    ...head,
    categories: body.categories,
    publishedDecimals: body.publishedDecimals,
    categoryBasis: body.categoryBasis,
    naRule: body.naRule,
    tieBreak: body.tieBreak,
    rows: rows.toSorted(
      (left, right) =>
        (left.rank ?? Number.MAX_SAFE_INTEGER) - (right.rank ?? Number.MAX_SAFE_INTEGER) ||
        (left.councilCode < right.councilCode ? -1 : 1),
    ),
  };
}

function toRow(row: ScoreRow, council: SettledCouncil, visible: ReadonlyMap<string, string | null>): SnapshotRow {
  const indicators = council.items
    .filter((item) => visible.has(item.indicatorCode))
    .map(({ indicatorCode, officialPoints, officialBasis }) => ({
      code: indicatorCode,
      points: officialPoints,
      maxPoints: visible.get(indicatorCode) ?? null,
      basis: officialBasis,
    }));
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
        criteria: row.criteria.map(({ code, points, maxPoints }) => ({ code, points, maxPoints })),
      }
    : { ...common, rated: false, reason: row.reason, exact: null, published: null, category: null, rank: null, criteria: [] };
}
