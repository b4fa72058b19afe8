import type { BundledItem, BundledLeftMark, BundledMark } from '../../publication/bundle.js';
import type { IndicatorBody } from '../../publication/methodology-body.js';
import type { IndicatorRules } from '../../scoring/index.js';
import type { OpenedCouncil } from './check-opened.js';
import type { EntryBook } from './entry-book.js';

/** What the items of a bundle are verified against. */
export interface ItemContext {
  readonly book: EntryBook;
  /** The id of the cycle as commitments name it. */
  readonly cycle: string;
  /** The commitments of all marks so far. */
  readonly commitments: Set<string>;
}

/** An item with what the methodology says of its indicator, and its place in the bundle. */
export interface PlacedItem {
  readonly item: BundledItem;
  readonly indicator: IndicatorBody;
  readonly rules: IndicatorRules;
  readonly place: string;
  /** What people call it: "UZ-AN 1.2". */
  readonly name: string;
  /** What was entered when the evaluation of its council was opened. */
  readonly opened: OpenedCouncil;
}

/** A mark whose commitment and entry hold. */
export interface LoggedMark {
  readonly mark: BundledMark;
  /** The place of its entry in the log. */
  readonly index: number;
  readonly voidedAt: number | null;
  readonly place: string;
}

/** A mark that was left behind before its reveal, whose entries hold. */
export interface LoggedLeftMark {
  readonly left: BundledLeftMark;
  /** The place of its entry in the log. */
  readonly index: number;
  readonly voidedAt: number | null;
  readonly place: string;
}

/** A reveal of a round of one item. */
export interface LoggedReveal {
  readonly round: number;
  /** The place of its entry in the log. */
  readonly index: number;
  /** The hash of the body of its entry. */
  readonly hash: string;
  /** Null for the individual marks. */
  readonly sessionId: string | null;
}

/** An item whose marks and reveals hold. */
export interface CheckedItem extends PlacedItem {
  readonly marks: readonly LoggedMark[];
  readonly left: readonly LoggedLeftMark[];
  readonly reveals: readonly LoggedReveal[];
}

/** Whether raters judge an indicator. */
export const isJudged = ({ rules }: Pick<PlacedItem, 'rules'>): boolean => rules.kind !== 'MEASURED';

/** The marks of the last revealed round that count. */
export function lastCountingMarks({ marks, reveals }: Pick<CheckedItem, 'marks' | 'reveals'>): readonly BundledMark[] {
  const last = reveals.at(-1)?.round;
  return marks.map(({ mark }) => mark).filter(({ round, state }) => round === last && state === 'COUNTS');
}
