import {
  aggregateRaters,
  compare,
  equals,
  type IndicatorRules,
  type ItemOutcome,
  markOutcome,
  type MethodologyRules,
  notScored,
  parseRational,
  rational,
  type Rational,
  scaleOf,
  scored,
  toDecimalString,
  toExactString,
  whyInadmissible,
} from '../../scoring/index.js';
import { refuse, type Remark } from '../fault.js';
import { shown } from '../place.js';
import { actions, members } from './actions.js';
import { type CheckedItem, type ItemContext, lastCountingMarks } from './checked-item.js';
import { isSame, pointsOfBody, type SettledPoints, settledPoints, told, toldBody } from './settled-points.js';

/** What a session has decided, as its entry says it. */
export interface SessionDecision {
  readonly method: 'AGREED' | 'NO_CONSENSUS';
  readonly settled: SettledPoints;
  readonly index: number;
  /** The hash of the body of its entry. */
  readonly hash: string;
}

/** The values of the marks that decide, where they are opened; null where the indicator is not public. */
function openedMarks(item: CheckedItem) {
  const marks = lastCountingMarks(item);
  return item.indicator.visibility === 'INTERNAL' ? null : marks.flatMap(({ opening }) => (opening ? [opening.value] : []));
}

/** The points that follow by the rules from the marks of the last round; null where those are not public. */
export function pointsOfMarks(item: CheckedItem, rules: MethodologyRules): SettledPoints | null {
  const marks = openedMarks(item);
  if (marks === null) {
    return null;
  }
  const { outcome, basis } = aggregateRaters(rules, item.rules, marks);
  return settledPoints(outcome, basis, rules);
}

/** Verifies what a session has decided of an item, and gives its points. */
export function pointsOfDecision(
  { book }: ItemContext,
  item: CheckedItem,
  { method, entry: reference }: { readonly method: 'AGREED' | 'NO_CONSENSUS'; readonly entry: number },
  { rules, onRemark }: { readonly rules: MethodologyRules; readonly onRemark: (remark: Remark) => void },
): SessionDecision {
  const { place, name, reveals } = item;
  const at = `${place}.decision`;
  const { index, body, hash, place: bodyPlace } = book.take(reference, `${at}.entry`, { actions: [actions.decided], members: members.decided, optional: members.agreed, item: item.item.item });
  if (body.method !== method) {
    refuse('DECISION_DIFFERS', `${at}.method`, `${name}: the bundle says ${method}, and the session decided ${shown(body.method)} (entry ${index}).`);
  }
  if ((reveals.at(-1)?.index ?? -1) > index) {
    refuse('DECIDED_BEFORE_REVEAL', `${at}.entry`, `${name}: it was decided before the last round was revealed.`);
  }
  const shownRounds = reveals.filter(({ sessionId }) => sessionId === body.sessionId).length;
  if (!Number.isSafeInteger(body.rounds) || (body.rounds as number) < 0 || (body.rounds as number) > shownRounds) {
    refuse('ROUNDS_MISSING', `${place}.reveals`, `${name}: the session had ${shown(body.rounds)} rounds, and the bundle shows ${shownRounds} of them.`);
  }
  const decided = pointsOfBody(body);
  const outcome = decided && outcomeOf(decided);
  if (!decided || !outcome) {
    return refuse('ENTRY_BODY', bodyPlace, `${name}: ${toldBody(body)} is no decision.`);
  }
  const settled = settledPoints(outcome, decided.basis, rules);
  checkVoted(item, body, outcome, { index, place: bodyPlace });
  if (method === 'AGREED') {
    checkAgreed(item, outcome, settled, { rules, onRemark });
  } else {
    const made = pointsOfMarks(item, rules);
    if (made && !isSame(made, settled)) {
      refuse('DECISION_DIFFERS', bodyPlace, `${name}: by the rules the marks come to ${told(made)}, and the session wrote ${told(settled)}.`);
    }
  }
  return { method, settled, index, hash };
}

/** The outcome that points and basis of a decision stand for; null where they do not go together. */
function outcomeOf({ points, basis }: SettledPoints): ItemOutcome | null {
  if (basis === 'NOT_APPLICABLE' || basis === 'NO_EVIDENCE') {
    return points === null ? { kind: basis } : null;
  }
  if (points === null) {
    return basis === null ? notScored('NOTHING_GIVEN') : null;
  }
  const number = parseRational(points);
  return number !== null && basis !== null && toExactString(number) === points ? scored(number) : null;
}

