import { divide, type IndicatorRules, markOutcome, type MarkValue, rational, toExactString, type ItemOutcome } from '../../../scoring/index.js';
import { foldForSearch } from '../../../language/index.js';
import { sha256Hex } from '../../../ledger/index.js';
import type { AuditMark } from './audit-mark.js';
import { placeOn, toNumber } from './scale.js';

/** A revealed mark as it was read. */
export interface OpenedMark extends Pick<AuditMark, 'rater' | 'council' | 'indicator' | 'round' | 'committedAt'> {
  readonly value: MarkValue;
  readonly justification: string;
}

/** What an outcome amounts to, as one text: equal outcomes have equal ones. */
export function valueText(outcome: ItemOutcome): string {
  return outcome.kind === 'POINTS' ? toExactString(outcome.points) : outcome.kind;
}

/** A mark as the signals look at it; null where the indicator does not take what it says, which was refused before. */
export function auditMark(indicator: IndicatorRules, { value, justification, ...mark }: OpenedMark): AuditMark | null {
  const outcome = markOutcome(indicator, value);
  if (outcome.kind === 'NOT_SCORED') {
    return null;
  }
  const text = valueText(outcome);
  if (outcome.kind !== 'POINTS') {
    return { ...mark, value: text, share: null, place: text, justificationHash: null };
  }
  const place = placeOn(indicator, outcome.points);
  const reason = foldForSearch(justification);
  return {
    ...mark,
    value: text,
    share: toNumber(divide(outcome.points, rational(indicator.maxPoints))),
    place: place ? toExactString(place) : text,
    justificationHash: reason === '' ? null : sha256Hex(reason),
  };
}
