import { compare, rational } from '../../scoring/index.js';
import { type AppealDecision, appealDecisions } from './appeal-panel.entity.js';

/** What a member of a panel says of an item. */
export interface Voice {
  readonly decision: AppealDecision;
  /** Exact; null with a dismissal. */
  readonly points: string | null;
  readonly correctsReading: boolean;
  readonly reasons: string;
}

/** What a panel has decided of an item. */
export interface Ruling {
  readonly decision: AppealDecision;
  readonly points: string | null;
  readonly correctsReading: boolean;
  /** Of those who carry it, in an order that tells nothing. */
  readonly reasons: readonly string[];
}

/** The rule by which panels decide, in words, for the schema. */
export const rulingRule =
  'An item is decided as soon as more than half of the panel say the same: one decision with the same points. Where all have spoken and no more than half say the same, ' +
  'it gets the most that more than half would give at least: whoever gives more is also for less, and a dismissal is the least.';

/**
 * What the voices on an item come to in a panel of so many; null while it is not decided. As soon as more than half say
 * the same, that is it. When all have spoken without that, it is the most that more than half would give at least: so
 * every item is decided with the last voice at the latest, and nobody gains by asking for more than they think right.
 */
export function rulingOf(voices: readonly Voice[], panelSize: number): Ruling | null {
  const needed = Math.floor(panelSize / 2) + 1;
  const alike = Map.groupBy(voices, ({ decision, points }) => `${decision} ${points ?? ''}`);
  const majority = [...alike.values()].find((group) => group.length >= needed);
  if (majority) {
    return carriedBy(majority);
  }
  return voices.length < panelSize ? null : carriedBy(voices.toSorted(fromTheMost).slice(0, needed));
}

/** The most points first; with the same ones, upheld before in part before dismissed. */
function fromTheMost(left: Voice, right: Voice): number {
  if (left.points === null || right.points === null) {
    return Number(left.points === null) - Number(right.points === null);
  }
  return (
    compare(rational(right.points), rational(left.points)) ||
    appealDecisions.indexOf(left.decision) - appealDecisions.indexOf(right.decision)
  );
}

/** The ruling that some voices carry: what the last of them says, which all of them are for. */
function carriedBy(voices: readonly Voice[]): Ruling {
  const last = voices.at(-1);
  if (!last) {
    throw new Error('nobody carries a ruling');
  }
  const { decision, points } = last;
  return {
    decision,
    points,
    // One of them is enough: that others are looked at takes nothing from anybody.
    correctsReading: decision !== 'DISMISSED' && voices.some(({ correctsReading }) => correctsReading),
    reasons: voices.map(({ reasons }) => reasons).toSorted(),
  };
}
