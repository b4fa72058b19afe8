import type { TranslatedText } from '../language/translated-text.js';
import { type CouncilOutcomes, type ItemOutcome, notScored, rational, scored } from '../scoring/index.js';
import type { MarkValue } from '../scoring/index.js';

/** An item as the table needs it. */
export interface SettledItem {
  readonly indicatorCode: string;
  /** Exact: a whole number or a fraction. */
  readonly officialPoints: string | null;
  readonly officialBasis: string | null;
  /**
   * The marks that were revealed of it, by round; only of indicators that the methodology marks PUBLIC, since what is
   * published has to be recomputed from what is.
   */
  readonly marks?: readonly SettledMark[];
}

/** A revealed mark that counts. */
export interface SettledMark {
  /** The rater's pseudonym in the cycle. */
  readonly rater: string;
  readonly round: number;
  readonly value: MarkValue;
}

/** A council with its settled items. */
export interface SettledCouncil {
  readonly code: string;
  readonly name: TranslatedText;
  readonly items: readonly SettledItem[];
}

/** The outcome that settled points stand for. */
export function outcomeOfItem({ officialPoints, officialBasis }: SettledItem): ItemOutcome {
  // The basis first: what missing evidence comes to, the rules say.
  if (officialBasis === 'NOT_APPLICABLE' || officialBasis === 'NO_EVIDENCE') {
    return { kind: officialBasis };
  }
  return officialPoints === null ? notScored('NOTHING_GIVEN') : scored(rational(officialPoints));
}

/** The outcomes of a council's items, as its total and its rank are made of them. */
export function outcomesOf({ code, items }: Pick<SettledCouncil, 'code' | 'items'>): CouncilOutcomes {
  return { council: code, outcomes: new Map(items.map((item) => [item.indicatorCode, outcomeOfItem(item)])) };
}

/** The marks of the last round of an item: those that its points follow from where nobody agreed otherwise. */
export function lastRoundMarks({ marks = [] }: SettledItem): readonly SettledMark[] {
  const last = Math.max(-1, ...marks.map(({ round }) => round));
  return marks.filter(({ round }) => round === last);
}
