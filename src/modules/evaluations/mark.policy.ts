import { allowed, type Decision, refused } from '../../decision.js';
import { labelled } from '../../language/index.js';
import { hasRole, holds, isSignedIn, sitsIn, type Viewer } from '../accounts/index.js';
import { claimReaders, isBarredFrom, maySeeAllEvaluations, type OpenDoors, type RatingCycleState } from '../cycles/index.js';
import type { EvaluationItemState } from './evaluation-item.entity.js';
import type { ScoreState } from './score.entity.js';

/** What decides who sees what of an item. */
export interface ItemFacts {
  readonly state: EvaluationItemState;
  /** The round that takes marks; null while none does. */
  readonly openRound: number | null;
  /** Whether the time of the open round of a session has run out. */
  readonly isRoundOver: boolean;
  /** The last round that was revealed; null before the first. */
  readonly revealedRound: number | null;
  readonly evaluationId: string;
  readonly councilId: string;
  readonly cycleState: RatingCycleState;
  /** What the cycle lets in today. */
  readonly open: OpenDoors;
  /** The accounts whose assignment to the evaluation is in force. */
  readonly raterIds: readonly string[];
  /** The accounts that may come to rate it: assigned and not declared yet, or with a conflict that may be cleared. */
  readonly declaringIds?: readonly string[];
}

const revealed: ReadonlySet<EvaluationItemState> = new Set(['REVEALED', 'OFFICIAL', 'LOCKED']);
const settled: ReadonlySet<EvaluationItemState> = new Set(['OFFICIAL', 'LOCKED']);
const told: ReadonlySet<RatingCycleState> = new Set(['PRELIMINARY', 'APPEALS', 'FINAL', 'PUBLISHED', 'ARCHIVED']);

const isRater = (viewer: Viewer, { raterIds }: Pick<ItemFacts, 'raterIds'>): boolean =>
  isSignedIn(viewer) && raterIds.includes(viewer.accountId);

/** What decides who sees a mark. */
export interface MarkFacts {
  readonly raterId: string;
  readonly state: ScoreState;
  /** Where it was opened; null of a mark that is hidden, and for ever of one in a round that was given up. */
  readonly openingId: string | null;
}

/** Whether a mark was revealed with all others of its round. */
export const wasRevealed = ({ openingId }: Pick<MarkFacts, 'openingId'>): boolean => openingId !== null;

/**
 * Whether the viewer may see a mark: one's own, as long as one rates the council; another's only once all of its round
 * were revealed together, and then the raters of the evaluation, the facilitator and the auditor. No office opens a
 * hidden mark, and none that was not revealed with the others. What a rater has replaced before the close is for the
 * auditor alone, after the reveal: so nobody looks at the council's claim behind a throw-away mark unseen. That a rater
 * has left a mark behind, whoever sees the others sees.
 */
export function mayReadMark(viewer: Viewer, item: ItemFacts, mark: MarkFacts): boolean {
  if (mark.state === 'SUPERSEDED') {
    return wasRevealed(mark) && mayReadWithheld(viewer, item);
  }
  if (mark.state === 'VOID') {
    // Of a round that was not revealed nobody learns that somebody has marked in it, and left.
    return wasRevealed(mark) && mayReadRevealed(viewer, item);
  }
  if (isSignedIn(viewer) && viewer.accountId === mark.raterId) {
    return isRater(viewer, item);
  }
  return mark.state !== 'COMMITTED' && wasRevealed(mark) && mayReadRevealed(viewer, item);
}

/** Whether the viewer may see what revealed marks say that count for nothing: they stay on record, for the auditor. */
export function mayReadWithheld(viewer: Viewer, item: ItemFacts): boolean {
  return hasRole(viewer, 'AUDITOR') && !isRater(viewer, item) && !isBarredFrom(viewer, item);
}

/**
 * Whether the viewer may see what all marks of an item were, and how many were withheld: only after the reveal. No office
 * shows them to the council's own people, nor to a rater who has left.
 */
export function mayReadRevealed(viewer: Viewer, item: ItemFacts): boolean {
  const byOffice = hasRole(viewer, 'FACILITATOR', 'AUDITOR') && !isBarredFrom(viewer, item);
  return revealed.has(item.state) && (isRater(viewer, item) || byOffice);
}

/** Whether any mark of an item may be open to the viewer. Of others none is read: their answers take no longer for more marks. */
export function mayReadSomeMark(viewer: Viewer, item: ItemFacts): boolean {
  return isRater(viewer, item) || mayReadRevealed(viewer, item);
}

/**
 * Whether the viewer may see which way an item goes in a joint session: that it was agreed on at once, or after how many
 * rounds, tells how the marks lay. The council learns it with the preliminary result.
 */
