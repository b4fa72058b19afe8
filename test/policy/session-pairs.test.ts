import { describe, expect, it } from 'vitest';
import { anonymous, type CouncilRole, type GrantedRole, type Viewer } from '../../src/modules/accounts/index.js';
import { type RatingSessionAction, ratingSessionMachine } from '../../src/modules/rating-sessions/rating-session.machine.js';
import type { RatingSessionState } from '../../src/modules/rating-sessions/rating-session.entity.js';
import {
  mayActivate,
  mayStepItem,
  mayStepSession,
  type SessionFacts,
  type SessionItemFacts,
} from '../../src/modules/rating-sessions/rating-session.policy.js';
import { type SessionItemAction, sessionItemMachine } from '../../src/modules/rating-sessions/session-item.machine.js';
import type { SessionItemState } from '../../src/modules/rating-sessions/session-item.entity.js';

const councilId = '11111111-1111-4111-8111-111111111111';
const otherCouncilId = '22222222-2222-4222-8222-222222222222';
const elsewhere = '33333333-3333-4333-8333-333333333333';

const signedIn = (accountId: string, roles: readonly GrantedRole[], seats: readonly (readonly [string, CouncilRole])[] = []): Viewer => ({
  ...anonymous,
  accountId,
  personId: accountId,
  sessionId: accountId,
  roles: new Set(roles),
  councils: new Map(seats.map(([id, role]) => [id, new Set([role])])),
});

/** Everybody who may try. `rater` and `absentRater` rate the council of the item, `otherRater` another one of the session. */
const viewers: Readonly<Record<string, Viewer>> = {
  lead: signedIn('lead', ['FACILITATOR']),
  deputy: signedIn('deputy', ['FACILITATOR']),
  rater: signedIn('rater', ['RATER']),
  absentRater: signedIn('absentRater', ['RATER']),
  otherRater: signedIn('otherRater', ['RATER']),
  observer: signedIn('observer', []),
  approver: signedIn('approver', ['APPROVER']),
  manager: signedIn('manager', ['CYCLE_MANAGER']),
  auditor: signedIn('auditor', ['AUDITOR']),
  agency: signedIn('agency', ['AGENCY_ADMIN']),
  methodologist: signedIn('methodologist', ['METHODOLOGIST']),
  chair: signedIn('chair', [], [[councilId, 'CHAIR']]),
  secretary: signedIn('secretary', [], [[councilId, 'SECRETARY']]),
};

const sessionFacts = (state: RatingSessionState, more: Partial<SessionFacts> = {}): SessionFacts => ({
  state,
  cycleState: 'DELIBERATION',
  holderId: 'lead',
  councilIds: [councilId, otherCouncilId],
  evaluationIds: ['evaluation', 'otherEvaluation'],
  raterIds: ['rater', 'absentRater', 'otherRater'],
  observerIds: ['observer'],
  ...more,
});

const told = (decision: ReturnType<typeof mayStepSession>): string => (decision.allowed ? 'allowed' : decision.code);

