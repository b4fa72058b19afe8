import { describe, expect, it } from 'vitest';
import { anonymous, type CouncilRole, type GrantedRole, type Viewer } from '../accounts/index.js';
import type { RatingCycleState } from '../cycles/index.js';
import { mayReadRank, mayReadTotal, type OfficialFacts } from './mark.policy.js';

const viewer = (given: Partial<Viewer>): Viewer => ({ ...anonymous, accountId: 'account', personId: 'person', sessionId: 'session', ...given });
const office = (role: GrantedRole, more: Partial<Viewer> = {}): Viewer => viewer({ roles: new Set([role]), ...more });
const seat = (councilId: string, role: CouncilRole = 'MEMBER') => ({ councils: new Map([[councilId, new Set([role])]]) });

const item = (of: string, more: Partial<OfficialFacts> = {}): OfficialFacts => ({
  state: 'LOCKED',
  evaluationId: `evaluation ${of}`,
  councilId: `council ${of}`,
  cycleState: 'PRELIMINARY',
  raterIds: [],
  ...more,
});
const own = [item('a'), item('a')];
const cycle = [...own, item('b')];
const settled: readonly RatingCycleState[] = ['PRELIMINARY', 'APPEALS', 'FINAL', 'PUBLISHED', 'ARCHIVED'];

describe('the total of a council', () => {
  it('is told to those to whom the points of all its items are', () => {
    expect(mayReadTotal(office('RATER'), own)).toBe(false);
    expect(mayReadTotal(office('CYCLE_MANAGER'), own)).toBe(true);
    expect(mayReadTotal(viewer(seat('council a')), own)).toBe(true);
    expect(mayReadTotal(viewer({ accountId: 'rater' }), own.map((one) => ({ ...one, raterIds: ['rater'] })))).toBe(true);
    expect(mayReadTotal(viewer(seat('council b')), own)).toBe(false);
    expect(mayReadTotal(anonymous, own)).toBe(false);
  });

  it('is told to nobody where one of the items has none, or where there are no items', () => {
    expect(mayReadTotal(office('AUDITOR'), [...own, item('a', { state: 'REVEALED' })])).toBe(false);
    expect(mayReadTotal(office('AUDITOR'), [])).toBe(false);
  });

  it('is not told by office to one of its own people, nor to one who was to rate it and has left', () => {
    const before = own.map((one) => ({ ...one, state: 'OFFICIAL' as const, cycleState: 'DELIBERATION' as const }));
    expect(mayReadTotal(office('AUDITOR'), before)).toBe(true);
    expect(mayReadTotal(office('AUDITOR', seat('council a')), before)).toBe(false);
    expect(mayReadTotal(office('AUDITOR', { leftEvaluations: new Set(['evaluation a']) }), own)).toBe(false);
  });
});

describe('the rank of a council', () => {
  it('is told to those to whom the points of all councils are', () => {
    expect(mayReadRank(office('AUDITOR'), cycle)).toBe(true);
    expect(mayReadRank(viewer(seat('council a')), cycle)).toBe(false);
    expect(mayReadRank(office('AUDITOR', { leftEvaluations: new Set(['evaluation b']) }), cycle)).toBe(false);
    expect(mayReadRank(viewer({ accountId: 'rater' }), [...own.map((one) => ({ ...one, raterIds: ['rater'] })), item('b')])).toBe(false);
  });

  it('is told from the preliminary result on, while the cycle stands', () => {
    const states: readonly RatingCycleState[] = ['DELIBERATION', ...settled, 'CANCELLED'];
    const told = states.filter((cycleState) => mayReadRank(office('AUDITOR'), cycle.map((one) => ({ ...one, cycleState }))));
    expect(told).toEqual(settled);
  });
});