/** A decision that was agreed on names the proposal, which says what was decided; no other names one. */
function checkVoted(item: CheckedItem, body: Readonly<Record<string, unknown>>, outcome: ItemOutcome, { index, place }: { readonly index: number; readonly place: string }): void {
  const { name } = item;
  const found = members.agreed.filter((member) => Object.hasOwn(body, member)).length;
  const { method, proposalId, value } = body;
  if (method !== 'AGREED' && found === 0) {
    return;
  }
  if (method !== 'AGREED' || found < members.agreed.length || typeof proposalId !== 'string' || proposalId === '') {
    refuse('ENTRY_BODY', place, `${name}: the decision of the entry ${index} names no proposal that was agreed on.`);
  }
  const voted = outcomeOfProposal(item.rules, value);
  if (voted === null) {
    return refuse('ENTRY_BODY', `${place}.value`, `${name}: ${shown(value)} is nothing that can be proposed.`);
  }
  if (!isSameOutcome(voted, outcome)) {
    refuse('DECISION_DIFFERS', `${place}.value`, `${name}: the raters have agreed on ${shown(value)}, and the session wrote something else (entry ${index}).`);
  }
}

/** The outcome that a proposal stands for; null where it says nothing that can be proposed. */
function outcomeOfProposal(indicator: IndicatorRules, value: unknown): ItemOutcome | null {
  if (typeof value !== 'object' || value === null || Object.keys(value).toSorted().join(' ') !== 'kind level points') {
    return null;
  }
  const { kind, points, level } = value as { readonly kind: unknown; readonly points: unknown; readonly level: unknown };
  if (kind === 'POINTS' && level === null && typeof points === 'string') {
    const number = parseRational(points);
    return number !== null && toExactString(number) === points ? scored(number) : null;
  }
  if (points !== null) {
    return null;
  }
  if (kind === 'LEVEL' && indicator.kind === 'LEVELS') {
    const found = indicator.levels.find(({ code }) => code === level);
    return found ? scored(rational(found.points)) : null;
  }
  return level === null && (kind === 'NOT_APPLICABLE' || kind === 'NO_EVIDENCE') ? { kind } : null;
}

const isSameOutcome = (left: ItemOutcome, right: ItemOutcome): boolean =>
  left.kind === 'POINTS' && right.kind === 'POINTS' ? equals(left.points, right.points) : left.kind === right.kind;

/**
 * What raters agree on is a value of the indicator, or what their last marks come to, which the consent list puts to them;
 * outside of the range of their marks it is told.
 */
function checkAgreed(
  item: CheckedItem,
  outcome: ItemOutcome,
  settled: SettledPoints,
  { rules, onRemark }: { readonly rules: MethodologyRules; readonly onRemark: (remark: Remark) => void },
): void {
  const { name, place } = item;
  const isOfBasis = outcome.kind === 'POINTS' ? settled.basis === 'CONSENSUS' : outcome.kind !== 'NOT_SCORED';
  if (!isOfBasis || !(isValue(item.rules, outcome) || isAggregate(item, outcome, rules))) {
    refuse('AGREED_NOT_ADMISSIBLE', `${place}.decision.entry`, `${name}: ${told(settled)} is nothing that raters can agree on here.`);
  }
  const marks = openedMarks(item)?.map((mark) => markOutcome(item.rules, mark)) ?? null;
  if (marks && !isWithin(outcome, marks)) {
    onRemark({ code: 'AGREED_OUTSIDE_MARKS', place: `${place}.decision`, message: `${name}: the raters agreed on ${told(settled)}, which is outside of the range of their last marks. That takes a piece of evidence, which the bundle does not hold.` });
  }
}

/** Whether raters were asked to agree on what their marks come to; where those are not public, whether it can be that. */
function isAggregate(item: CheckedItem, outcome: ItemOutcome, rules: MethodologyRules): boolean {
  const marks = openedMarks(item);
  if (marks !== null) {
    return isSameOutcome(aggregateRaters(rules, item.rules, marks).outcome, outcome);
  }
  const { low, high } = scaleOf(item.rules);
  return outcome.kind === 'POINTS' && compare(low, outcome.points) <= 0 && compare(outcome.points, high) <= 0;
}

/** More decimals than any scale of points has. */
const decimals = 40;

function isValue(indicator: IndicatorRules, outcome: ItemOutcome): boolean {
  if (outcome.kind !== 'POINTS') {
    return outcome.kind === 'NO_EVIDENCE' || indicator.allowNotApplicable;
  }
  const { points } = outcome;
  if (indicator.kind === 'LEVELS') {
    return indicator.levels.some((level) => equals(rational(level.points), points));
  }
  const text = toDecimalString(points, decimals);
  return equals(rational(text), points) && whyInadmissible(indicator, { kind: 'POINTS', points: text }) === null;
}

function isWithin(outcome: ItemOutcome, marks: readonly ItemOutcome[]): boolean {
  if (outcome.kind !== 'POINTS') {
    return marks.some(({ kind }) => kind === outcome.kind);
  }
  const points = marks.flatMap((mark): readonly Rational[] => (mark.kind === 'POINTS' ? [mark.points] : [])).toSorted(compare);
  const [least, greatest] = [points[0], points.at(-1)];
  return least !== undefined && greatest !== undefined && compare(least, outcome.points) <= 0 && compare(outcome.points, greatest) <= 0;
}
