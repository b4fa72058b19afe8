import { justificationHash, markCommitment } from '../../../src/ledger/commitment.js';
import type { CommittedValue } from '../../../src/ledger/committed-value.js';
import { saltOf } from '../../../src/ledger/salt.js';
import { sha256Hex } from '../../../src/ledger/sha256.js';
import type { BundledAdjustment, BundledDecision } from '../../../src/publication/bundle.js';
import type { IndicatorRules } from '../../../src/scoring/index.js';

/** The cycle of these tests. */
export const cycleId = 'UmF0aW5nQ3ljbGU6MQ';

/** The one that it is compared with. */
export const previousCycleId = 'UmF0aW5nQ3ljbGU6MA';

/** The raters of every council. */
export const raters = ['R-1', 'R-2', 'R-3', 'R-4'] as const;

/** A mark with its commitment; entries are told by their places in the log. */
export interface RatedMark {
  readonly round: number;
  readonly rater: string;
  readonly commitment: string;
  readonly entry: number;
  readonly opening: { readonly value: CommittedValue; readonly justificationHash: string; readonly salt: string };
  voided: number | null;
}

/** A mark that was left behind before its reveal. */
export interface RatedLeftMark {
  readonly round: number;
  readonly rater: string;
  readonly commitment: string;
  readonly entry: number;
  readonly state: 'SUPERSEDED' | 'VOID';
  readonly by: string | null;
  readonly voided: number | null;
}

/** An item while its council is rated; entries are told by their places in the log. */
export interface RatedItem {
  readonly id: string;
  readonly name: string;
  readonly indicator: IndicatorRules;
  readonly marks: RatedMark[];
  readonly left: RatedLeftMark[];
  readonly reveals: { readonly round: number; readonly entry: number }[];
  readonly adjustments: BundledAdjustment[];
  decision: BundledDecision;
  points: string | null;
  basis: string | null;
}

/** A commitment of a rater to a value, the same in every run. */
export function commitmentOf(item: RatedItem, rater: string, round: number, value: CommittedValue, attempt = 0): Omit<RatedMark, 'entry' | 'voided'> {
  const salt = saltOf(Uint8Array.from(Buffer.from(sha256Hex(`${item.id} ${rater} ${round} ${attempt}`), 'hex')));
  const hash = justificationHash(`Asos: ${item.name}, ${rater}`, salt) ?? '';
  const commitment = markCommitment({ cycle: cycleId, evaluationItem: item.id, round, rater, value, justificationHash: hash, salt }) ?? '';
  return { round, rater, commitment, opening: { value, justificationHash: hash, salt } };
}

/** Some value that the indicator takes; raters differ a little. */
export function someValue(indicator: IndicatorRules, council: number, rater: number): CommittedValue {
  const turn = council + Number(rater === 3);
  switch (indicator.kind) {
    case 'LEVELS':
      return { kind: 'LEVEL', level: indicator.levels[turn % indicator.levels.length]?.code ?? '' };
    case 'RANGE':
      return { kind: 'POINTS', points: `${Number(indicator.max) - Number(indicator.step) * (turn + 1)}` };
    case 'BINARY':
      return { kind: 'POINTS', points: turn % 3 === 2 ? '0' : indicator.maxPoints };
    default:
      return { kind: 'POINTS', points: turn % 2 === 1 ? `${Number(indicator.maxPoints) / 2}` : indicator.maxPoints };
  }
}
