import type { MethodologyRules } from '../../scoring/index.js';
import { refuse, type Remark } from '../fault.js';
import { checkAdjustments } from './check-adjustments.js';
import { pointsOfDecision, pointsOfMarks } from './check-decision.js';
import { pointsOfMeasurement } from './check-measurement.js';
import type { OpenedCouncil } from './check-opened.js';
import type { SettledItemBody } from './check-settled.js';
import { checkSettlement, type ShownSettlement } from './check-settlement.js';
import { type CheckedItem, isJudged, type ItemContext, lastCountingMarks } from './checked-item.js';
import { isSame, type SettledPoints, told } from './settled-points.js';

/** What points are verified with. */
export interface PointsContext extends ItemContext {
  readonly rules: MethodologyRules;
  readonly minRaters: number;
  /** JOINT: every judged item has to be decided in a session. */
  readonly deliberation: OpenedCouncil['deliberation'];
  /** What was entered of the items of the council when their points were settled. */
  readonly settled: ReadonlyMap<string, SettledItemBody>;
  readonly onRemark: (remark: Remark) => void;
}

/** Verifies that the points of an item follow: from its marks, measurement or decision, and then from its adjustments. */
export function checkPoints(context: PointsContext, checked: CheckedItem): void {
  const { item, place, name } = checked;
  const shownAs = decide(context, checked);
  const { settled } = shownAs;
  const settlement = context.settled.get(item.item);
  const adjusted = checkAdjustments(context, checked, settlement?.index ?? -1);
  const made = adjusted ?? settled;
  const given = { points: item.points, basis: item.basis };
  if (made && !isSame(made, given)) {
    refuse('POINTS_DIFFER', `${place}.points`, `${name}: the bundle says ${told(given)}, and ${adjusted ? 'the last adjustment gives' : 'what follows is'} ${told(made)}.`);
  }
  if (!made) {
    checkUnopened(context, checked, given);
  }
  if (!settlement) {
    return refuse('SETTLED_OF_OTHER', place, `${name}: its points were not settled.`);
  }
  const entered = checkSettlement(checked, shownAs, settlement);
  if (!settled && !adjusted && !isSame(entered, given)) {
    refuse('SETTLED_POINTS', `${settlement.place}.points`, `${name}: the bundle says ${told(given)}, and ${told(entered)} was settled (entry ${settlement.index}).`);
  }
  if (!settled) {
    checkUnopened(context, checked, entered);
    onNotPublic(context, checked, entered);
  }
}

const nothing = { decided: null, measured: null, previous: null } as const;

function decide(context: PointsContext, checked: CheckedItem): ShownSettlement {
  const { rules, minRaters, deliberation, onRemark } = context;
  const { item, place, name } = checked;
  const { decision } = item;
  if (decision.method === 'MEASURED') {
    return checked.rules.kind === 'MEASURED'
      ? { ...nothing, ...pointsOfMeasurement(context, checked, decision, { indicator: checked.rules, rules, onRemark }) }
      : refuse('DECISION_KIND', `${place}.decision.method`, `${name} is judged by raters, and yet said to be measured.`);
  }
  if (!isJudged(checked)) {
    refuse('DECISION_KIND', `${place}.decision.method`, `${name} is measured, and yet said to be decided by marks.`);
  }
  const counting = lastCountingMarks(checked).length;
  if (counting < minRaters) {
    onRemark({ code: 'FEW_MARKS', place: `${place}.marks`, message: `${name}: ${counting} marks count, and the methodology asks for ${minRaters}.` });
  }
  if (decision.method === 'AGGREGATE') {
    return deliberation === 'JOINT'
      ? refuse('DECISION_MISSING', `${place}.decision.method`, `${name}: the cycle was opened to be deliberated in sessions, and no session is said to have decided this item.`)
      : { ...nothing, settled: pointsOfMarks(checked, rules) };
  }
  const decided = pointsOfDecision(context, checked, decision, { rules, onRemark });
  return { ...nothing, settled: decided.settled, decided };
}

/** Of an indicator that is not public nothing can be recomputed, but its points have to be of what the rules can give. */
function checkUnopened({ rules }: PointsContext, { place, name }: CheckedItem, { points, basis }: SettledPoints): void {
  const possible = [rules.raterAggregation.kind, 'NOT_APPLICABLE', 'NO_EVIDENCE', null];
  if (!possible.includes(basis)) {
    refuse('POINTS_DIFFER', `${place}.basis`, `${name}: by the rules no marks come to ${told({ points, basis })}.`);
  }
}

function onNotPublic({ onRemark }: PointsContext, { place, name }: CheckedItem, settled: SettledPoints): void {
  onRemark({ code: 'NOT_PUBLIC', place, message: `${name}: the indicator is not public; its points, ${told(settled)}, are those that were settled, and are taken as given; its marks are proved to be those that were revealed.` });
}