describe('a session, by its policy', () => {
  /** Every step that there is, by whom, and where it leads. Nothing else is. */
  const steps: Readonly<Record<string, readonly [by: string, to: RatingSessionState]>> = {
    'SCHEDULED open': ['lead', 'OPEN'],
    'OPEN suspend': ['lead', 'SUSPENDED'],
    'SUSPENDED resume': ['lead', 'OPEN'],
    'OPEN close': ['lead', 'CLOSED'],
    'CLOSED sign': ['rater absentRater otherRater', 'SIGNED'],
    'SCHEDULED abort': ['lead approver', 'ABORTED'],
    'OPEN abort': ['lead approver', 'ABORTED'],
    'SUSPENDED abort': ['lead approver', 'ABORTED'],
  };
  const states = ['SCHEDULED', 'OPEN', 'SUSPENDED', 'CLOSED', 'SIGNED', 'ABORTED'] as const satisfies readonly RatingSessionState[];
  /** Who holds an action at all, in whatever state. */
  const holders: Readonly<Record<RatingSessionAction, string>> = {
    open: 'lead',
    suspend: 'lead',
    resume: 'lead',
    close: 'lead',
    sign: 'rater absentRater otherRater',
    abort: 'lead approver',
  };

  it('has a machine with these states and steps, and no other', () => {
    expect(ratingSessionMachine.states.toSorted()).toEqual(states.toSorted());
    const lines = ratingSessionMachine.transitions.map(({ from, action, to }) => `${from} ${action} -> ${to}`);
    expect(lines.toSorted()).toEqual(Object.entries(steps).map(([name, [, to]]) => `${name} -> ${to}`).toSorted());
  });

  it.each(states)('goes from %s by what the table has, in these hands, and by nothing else', (state) => {
    const is: Record<string, string> = {};
    const ought: Record<string, string> = {};
    for (const [action, held] of Object.entries(holders) as [RatingSessionAction, string][]) {
      const by = steps[`${state} ${action}`]?.[0].split(' ') ?? [];
      for (const [name, viewer] of Object.entries(viewers)) {
        is[`${action} by ${name}`] = told(mayStepSession(viewer, sessionFacts(state), action));
        const refusal = held.split(' ').includes(name) ? 'INVALID_STATE' : action === 'sign' ? 'NOT_ASSIGNED' : 'NOT_FACILITATING';
        ought[`${action} by ${name}`] = by.includes(name) ? 'allowed' : refusal;
      }
      expect(told(mayStepSession(anonymous, sessionFacts(state), action))).toBe('UNAUTHENTICATED');
    }
    expect(is).toEqual(ought);
  });

  it.each([
    ['whoever leads and has come to sit in one of its councils', signedIn('lead', ['FACILITATOR'], [[otherCouncilId, 'MEMBER']]), 'OPEN', 'close', 'CONFLICT_OF_INTEREST'],
    ['an approver who sits in one of its councils', signedIn('x', ['APPROVER'], [[councilId, 'MEMBER']]), 'OPEN', 'abort', 'CONFLICT_OF_INTEREST'],
    ['a rater who has come to sit in one of its councils', signedIn('rater', ['RATER'], [[councilId, 'MEMBER']]), 'CLOSED', 'sign', 'CONFLICT_OF_INTEREST'],
    ['whoever leads and sits in a council that it does not deal with', signedIn('lead', ['FACILITATOR'], [[elsewhere, 'CHAIR']]), 'OPEN', 'close', 'allowed'],
    ['whoever leads and has lost the office', signedIn('lead', []), 'OPEN', 'close', 'FORBIDDEN'],
  ] as const)('tells %s so', (_, viewer, state, action, code) => {
    expect(told(mayStepSession(viewer, sessionFacts(state), action))).toBe(code);
  });
});

const itemFacts = (itemState: SessionItemState, more: Partial<SessionItemFacts> = {}): SessionItemFacts => ({
  ...sessionFacts('OPEN'),
  evaluationId: 'evaluation',
  councilId,
  itemState,
  isActive: true,
  rounds: 0,
  maxRounds: 3,
  itemRaterIds: ['rater', 'absentRater'],
  takingPartIds: ['rater', 'otherRater', 'observer'],
  ...more,
});

/** Why somebody may not, who does not hold the action in this state. */
function refusalOf(name: string, state: SessionItemState, action: SessionItemAction): string {
  const isOfRaters = action === 'agree' || (action === 'discuss' && state === 'PROPOSED' && name !== 'lead');
  if (isOfRaters) {
    return name === 'rater' ? 'INVALID_STATE' : name === 'absentRater' ? 'NOT_CHECKED_IN' : 'NOT_ASSIGNED';
  }
  return name === 'lead' || (name === 'approver' && action === 'reopen') ? 'INVALID_STATE' : 'NOT_FACILITATING';
}

/** Rounds that were held, for the guards to let an action through: rounds are left, but for what needs that none is. */
const roundsFor = (action: SessionItemAction): number => (action === 'conclude' ? 3 : 0);

