import type { BundledDecision, BundledMeasurement } from '../../publication/bundle.js';
import { equals, type MeasuredIndicator, measuredOutcome, type MethodologyRules, parseDecimal } from '../../scoring/index.js';
import { refuse, type Remark } from '../fault.js';
import { actions, members } from './actions.js';
import type { ItemContext, PlacedItem } from './checked-item.js';
import type { FoundEntry } from './entry-book.js';
import { type SettledPoints, settledPoints } from './settled-points.js';

type MeasuredDecision = Extract<BundledDecision, { method: 'MEASURED' }>;

/** The points that follow from a measured value, and the entries of it and of the one of the period before. */
export interface MeasuredPoints {
  readonly settled: SettledPoints;
  readonly measured: FoundEntry | null;
  readonly previous: FoundEntry | null;
}

/** Verifies the measured values of an item, and makes the points that follow from them. */
export function pointsOfMeasurement(
  context: ItemContext,
  { item, place, name, openedAt }: PlacedItem,
  decision: MeasuredDecision,
  { indicator, rules, onRemark }: { readonly indicator: MeasuredIndicator; readonly rules: MethodologyRules; readonly onRemark: (remark: Remark) => void },
): MeasuredPoints {
  const { value, previous } = decision;
  let measured: FoundEntry | null = null;
  if (value !== null) {
    if (value.entry === null) {
      refuse('MEASUREMENT_UNPROVED', `${place}.decision.value.entry`, `${name}: the measured value has no entry.`);
    }
    measured = checkMeasurement(context, { name, item: item.item }, value, `${place}.decision.value`);
    if (measured && measured.index < openedAt) {
      refuse('OPENED_LATE', `${place}.decision.value.entry`, `${name}: the entry ${measured.index} is of before its evaluation was opened (entry ${openedAt}).`);
    }
  }
  if (previous?.entry === null && indicator.normaliser.kind === 'COMPARE_PREVIOUS') {
    onRemark({ code: 'EARLIER_MEASUREMENT', place: `${place}.decision.previous`, message: `${name}: the value of the period before is taken as given; it stands in the record of its own cycle.` });
  }
  const before = previous && checkMeasurement(context, { name }, previous, `${place}.decision.previous`);
  const outcome = measuredOutcome(indicator, value, previous);
  const basis = { POINTS: 'MEASURED', NOT_APPLICABLE: 'NOT_APPLICABLE', NO_EVIDENCE: 'NO_EVIDENCE', NOT_SCORED: null }[outcome.kind];
  return { settled: settledPoints(outcome, basis, rules), measured, previous: before };
}

function checkMeasurement(
  { book }: ItemContext,
  { name, item }: { readonly name: string; readonly item?: string },
  measured: BundledMeasurement,
  place: string,
): FoundEntry | null {
  if (measured.entry === null) {
    return null;
  }
  const entry = book.take(measured.entry, `${place}.entry`, { actions: [actions.measured], members: members.measured, ...(item === undefined ? {} : { item }) });
  for (const member of ['numerator', 'denominator'] as const) {
    const [given, recorded] = [parseDecimal(measured[member]), parseDecimal(String(entry.body[member]))];
    if (given === null || recorded === null || !equals(given, recorded)) {
      refuse('MEASUREMENT_DIFFERS', `${place}.${member}`, `${name}: the ${member} is ${measured[member]}, and another one was recorded (entry ${entry.index}).`);
    }
  }
  return entry;
}
