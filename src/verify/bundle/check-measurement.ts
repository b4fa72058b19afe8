import type { BundledDecision, BundledMeasurement, BundledPrevious } from '../../publication/bundle.js';
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
  placed: PlacedItem,
  decision: MeasuredDecision,
  { indicator, rules, onRemark }: { readonly indicator: MeasuredIndicator; readonly rules: MethodologyRules; readonly onRemark: (remark: Remark) => void },
): MeasuredPoints {
  const { item, place, name, opened } = placed;
  const { value, previous } = decision;
  let measured: FoundEntry | null = null;
  if (value !== null) {
    if (value.entry === null) {
      refuse('MEASUREMENT_UNPROVED', `${place}.decision.value.entry`, `${name}: the measured value has no entry.`);
    }
    measured = checkMeasurement(context, { name, item: item.item }, value, `${place}.decision.value`);
    if (measured && measured.index < opened.index) {
      refuse('OPENED_LATE', `${place}.decision.value.entry`, `${name}: the entry ${measured.index} is of before its evaluation was opened (entry ${opened.index}).`);
    }
  }
  const before = previous && checkPrevious(context, placed, previous, `${place}.decision.previous`);
  if (indicator.normaliser.kind === 'COMPARE_PREVIOUS' && (!previous || previous.entry === null || previous.opened === null)) {
    const message = previous
      ? 'the value of the period before is taken as given; it stands in the record of its own cycle'
      : 'it is taken as given that there is no value of the period before, and so the indicator is left out of the total';
    onRemark({ code: 'EARLIER_MEASUREMENT', place: `${place}.decision.previous`, message: `${name}: ${message}.` });
  }
  const outcome = measuredOutcome(indicator, value, previous);
  const basis = { POINTS: 'MEASURED', NOT_APPLICABLE: 'NOT_APPLICABLE', NO_EVIDENCE: 'NO_EVIDENCE', NOT_SCORED: null }[outcome.kind];
  return { settled: settledPoints(outcome, basis, rules), measured, previous: before };
}

/** Verifies a value of the period before: as it was recorded, and where that can be shown, that it is of this council. */
function checkPrevious(context: ItemContext, placed: PlacedItem, previous: BundledPrevious, place: string): FoundEntry | null {
  const { name, opened, indicator } = placed;
  if (opened.previousCycle === null) {
    refuse('PREVIOUS_OF_OTHER', place, `${name}: there is a value of the period before, and the cycle was opened to be compared with none (entry ${opened.index}).`);
  }
  const entry = checkMeasurement(context, { name }, previous, place);
  if (entry === null || previous.opened === null) {
    return entry;
  }
  const { body, index } = context.book.read(previous.opened, `${place}.opened`, { actions: [actions.opened], members: members.opened });
  const as = (Array.isArray(body.items) ? (body.items as readonly { readonly item?: unknown; readonly indicator?: unknown }[]) : []).find((one) => one?.item === entry.body.item)?.indicator;
  const isOwn = [indicator.code, ...indicator.comparableTo].some((code) => code === as);
  if (body.cycle !== opened.previousCycle || body.council !== opened.council || !isOwn || entry.index < index) {
    refuse('PREVIOUS_OF_OTHER', `${place}.opened`, `${name}: the value of the period before is not one of this council and a comparable indicator in the cycle ${opened.previousCycle} (entries ${index} and ${entry.index}).`);
  }
  return entry;
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
  const expected = { actions: [actions.measured], members: members.measured };
  const at = `${place}.entry`;
  const entry = item === undefined ? book.read(measured.entry, at, expected) : book.take(measured.entry, at, { ...expected, item });
  for (const member of ['numerator', 'denominator'] as const) {
    const [given, recorded] = [parseDecimal(measured[member]), parseDecimal(String(entry.body[member]))];
    if (given === null || recorded === null || !equals(given, recorded)) {
      refuse('MEASUREMENT_DIFFERS', `${place}.${member}`, `${name}: the ${member} is ${measured[member]}, and another one was recorded (entry ${entry.index}).`);
    }
  }
  return entry;
}
