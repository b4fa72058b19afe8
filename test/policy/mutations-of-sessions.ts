import { mutation } from './mutation-row.js';
import { accountNodeId, type PreparedState } from './prepared-state.js';
import type { Row } from './row.js';
import type { Cells } from './viewers.js';

/** Who does not see a session: for them there is none. */
const hiddenFrom = 'otherRater chair secretary otherSecretary member';

/** For whoever leads. */
const leadersOnly: Cells = {
  allowed: 'facilitator',
  NOT_FACILITATING: 'agency methodologist approver manager assignedRater auditor',
  NOT_FOUND: hiddenFrom,
  UNAUTHENTICATED: 'public',
};

/** For two together, one of whom leads and the other one approves. */
const halvesOnly: Cells = {
  allowed: 'approver facilitator',
  NOT_FACILITATING: 'agency methodologist manager assignedRater auditor',
  NOT_FOUND: hiddenFrom,
  UNAUTHENTICATED: 'public',
};

/** For raters of the council who are there. */
const ratersOnly: Cells = {
  allowed: 'assignedRater',
  NOT_ASSIGNED: 'agency methodologist approver manager facilitator auditor',
  NOT_FOUND: hiddenFrom,
  UNAUTHENTICATED: 'public',
};

/** A number that the lead never has: whoever leads is told so, and nothing happens. */
const term = 999;

/** A step of a session that whoever leads takes. */
const sessionStep = (field: string, name: keyof PreparedState['sessions']): Row =>
  mutation(field, {
    behind: 'STALE_TERM',
    cells: leadersOnly,
    nextStep: ['RatingSession', ({ sessions }) => sessions[name]],
    input: ({ sessions }) => ({ id: sessions[name], term }),
  });

/** A step of an item that whoever leads takes. */
const itemStep = (field: string, name: keyof PreparedState['sessionItems'], more: object = {}): Row =>
  mutation(field, {
    behind: 'STALE_TERM',
    cells: leadersOnly,
    nextStep: ['RatingSessionItem', ({ sessionItems }) => sessionItems[name]],
    input: ({ sessionItems }) => ({ id: sessionItems[name], term, ...more }),
  });

