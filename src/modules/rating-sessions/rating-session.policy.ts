import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { transitionBy } from '../../machine.js';
import { hasRole, isSignedIn, type SignedInViewer, sitsIn, type Viewer } from '../accounts/index.js';
import { isBarredFrom, maySeeAllEvaluations, type RatingCycleState } from '../cycles/index.js';
import { mayFacilitate } from '../facilitation/index.js';
import { type RatingSessionAction, ratingSessionMachine } from './rating-session.machine.js';
import type { RatingSessionState } from './rating-session.entity.js';
import { type SessionItemAction, sessionItemMachine } from './session-item.machine.js';
import type { SessionItemState } from './session-item.entity.js';

/** Who is told how many have marked, and who is there by name. */
const conductors = ['CYCLE_MANAGER', 'AUDITOR'] as const;

/** What the rules on a session look at. */
export interface SessionFacts {
  readonly state: RatingSessionState;
  readonly cycleState: RatingCycleState;
  readonly holderId: string;
  /** The councils that it deals with, and their evaluations. */
  readonly councilIds: readonly string[];
  readonly evaluationIds: readonly string[];
  /** The accounts that rate any of them, as long as they do. */
  readonly raterIds: readonly string[];
  readonly observerIds: readonly string[];
}

/** Whether the viewer sees every session, by office: who sees all evaluations. */
export const seesAllSessions = maySeeAllEvaluations;

/**
 * Sessions are for officials, for those who rate one of its councils, and for observers; councils do not look on. Whoever
 * has left all of its councils has left the session.
 */
export function mayReadSession(
  viewer: Viewer,
  { raterIds, observerIds, evaluationIds }: Pick<SessionFacts, 'raterIds' | 'observerIds' | 'evaluationIds'>,
): boolean {
  if (!isSignedIn(viewer)) {
    return false;
  }
  const isOfficialOrGuest = seesAllSessions(viewer) || observerIds.includes(viewer.accountId);
  const hasLeft = evaluationIds.every((id) => viewer.leftEvaluations.has(id));
  return raterIds.includes(viewer.accountId) || (isOfficialOrGuest && !hasLeft);
}

/** What decides who sees an item. */
export interface ItemSight {
  readonly evaluationId: string;
  readonly councilId: string;
  /** The accounts that rate its council, as long as they do. */
  readonly itemRaterIds: readonly string[];
  readonly observerIds: readonly string[];
}

/**
 * An item is for officials, observers, and those who rate its council: nobody who has recused, whatever office they hold
 * and wherever they look on, and none of the council's own people.
 */
export function mayReadSessionItem(viewer: Viewer, facts: ItemSight): boolean {
  if (!isSignedIn(viewer) || isBarredFrom(viewer, facts)) {
    return false;
  }
  return (
    seesAllSessions(viewer) ||
    facts.itemRaterIds.includes(viewer.accountId) ||
    facts.observerIds.includes(viewer.accountId)
  );
}

/**
 * What raters have revealed and said, and what follows from it, is for the raters of the council, whoever leads, observers,
 * facilitators and auditors; other offices see that an item goes its way, and its official points.
 */
export function mayReadProceedings(viewer: Viewer, facts: ItemSight & Pick<SessionFacts, 'holderId'>): boolean {
  if (!isSignedIn(viewer) || !mayReadSessionItem(viewer, facts)) {
    return false;
  }
  const { accountId } = viewer;
  const takesPart = facts.itemRaterIds.includes(accountId) || facts.observerIds.includes(accountId) || accountId === facts.holderId;
  return takesPart || hasRole(viewer, 'FACILITATOR', 'AUDITOR');
}

/** Who is there by name is for whoever leads, runs or audits; raters do not learn each other's names. */
export function mayReadAttendance(viewer: Viewer, { holderId }: Pick<SessionFacts, 'holderId'>): boolean {
  return hasRole(viewer, ...conductors) || (isSignedIn(viewer) && viewer.accountId === holderId);
}

/**
 * "k of n have marked" is for whoever leads or runs, and only while three raters or more are entitled; not for the
 * council's own people, nor for whoever has left.
 */