export function mayReadCourse(viewer: Viewer, item: ItemFacts): boolean {
  const byOffice = maySeeAllEvaluations(viewer) && !isBarredFrom(viewer, item);
  return told.has(item.cycleState) || isRater(viewer, item) || byOffice;
}

/** What decides who sees official points. */
export type OfficialFacts = Pick<ItemFacts, 'state' | 'evaluationId' | 'councilId' | 'cycleState' | 'raterIds'>;

/** Whether the viewer may see official points: offices and raters once settled, the council with the preliminary result. */
export function mayReadOfficial(viewer: Viewer, item: OfficialFacts): boolean {
  if (!settled.has(item.state)) {
    return false;
  }
  const byOffice = maySeeAllEvaluations(viewer) && !isBarredFrom(viewer, item);
  const byCouncil = told.has(item.cycleState) && holds(viewer, item.councilId, 'CHAIR', 'SECRETARY', 'MEMBER');
  return byOffice || isRater(viewer, item) || byCouncil;
}

/** Whether the viewer may see the total of a council: it tells no less than the official points of all its items. */
export function mayReadTotal(viewer: Viewer, items: readonly OfficialFacts[]): boolean {
  return items.length > 0 && items.every((item) => mayReadOfficial(viewer, item));
}

/**
 * Whether the viewer may see the place of a council, by all items of its cycle: it tells of the totals of all the others,
 * and there is none before all are settled.
 */
export function mayReadRank(viewer: Viewer, itemsOfCycle: readonly OfficialFacts[]): boolean {
  return mayReadTotal(viewer, itemsOfCycle) && itemsOfCycle.every(({ cycleState }) => told.has(cycleState));
}

/**
 * "k of n submitted" goes to the manager alone, and only while three raters or more are left; not to one of the council's
 * own people, nor to one who was to rate it.
 */
export function mayReadProgress(viewer: Viewer, evaluation: Pick<ItemFacts, 'evaluationId' | 'councilId'>, remaining: number): boolean {
  return hasRole(viewer, 'CYCLE_MANAGER') && remaining >= 3 && !isBarredFrom(viewer, evaluation);
}

/**
 * Whether the viewer may see what the council claims for itself: the council's leaders, manager and auditor; a rater
 * only after submitting a mark of one's own, so that the claim anchors nobody.
 */
export function mayReadSelfAssessment(viewer: Viewer, item: ItemFacts, hasSubmitted: boolean): boolean {
  const isOpen = hasSubmitted || revealed.has(item.state);
  if (hasRole(viewer, ...claimReaders) || holds(viewer, item.councilId, 'CHAIR', 'SECRETARY')) {
    // An office does not look first and rate afterwards.
    const isToRate = isRater(viewer, item) || (isSignedIn(viewer) && (item.declaringIds ?? []).includes(viewer.accountId));
    return !isToRate || isOpen;
  }
  return isRater(viewer, item) && isOpen;
}

/** Marks are made by the raters of the evaluation, as long as they are raters, while a round of the item is open. */
export function mayMark(viewer: Viewer, item: ItemFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!isRater(viewer, item)) {
    return refused('NOT_ASSIGNED');
  }
  if (!hasRole(viewer, 'RATER')) {
    return refused('FORBIDDEN');
  }
  if (item.openRound === null) {
    return refused('ITEM_NOT_OPEN');
  }
  const isOpen = item.openRound === 0 ? item.open.marks : item.cycleState === 'DELIBERATION' && !item.isRoundOver;
  return isOpen ? allowed : refused('SCORING_CLOSED');
}

/** A council rates itself through its leaders, while evidence is open. */
export function mayAssessOwn(viewer: Viewer, item: ItemFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (!holds(viewer, item.councilId, 'CHAIR', 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return item.open.evidence ? allowed : refused('EVIDENCE_CLOSED');
}

/**
 * Measured values come from the council's secretariat while evidence is open, or from the manager until settled: a
 * manager who has no seat in the council.
 */
export function mayMeasure(viewer: Viewer, item: ItemFacts): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (hasRole(viewer, 'CYCLE_MANAGER') && sitsIn(viewer, item.councilId)) {
    const bySecretariat = holds(viewer, item.councilId, 'SECRETARY') && item.open.evidence;
    return bySecretariat ? allowed : refused('CONFLICT_OF_INTEREST');
  }
  if (hasRole(viewer, 'CYCLE_MANAGER')) {
    const open: readonly RatingCycleState[] = ['EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING', 'DELIBERATION'];
    return open.includes(item.cycleState) ? allowed : refused('INVALID_STATE', { state: labelled('RatingCycleState', item.cycleState) });
  }
  if (!holds(viewer, item.councilId, 'SECRETARY')) {
    return refused('FORBIDDEN');
  }
  return item.open.evidence ? allowed : refused('EVIDENCE_CLOSED');
}
