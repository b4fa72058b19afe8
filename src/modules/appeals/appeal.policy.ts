import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { transitionBy } from '../../machine.js';
import { hasRole, holds, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import type { RatingCycleState } from '../cycles/index.js';
import type { AppealDecision } from './appeal-panel.entity.js';
import type { AppealState } from './appeal.entity.js';
import { type AppealAction, appealMachine, type AppealRole } from './appeal.machine.js';

/** Who sees every appeal by office. */
const officials = ['CYCLE_MANAGER', 'APPROVER', 'AUDITOR', 'AGENCY_ADMIN'] as const;

/** What the rules on appealing look at: whose evaluation it is, and whether the time is right. */
export interface TermFacts {
  readonly councilId: string;
  readonly cycleState: RatingCycleState;
  /** Whether the days for appeals have passed. */
  readonly isTermOver: boolean;
}

/** What the rules on one appeal look at. */
export interface AppealFacts extends TermFacts {
  readonly state: AppealState;
  /** The councils that the cycle rates: none of their own people decides as an official. */
  readonly cycleCouncilIds: readonly string[];
  /** The accounts of its panel; none before there is one. */
  readonly panelIds: readonly string[];
  /** Who has found it admissible or not; null before. */
  readonly admittedBy: string | null;
  /** Whether the council has complained that it was found inadmissible. */
  readonly hasComplained: boolean;
}

/** Whether the viewer sees every appeal, by office. */
export const seesAllAppeals = (viewer: Viewer): boolean => hasRole(viewer, ...officials);

/** An appeal is for the council's own people, for those who run, approve and audit, and for its panel. */
export function mayReadAppeal(viewer: Viewer, { councilId, panelIds }: Pick<AppealFacts, 'councilId' | 'panelIds'>): boolean {
  return (
    isSignedIn(viewer) &&
    (seesAllAppeals(viewer) || sitsIn(viewer, councilId) || panelIds.includes(viewer.accountId))
  );
}

/** Who sits in a panel is for those who run, approve and audit, and for none of the council's own people. */
export function mayReadPanel(viewer: Viewer, { councilId }: Pick<AppealFacts, 'councilId'>): boolean {
  return hasRole(viewer, 'CYCLE_MANAGER', 'APPROVER', 'AUDITOR') && !sitsIn(viewer, councilId);
}

/** While appeals are filed and decided. */
export const appealable: readonly RatingCycleState[] = ['PRELIMINARY', 'APPEALS'];

const inTime = ({ cycleState }: Pick<TermFacts, 'cycleState'>): Decision =>
  appealable.includes(cycleState) ? allowed : refused('INVALID_STATE', { state: labelled('RatingCycleState', cycleState) });

/** The term first: when it is over, that is the reason, whatever has become of the cycle since. */
const inTerm = (facts: TermFacts): Decision => (facts.isTermOver ? refused('APPEAL_TERM_OVER') : inTime(facts));

/** A council appeals through its chair and its secretary, within the term. */
export function mayAppeal(viewer: Viewer, facts: TermFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return holds(viewer, facts.councilId, 'CHAIR', 'SECRETARY') ? inTerm(facts) : refused('FORBIDDEN');
}

/** Whether somebody is what the table asks for. What the server does, nobody does. */
const isOf: Readonly<Record<AppealRole, (viewer: Viewer, facts: AppealFacts) => boolean>> = {
  'the chair': (viewer, { councilId }) => holds(viewer, councilId, 'CHAIR'),
  'the secretary': (viewer, { councilId }) => holds(viewer, councilId, 'SECRETARY'),
  'a cycle manager': (viewer) => hasRole(viewer, 'CYCLE_MANAGER'),
  'an approver': (viewer) => hasRole(viewer, 'APPROVER'),
  'the panel': (viewer, { panelIds }) => viewer.accountId !== null && panelIds.includes(viewer.accountId),
  'the server': () => false,
};

const ofCouncil: readonly AppealRole[] = ['the chair', 'the secretary'];

/** Whether the viewer may take a step of an appeal, guards that need the database apart. */
export function mayStepAppeal(viewer: Viewer, facts: AppealFacts, action: AppealAction): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  const line = transitionBy(appealMachine, facts.state, action);
  const roles = line?.roles ?? appealMachine.transitions.flatMap((other) => (other.action === action ? other.roles : []));
  if (!roles.some((role) => isOf[role](viewer, facts))) {
    return refused('FORBIDDEN');
  }
  if (!roles.some((role) => ofCouncil.includes(role)) && sitsIn(viewer, ...barring(facts, roles))) {
    return refused('CONFLICT_OF_INTEREST');
  }
  return line ? guardOf(viewer, facts, action) : refused('INVALID_STATE', { state: labelled('AppealState', facts.state) });
}

/** The councils whose own people may not take a step: those of the cycle for an office, the one that appeals for a panel. */
function barring({ councilId, cycleCouncilIds }: AppealFacts, roles: readonly AppealRole[]): readonly string[] {
  return roles.includes('the panel') ? [councilId] : cycleCouncilIds;
}

function guardOf(viewer: Viewer, facts: AppealFacts, action: AppealAction): Decision {
  switch (action) {
    case 'edit':
    case 'file':
      return inTerm(facts);
    case 'complain':
      return facts.hasComplained ? refused('ALREADY_EXISTS') : inTime(facts);
    case 'admit':
    case 'confirm':
      return facts.state === 'INADMISSIBLE' ? mayAnswerComplaint(viewer, facts) : inTime(facts);
    case 'close':
      // What was decided is put away whenever that is convenient.
      return allowed;
    default:
      return inTime(facts);
  }
}

/** A complaint is answered by somebody else than the one whom it is against. */
function mayAnswerComplaint(viewer: Viewer, facts: AppealFacts): Decision {
  if (!facts.hasComplained) {
    return refused('GUARD_NOT_MET');
  }
  return facts.admittedBy === viewer.accountId ? refused('FOUR_EYES_REQUIRED') : inTime(facts);
}

/** What the rules on an item look at besides. */
export interface AppealItemFacts extends AppealFacts {
  /** What was decided; null while it is not. */
  readonly decision: AppealDecision | null;
  /** The accounts that have said what they think of it. */
  readonly spokenIds: readonly string[];
}

/** A member of the panel speaks once on each item, until it is decided. */
export function mayDecideItem(viewer: Viewer, facts: AppealItemFacts): Decision {
  const decision = mayStepAppeal(viewer, facts, 'decide');
  if (!decision.allowed || viewer.accountId === null) {
    return decision;
  }
  if (facts.spokenIds.includes(viewer.accountId)) {
    return refused('ALREADY_DECIDED');
  }
  return facts.decision === null ? allowed : refused('INVALID_STATE', { state: labelled('AppealDecision', facts.decision) });
}