export function mayReadRoundProgress(viewer: Viewer, facts: ItemSight & Pick<SessionFacts, 'holderId'>, entitled: number): boolean {
  const mayKnow = hasRole(viewer, 'CYCLE_MANAGER') || (isSignedIn(viewer) && viewer.accountId === facts.holderId);
  return mayKnow && entitled >= 3 && !isBarredFrom(viewer, facts);
}

/** Sessions are scheduled by cycle managers who have no seat in a council of the cycle. */
export function maySchedule(viewer: Viewer, { councilIds }: Pick<SessionFacts, 'councilIds'>): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!hasRole(viewer, 'CYCLE_MANAGER')) {
    return refused('FORBIDDEN');
  }
  return sitsIn(viewer, ...councilIds) ? refused('CONFLICT_OF_INTEREST') : allowed;
}

/** Whether the viewer may take a step of the session, guards that need the database apart. */
export function mayStepSession(viewer: Viewer, facts: SessionFacts, action: RatingSessionAction): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  const byRole = byRoleOfSession(viewer, facts, action);
  if (!byRole.allowed) {
    return byRole;
  }
  if (sitsIn(viewer, ...facts.councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  return transitionBy(ratingSessionMachine, facts.state, action)
    ? allowed
    : refused('INVALID_STATE', { state: labelled('RatingSessionState', facts.state) });
}

/** Giving a session up is asked for by whoever leads it, and by an approver; its protocol is signed by its raters. */
function byRoleOfSession(viewer: SignedInViewer, facts: SessionFacts, action: RatingSessionAction): Decision {
  switch (action) {
    case 'abort':
      return hasRole(viewer, 'APPROVER') ? allowed : mayFacilitate(viewer, facts);
    case 'sign':
      return facts.raterIds.includes(viewer.accountId) ? allowed : refused('NOT_ASSIGNED');
    default:
      return mayFacilitate(viewer, facts);
  }
}

/**
 * Whether somebody is the other of the two who have to ask: one leads, the other one approves. Whoever has asked as the one
 * who leads may have given the lead away since; that makes nobody an approver.
 */
export function isOtherHalf(
  asked: { readonly accountId: string; readonly isApprover: boolean },
  viewer: SignedInViewer,
  holderId: string,
): boolean {
  if (asked.accountId === viewer.accountId) {
    return false;
  }
  const hasAskedAsApprover = asked.isApprover && asked.accountId !== holderId;
  return hasAskedAsApprover ? viewer.accountId === holderId : hasRole(viewer, 'APPROVER');
}

/** What the rules on an item look at besides. */
export interface SessionItemFacts extends SessionFacts {
  readonly evaluationId: string;
  readonly councilId: string;
  readonly itemState: SessionItemState;
  readonly isActive: boolean;
  readonly rounds: number;
  readonly maxRounds: number;
  /** The accounts that rate its council, as long as they do. */
  readonly itemRaterIds: readonly string[];
  /** The accounts that are checked in, or were checked out by somebody else a short while ago. */
  readonly takingPartIds: readonly string[];
}

/** The steps that raters take, present ones alone. */
const ofRaters: readonly SessionItemAction[] = ['agree'];

/** Whether the viewer may take a step with an item, guards that need the database apart. */
export function mayStepItem(viewer: Viewer, facts: SessionItemFacts, action: SessionItemAction): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  const byRole = byRoleOf(viewer, facts, action);
  if (!byRole.allowed) {
    return byRole;
  }
  if (sitsIn(viewer, ...facts.councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  if (!isHeldFor(facts.state, action)) {
    return refused('INVALID_STATE', { state: labelled('RatingSessionState', facts.state) });
  }
  if (action === 'reopen' && facts.cycleState !== 'DELIBERATION') {
    return refused('INVALID_STATE', { state: labelled('RatingCycleState', facts.cycleState) });
  }
  const step = transitionBy(sessionItemMachine, facts.itemState, action);
  // What the server alone does is no step of whoever leads.
  if (!step || step.roles.every((role) => role === 'the server')) {
    return refused('INVALID_STATE', { state: labelled('RatingSessionItemState', facts.itemState) });
  }
  return guardOf(facts, action);
}

/** Items move while their session is open. What was decided is taken up again after its end, too: another session goes on with it. */
function isHeldFor(state: RatingSessionState, action: SessionItemAction): boolean {
  return state === 'OPEN' || (action === 'reopen' && isOver(state));
}

/** Whether a session has come to its end. */
export const isOver = (state: RatingSessionState): boolean => ['CLOSED', 'SIGNED', 'ABORTED'].includes(state);

function byRoleOf(viewer: Viewer, facts: SessionItemFacts, action: SessionItemAction): Decision {
  // What is proposed after a round goes back by an objection, with its reason.
  const isConsentList = action === 'discuss' && facts.itemState === 'PROPOSED' && facts.rounds === 0;
  if (action === 'reopen') {
    return hasRole(viewer, 'APPROVER') ? allowed : mayFacilitate(viewer, facts);
  }
  if (ofRaters.includes(action) || (isConsentList && viewer.accountId !== facts.holderId)) {
    return mayTakePart(viewer, facts);
  }
  return mayFacilitate(viewer, facts);
}

function guardOf({ isActive, rounds, maxRounds, itemState }: SessionItemFacts, action: SessionItemAction): Decision {
  const isLeft = rounds < maxRounds;
  switch (action) {
    case 'openRound':
      if (!isActive) {
        return refused('ITEM_NOT_ON_FLOOR');
      }
      return isLeft ? allowed : refused('NO_ROUND_LEFT', { maximum: maxRounds });
    case 'discuss':
      return isLeft || itemState === 'REOPENED' ? allowed : refused('NO_ROUND_LEFT', { maximum: maxRounds });
    case 'conclude':
      return isLeft ? refused('ROUNDS_LEFT', { maximum: maxRounds }) : allowed;
    default:
      return allowed;
  }
}

/** Raters of the council take part while they are checked in. Whoever leads ends that for nobody at once. */
export function mayTakePart(viewer: Viewer, { itemRaterIds, takingPartIds }: Pick<SessionItemFacts, 'itemRaterIds' | 'takingPartIds'>): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!itemRaterIds.includes(viewer.accountId)) {
    return refused('NOT_ASSIGNED');
  }
  return takingPartIds.includes(viewer.accountId) ? allowed : refused('NOT_CHECKED_IN');
}