describe('an item of a session, by its policy', () => {
  /** Every step that there is, by whom, and where it leads. Nothing else is. Those that nobody takes are the server's. */
  const steps: Readonly<Record<string, readonly [by: string, to: SessionItemState]>> = {
    'PENDING triage': ['', 'TRIAGED'],
    'TRIAGED propose': ['', 'PROPOSED'],
    'TRIAGED discuss': ['', 'DISCUSSION'],
    'PROPOSED discuss': ['lead rater', 'DISCUSSION'],
    'PROPOSED agree': ['rater', 'AGREED'],
    'PROPOSED conclude': ['lead', 'NO_CONSENSUS'],
    'DISCUSSION openRound': ['lead', 'SCORING'],
    'SCORING closeRound': ['lead', 'CLOSED'],
    'SCORING voidRound': ['', 'DISCUSSION'],
    'CLOSED reveal': ['lead', 'REVEALED'],
    'REVEALED discuss': ['lead', 'DISCUSSION'],
    'REVEALED propose': ['lead', 'PROPOSED'],
    'REVEALED conclude': ['lead', 'NO_CONSENSUS'],
    'AGREED lock': ['', 'LOCKED'],
    'NO_CONSENSUS lock': ['', 'LOCKED'],
    'LOCKED reopen': ['lead approver', 'REOPENED'],
    'REOPENED discuss': ['lead', 'DISCUSSION'],
    'PENDING defer': ['lead', 'DEFERRED'],
    'TRIAGED defer': ['lead', 'DEFERRED'],
    'PROPOSED defer': ['lead', 'DEFERRED'],
    'DISCUSSION defer': ['lead', 'DEFERRED'],
    'SCORING defer': ['lead', 'DEFERRED'],
    'CLOSED defer': ['lead', 'DEFERRED'],
    'REVEALED defer': ['lead', 'DEFERRED'],
    'REOPENED defer': ['lead', 'DEFERRED'],
  };
  const states = [
    'PENDING', 'TRIAGED', 'PROPOSED', 'DISCUSSION', 'SCORING', 'CLOSED', 'REVEALED', 'AGREED', 'NO_CONSENSUS', 'LOCKED', 'DEFERRED', 'REOPENED',
  ] as const satisfies readonly SessionItemState[];
  const actions: readonly SessionItemAction[] = [
    'triage', 'propose', 'discuss', 'openRound', 'closeRound', 'voidRound', 'reveal', 'agree', 'conclude', 'lock', 'defer', 'reopen',
  ];

  it('has a machine with these states and steps, and no other', () => {
    expect(sessionItemMachine.states.toSorted()).toEqual(states.toSorted());
    const lines = sessionItemMachine.transitions.map(({ from, action, to }) => `${from} ${action} -> ${to}`);
    expect(lines.toSorted()).toEqual(Object.entries(steps).map(([name, [, to]]) => `${name} -> ${to}`).toSorted());
  });

  it.each(states)('goes from %s by what the table has, in these hands, and by nothing else', (state) => {
    const is: Record<string, string> = {};
    const ought: Record<string, string> = {};
    for (const action of actions) {
      const by = steps[`${state} ${action}`]?.[0].split(' ') ?? [];
      const facts = itemFacts(state, { rounds: roundsFor(action) });
      for (const [name, viewer] of Object.entries(viewers)) {
        is[`${action} by ${name}`] = told(mayStepItem(viewer, facts, action));
        ought[`${action} by ${name}`] = by.includes(name) ? 'allowed' : refusalOf(name, state, action);
      }
      expect(told(mayStepItem(anonymous, facts, action))).toBe('UNAUTHENTICATED');
    }
    expect(is).toEqual(ought);
  });

  it.each(['SCHEDULED', 'SUSPENDED', 'CLOSED', 'SIGNED', 'ABORTED'] as const)('goes nowhere, unless it is taken up again, while its session is %s', (state) => {
    for (const [name, [by]] of Object.entries(steps)) {
      const [from, action] = name.split(' ') as [SessionItemState, SessionItemAction];
      for (const holder of by.split(' ').filter((each) => each !== '')) {
        const facts = itemFacts(from, { state, rounds: roundsFor(action) });
        // What was decided may be taken up again after the end of its session.
        const expected = action === 'reopen' && ['CLOSED', 'SIGNED', 'ABORTED'].includes(state) ? 'allowed' : 'INVALID_STATE';
        expect([name, holder, told(mayStepItem(viewers[holder] ?? anonymous, facts, action))]).toEqual([name, holder, expected]);
      }
    }
  });

  const seated = (accountId: string, role: GrantedRole): Viewer => signedIn(accountId, [role], [[otherCouncilId, 'MEMBER']]);
  it.each([
    ['whoever leads and has come to sit in one of the councils', seated('lead', 'FACILITATOR'), itemFacts('CLOSED'), 'reveal', 'CONFLICT_OF_INTEREST'],
    ['an approver who sits in one of the councils', seated('x', 'APPROVER'), itemFacts('LOCKED'), 'reopen', 'CONFLICT_OF_INTEREST'],
    ['a rater who has come to sit in one of the councils', seated('rater', 'RATER'), itemFacts('PROPOSED'), 'agree', 'CONFLICT_OF_INTEREST'],
    ['whoever leads and has lost the office', signedIn('lead', []), itemFacts('CLOSED'), 'reveal', 'FORBIDDEN'],
    ['whoever opens a round of an item that is not on the floor', viewers.lead, itemFacts('DISCUSSION', { isActive: false }), 'openRound', 'ITEM_NOT_ON_FLOOR'],
    ['whoever opens a round when none is left', viewers.lead, itemFacts('DISCUSSION', { rounds: 3 }), 'openRound', 'NO_ROUND_LEFT'],
    ['whoever opens the last round', viewers.lead, itemFacts('DISCUSSION', { rounds: 2 }), 'openRound', 'allowed'],
    ['whoever takes an item to discussion when no round is left', viewers.lead, itemFacts('REVEALED', { rounds: 3 }), 'discuss', 'NO_ROUND_LEFT'],
    ['whoever discusses a reopened item, however many rounds it had', viewers.lead, itemFacts('REOPENED', { rounds: 3 }), 'discuss', 'allowed'],
    ['whoever concludes while rounds are left', viewers.lead, itemFacts('REVEALED', { rounds: 2 }), 'conclude', 'ROUNDS_LEFT'],
    ['whoever concludes what is proposed while rounds are left', viewers.lead, itemFacts('PROPOSED', { rounds: 2 }), 'conclude', 'ROUNDS_LEFT'],
    ['a rater who pulls what was proposed after a round', viewers.rater, itemFacts('PROPOSED', { rounds: 1 }), 'discuss', 'NOT_FACILITATING'],
    ['whoever leads and withdraws what was proposed after a round', viewers.lead, itemFacts('PROPOSED', { rounds: 1 }), 'discuss', 'allowed'],
  ] as const)('tells %s so', (_, viewer, facts, action, code) => {
    expect(told(mayStepItem(viewer ?? anonymous, facts, action))).toBe(code);
  });

  it.each(states)('is put on the floor from %s where it is to be discussed, by whoever leads', (state) => {
    const onFloor: readonly SessionItemState[] = ['PROPOSED', 'DISCUSSION', 'REOPENED'];
    for (const [name, viewer] of Object.entries(viewers)) {
      const code = name !== 'lead' ? 'NOT_FACILITATING' : onFloor.includes(state) ? 'allowed' : 'INVALID_STATE';
      expect([name, told(mayActivate(viewer, itemFacts(state)))]).toEqual([name, code]);
    }
    expect(told(mayActivate(viewers.lead ?? anonymous, itemFacts(state, { state: 'SUSPENDED' })))).toBe('INVALID_STATE');
    expect(told(mayActivate(seated('lead', 'FACILITATOR'), itemFacts(state)))).toBe('CONFLICT_OF_INTEREST');
    expect(told(mayActivate(anonymous, itemFacts(state)))).toBe('UNAUTHENTICATED');
  });
});
