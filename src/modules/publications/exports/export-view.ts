import { inLocale, labelsOf, type Locale, type TranslatedText } from '../../../language/index.js';
import type { CatalogueEntry } from '../../../language/catalogue/entry.js';
import { contentHash } from '../../../ledger/index.js';
import type { CriterionBody, IndicatorBody } from '../../../publication/methodology-body.js';
import type { Snapshot, SnapshotRow } from '../../../publication/snapshot.js';
import { type ExportText, exportTexts } from './export-texts.js';

/** What stands beside a table and is not in it. All of it may be missing: the table alone can be exported. */
export interface BesideTable {
  /** The hash of the snapshot as it is kept; computed from the snapshot where it is not given. */
  readonly hash?: string;
  readonly publishedAt?: Date | null;
  /** The methodology version of the table, for the names of criteria and indicators; without it their codes stand alone. */
  readonly methodology?: NamedParts | null;
  /** Where the publisher's pages are, such as `https://ratings.example`; without it addresses begin with a slash. */
  readonly origin?: string | null;
}

/** The part of a methodology's body that tells names. */
export interface NamedParts {
  readonly criteria: readonly Pick<CriterionBody, 'code' | 'name' | 'maxPoints'>[];
  readonly indicators: readonly Pick<IndicatorBody, 'code' | 'name'>[];
}

/** A table as a reader of one language sees it: what every format is made of. */
export interface ExportView {
  readonly snapshot: Snapshot;
  readonly locale: Locale;
  readonly hash: string;
  readonly publishedAt: Date | null;
  readonly methodology: NamedParts | null;
  /** The address of the verification bundle. */
  readonly address: string;
  /** The codes of the criteria, in their order; none where no council is rated and the methodology is not given. */
  readonly criteria: readonly string[];
  /** A text of the exports, its parameters filled in. */
  readonly say: (key: ExportText, parameters?: Readonly<Record<string, string | number>>) => string;
  /** A text of the table in the reader's language. */
  readonly read: (text: TranslatedText) => string;
  /** What a reader has to be told before the figures: that the methodology is an illustration, that the points are invented. */
  readonly notices: readonly string[];
}

/** A table for readers of one language. Throws a CanonicalJsonError where no hash is given and the table has none. */
export function viewOf(snapshot: Snapshot, locale: Locale, beside: BesideTable = {}): ExportView {
  const read = (text: TranslatedText | CatalogueEntry): string => inLocale(text, locale).text;
  const say: ExportView['say'] = (key, parameters = {}) =>
    read(exportTexts[key]).replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? '…'));
  const illustrative = labelsOf('Notice').get('ILLUSTRATIVE') ?? {};
  const { methodology = null } = beside;
  return {
    snapshot,
    locale,
    hash: beside.hash ?? contentHash(snapshot.kind, snapshot),
    publishedAt: beside.publishedAt ?? null,
    methodology,
    address: `${beside.origin ?? ''}/publications/${snapshot.number}.bundle.json`,
    criteria: (snapshot.rows.find(({ rated }) => rated)?.criteria ?? methodology?.criteria ?? []).map(({ code }) => code),
    say,
    read,
    notices: [
      ...(snapshot.cycle.demonstration ? [say('DEMONSTRATION')] : []),
      ...(snapshot.methodology.illustrative ? [read(illustrative)] : []),
    ],
  };
}

/** A criterion or an indicator by its name; null where the methodology is not at hand. */
export function nameOf({ methodology, read }: ExportView, kind: keyof NamedParts, code: string): string | null {
  const found = methodology?.[kind].find((part) => part.code === code);
  return found ? read(found.name) : null;
}

/** A criterion as a heading: "2-mezon: ...", its code alone without a name. */
export function criterionHeading(view: ExportView, code: string): string {
  const name = nameOf(view, 'criteria', code);
  return view.say('CRITERION', { code }) + (name === null ? '' : `: ${name}`);
}

/** The category of a row by its name; null without one. */
export function categoryOf({ snapshot, read }: ExportView, { category }: SnapshotRow): string | null {
  const found = snapshot.categories.find(({ code }) => code === category);
  return found ? read(found.name) : category;
}

/** A code of the table in words, such as why a council is not rated; the code itself where there are none. */
export function wordsOf({ say }: ExportView, code: string | null): string | null {
  return code !== null && Object.hasOwn(exportTexts, code) ? say(code as ExportText) : code;
}

/** Places as "2–5", with the dash of ranges, which no spreadsheet takes for a date; null where the table does not tell them. */
export function rangeOf({ rankInterval }: SnapshotRow): string | null {
  return rankInterval ? `${rankInterval.low}–${rankInterval.high}` : null;
}

/** Yes or no in words; null where the table does not tell. */
export function yesOrNo({ say }: ExportView, value: boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : say(value ? 'YES' : 'NO');
}