/** An item is put on the floor by whoever leads, while it is to be discussed and nothing else is being marked. */
export function mayActivate(viewer: Viewer, facts: SessionItemFacts): Decision {
  const byRole = mayFacilitate(viewer, facts);
  if (!byRole.allowed) {
    return byRole;
  }
  if (sitsIn(viewer, ...facts.councilIds)) {
    return refused('CONFLICT_OF_INTEREST');
  }
  if (facts.state !== 'OPEN') {
    return refused('INVALID_STATE', { state: labelled('RatingSessionState', facts.state) });
  }
  return ['DISCUSSION', 'PROPOSED', 'REOPENED'].includes(facts.itemState)
    ? allowed
    : refused('INVALID_STATE', { state: labelled('RatingSessionItemState', facts.itemState) });
}

/**
 * The audience within a session's stream: whoever has the same roles, in its councils too, leads or does not, looks on or
 * does not, and is assigned in the same way to rate the same of its councils, and has left the same, is shown the same.
 */
export function sessionAudience(
  viewer: Viewer,
  roles: string,
  facts: Pick<SessionFacts, 'holderId' | 'observerIds' | 'councilIds'> & {
    /** Its evaluations that the viewer rates, and those that the viewer may come to rate. */
    readonly ratedIds: readonly string[];
    readonly declaringIds: readonly string[];
    readonly evaluationIds: readonly string[];
  },
): string {
  const { holderId, observerIds, councilIds, evaluationIds, ratedIds, declaringIds } = facts;
  const leads = viewer.accountId !== null && viewer.accountId === holderId;
  const observes = viewer.accountId !== null && observerIds.includes(viewer.accountId);
  const inCouncils = councilIds.flatMap((id) => [...(viewer.councils.get(id) ?? [])].map((role) => `${role} ${id}`));
  const assigned = [...ratedIds.map((id) => `RATES ${id}`), ...declaringIds.map((id) => `DECLARES ${id}`)];
  const left = evaluationIds.filter((id) => viewer.leftEvaluations.has(id)).map((id) => `HAS_LEFT ${id}`);
  return [roles, ...(leads ? ['LEADS'] : []), ...(observes ? ['OBSERVES'] : []), ...inCouncils.toSorted(), ...assigned.toSorted(), ...left.toSorted()].join('+');
}