/** Joint rating: sessions, the lead, who is there, what is decided. */
export const sessionMutations: readonly Row[] = [
  mutation('ratingSessionSchedule', {
    about: 'without a deputy',
    behind: 'OUT_OF_RANGE',
    cells: {
      allowed: 'manager',
      FORBIDDEN:
        'agency methodologist approver facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: ({ cycles, evaluations }) => ({
      ratingCycleId: cycles.scoring,
      title: { uzLatn: 'Sinov' },
      startsAt: '2026-12-01T05:00:00Z',
      evaluationIds: [evaluations.scoring],
      facilitatorAccountId: accountNodeId('facilitator'),
      deputyAccountIds: [],
    }),
  }),
  sessionStep('ratingSessionOpen', 'convened'),
  sessionStep('ratingSessionSuspend', 'discussed'),
  sessionStep('ratingSessionResume', 'paused'),
  sessionStep('ratingSessionClose', 'discussed'),
  mutation('ratingSessionAbort', {
    about: 'whose own half has asked before',
    behind: 'FOUR_EYES_REQUIRED',
    cells: halvesOnly,
    nextStep: ['RatingSession', ({ sessions }) => sessions.paused],
    input: ({ sessions }, viewer) => ({ id: viewer === 'approver' ? sessions.convened : sessions.paused, reason: 'Sinov' }),
  }),
  mutation('ratingSessionAbort', {
    about: 'of a session that is over',
    behind: null,
    cells: {
      INVALID_STATE: 'approver facilitator',
      NOT_FACILITATING: 'agency methodologist manager assignedRater auditor',
      NOT_FOUND: hiddenFrom,
      UNAUTHENTICATED: 'public',
    },
    input: ({ sessions }) => ({ id: sessions.decided, reason: 'Sinov' }),
  }),
  mutation('ratingSessionSign', {
    about: 'under another protocol',
    behind: 'VERSION_CONFLICT',
    cells: ratersOnly,
    nextStep: ['RatingSession', ({ sessions }) => sessions.decided],
    input: ({ sessions }) => ({ id: sessions.decided, protocolHash: '0'.repeat(64) }),
  }),
  mutation('consensusVote', {
    about: 'for the second time',
    behind: 'ALREADY_VOTED',
    cells: ratersOnly,
    viewerCan: ['RatingSessionItem', 'viewerCanTakePart', ({ sessionItems }) => sessionItems.agreed],
    input: ({ proposal }) => ({ proposalIds: [proposal], vote: 'CONFIRM' }),
  }),
  mutation('raterRecuse', {
    about: 'before the scoring',
    behind: null,
    cells: {
      INVALID_STATE: 'assignedRater',
      NOT_FOUND: 'agency methodologist approver manager facilitator otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: ({ evaluations }) => ({ evaluationId: evaluations.open, kind: 'FAMILY' }),
  }),
  mutation('ratingSessionItemActivate', {
    behind: 'STALE_TERM',
    cells: leadersOnly,
    viewerCan: ['RatingSessionItem', 'viewerCanActivate', ({ sessionItems }) => sessionItems.disputed],
    input: ({ sessionItems }) => ({ id: sessionItems.disputed, term }),
  }),
  mutation('ratingSessionItemDiscuss', {
    about: 'from the consent list, where the rater is not there',
    behind: 'STALE_TERM',
    cells: {
      allowed: 'facilitator',
      NOT_CHECKED_IN: 'assignedRater',
      NOT_ASSIGNED: 'agency methodologist approver manager auditor',
      NOT_FOUND: hiddenFrom,
      UNAUTHENTICATED: 'public',
    },
    nextStep: ['RatingSessionItem', ({ sessionItems }) => sessionItems.agreedWithout],
    input: ({ sessionItems }) => ({ id: sessionItems.agreedWithout, term }),
  }),
  { ...itemStep('ratingSessionItemDiscuss', 'revealed'), about: 'after a reveal' },
  mutation('ratingSessionItemDiscuss', {
    about: 'of what was proposed after the last round',
    behind: null,
    cells: {
      NO_ROUND_LEFT: 'facilitator',
      NOT_FACILITATING: 'agency methodologist approver manager assignedRater auditor',
      NOT_FOUND: hiddenFrom,
      UNAUTHENTICATED: 'public',
    },
    nextStep: ['RatingSessionItem', ({ sessionItems }) => sessionItems.spent],
    input: ({ sessionItems }) => ({ id: sessionItems.spent, term }),
  }),
  itemStep('ratingSessionItemOpenRound', 'onFloor', { durationMs: 60_000 }),
  itemStep('ratingSessionItemCloseRound', 'scoring'),
  itemStep('ratingSessionItemReveal', 'closed'),
  itemStep('ratingSessionItemPropose', 'revealed', { value: { kind: 'NO_EVIDENCE' } }),
  itemStep('ratingSessionItemConclude', 'spent'),
  itemStep('ratingSessionItemDefer', 'disputed', { reason: 'Sinov' }),
  mutation('ratingSessionItemReopen', {
    about: 'whose own half has asked before',
    behind: 'FOUR_EYES_REQUIRED',
    cells: halvesOnly,
    nextStep: ['RatingSessionItem', ({ sessionItems }) => sessionItems.askedByLead],
    input: ({ sessionItems }, viewer) => ({
      id: viewer === 'approver' ? sessionItems.askedByApprover : sessionItems.askedByLead,
      reason: 'Sinov',
    }),
  }),
  mutation('ratingSessionItemPass', {
    about: 'after a mark in the round',
    behind: 'ALREADY_MARKED',
    cells: ratersOnly,
    viewerCan: ['RatingSessionItem', 'viewerCanTakePart', ({ sessionItems }) => sessionItems.scoring],
    input: ({ sessionItems }) => ({ id: sessionItems.scoring }),
  }),
  mutation('dissentRecord', {
    about: 'for the second time',
    behind: 'ALREADY_EXISTS',
    cells: ratersOnly,
    viewerCan: ['RatingSessionItem', 'viewerCanTakePart', ({ sessionItems }) => sessionItems.revealed],
    input: ({ sessionItems }) => ({ id: sessionItems.revealed, text: 'Fikrim boshqacha.' }),
  }),
  mutation('facilitationRenew', {
    behind: 'STALE_TERM',
    cells: leadersOnly,
    input: ({ sessions }) => ({ id: sessions.discussed, term }),
  }),
  mutation('facilitationTakeOver', {
    about: 'from somebody who is lost',
    behind: 'STALE_TERM',
    cells: {
      allowed: 'facilitator',
      FORBIDDEN: 'agency methodologist approver manager assignedRater auditor',
      NOT_FOUND: hiddenFrom,
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['RatingSession', 'viewerCanTakeOver', ({ sessions }) => sessions.leaderless],
    input: ({ sessions }) => ({ id: sessions.leaderless, term }),
  }),
  mutation('facilitationHandOver', {
    behind: 'STALE_TERM',
    cells: {
      allowed: 'manager facilitator',
      NOT_FACILITATING: 'agency methodologist approver assignedRater auditor',
      NOT_FOUND: hiddenFrom,
      UNAUTHENTICATED: 'public',
    },
    input: ({ sessions }) => ({ id: sessions.discussed, term, toAccountId: accountNodeId('facilitator') }),
  }),
  mutation('checkIn', {
    about: 'of oneself, for the second time',
    behind: 'ALREADY_EXISTS',
    cells: ratersOnly,
    input: ({ sessions }) => ({ id: sessions.discussed }),
  }),
  mutation('checkIn', {
    about: 'of a rater who is there',
    behind: 'ALREADY_EXISTS',
    cells: {
      allowed: 'facilitator assignedRater',
      NOT_FACILITATING: 'agency methodologist approver manager auditor',
      NOT_FOUND: hiddenFrom,
      UNAUTHENTICATED: 'public',
    },
    input: ({ sessions }) => ({ id: sessions.discussed, accountId: accountNodeId('assignedRater') }),
  }),
  mutation('checkOut', {
    about: 'of oneself, who is not there',
    behind: 'NOT_CHECKED_IN',
    cells: ratersOnly,
    input: ({ sessions }) => ({ id: sessions.convened }),
  }),
  mutation('checkOut', {
    about: 'of a rater who is not there',
    behind: 'NOT_CHECKED_IN',
    cells: {
      allowed: 'facilitator assignedRater',
      NOT_FACILITATING: 'agency methodologist approver manager auditor',
      NOT_FOUND: hiddenFrom,
      UNAUTHENTICATED: 'public',
    },
    input: ({ sessions }) => ({ id: sessions.convened, accountId: accountNodeId('assignedRater') }),
  }),
];
