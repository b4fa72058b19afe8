import type { MethodologyRules } from '../../scoring/index.js';
import { refuse, type Remark } from '../fault.js';
import { checkAdjustments } from './check-adjustments.js';
import { pointsOfDecision, pointsOfMarks } from './check-decision.js';
import { pointsOfMeasurement } from './check-measurement.js';
import { type CheckedItem, isJudged, type ItemContext, lastCountingMarks } from './checked-item.js';
import { isSame, type SettledPoints, told } from './settled-points.js';

/** What points are verified with. */
export interface PointsContext extends ItemContext {
  readonly rules: MethodologyRules;
  readonly minRaters: number;
  readonly onRemark: (remark: Remark) => void;
}

/** Points before any adjustment, null where they cannot be recomputed, and the place in the log where they were fixed. */
interface Decided {
  readonly settled: SettledPoints | null;
  readonly index: number;
}

/** Verifies that the points of an item follow: from its marks, measurement or decision, and then from its adjustments. */
export function checkPoints(context: PointsContext, checked: CheckedItem): void {
  const { item, place, name } = checked;
  const { settled, index } = decide(context, checked);
  const adjusted = checkAdjustments(context, checked, index);
  const made = adjusted ?? settled;
  const given = { points: item.points, basis: item.basis };
  if (made && !isSame(made, given)) {
    refuse('POINTS_DIFFER', `${place}.points`, `${name}: the bundle says ${told(given)}, and ${adjusted ? 'the last adjustment gives' : 'what follows is'} ${told(made)}.`);
  }
  if (!made) {
    checkUnopened(context, checked);
  }
}

function decide(context: PointsContext, checked: CheckedItem): Decided {
  const { rules, minRaters, onRemark } = context;
  const { item, place, name, reveals } = checked;
  const { decision } = item;
  const revealedAt = reveals.at(-1)?.index ?? -1;
  if (decision.method === 'MEASURED') {
    return checked.rules.kind === 'MEASURED'
      ? { settled: pointsOfMeasurement(context, checked, decision, { indicator: checked.rules, rules, onRemark }), index: -1 }
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
    return { settled: pointsOfMarks(checked, rules), index: revealedAt };
  }
  return pointsOfDecision(context, checked, decision, { rules, onRemark });
}

/** Of an indicator that is not public nothing can be recomputed, but its points have to be of what the rules can give. */
function checkUnopened({ rules, onRemark }: PointsContext, { item, place, name }: CheckedItem): void {
  const { points, basis } = item;
  const possible = [rules.raterAggregation.kind, 'NOT_APPLICABLE', 'NO_EVIDENCE', null];
  if (!possible.includes(basis)) {
    refuse('POINTS_DIFFER', `${place}.basis`, `${name}: by the rules no marks come to ${told({ points, basis })}.`);
  }
  onRemark({ code: 'NOT_PUBLIC', place, message: `${name}: the indicator is not public; its points, ${told({ points, basis })}, are taken as given, and its marks are proved to be those that were revealed.` });
}
