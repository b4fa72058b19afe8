import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { anonymous, type CouncilRole, type GrantedRole, type Viewer } from '../../src/modules/accounts/index.js';
import { appealMachine, type AppealAction } from '../../src/modules/appeals/appeal.machine.js';
import { type AppealFacts, mayStepAppeal } from '../../src/modules/appeals/appeal.policy.js';
import type { AppealState } from '../../src/modules/appeals/appeal.entity.js';
import { equalTreatmentMachine } from '../../src/modules/appeals/equal-treatment.machine.js';
import { transitionTo } from '../../src/machine.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fingerprinter } from '../support/fingerprint.js';
import { appealCommands, panel, type Stage } from './support/appeal-commands.js';
import { approver, manager, prepareAppeals, type PreparedAppeals, setTerm } from './support/prepared-appeals.js';

const states = ['DRAFT', 'FILED', 'ADMISSIBLE', 'INADMISSIBLE', 'IN_PANEL', 'DECIDED', 'APPLIED', 'CLOSED', 'WITHDRAWN'] as const satisfies readonly AppealState[];

/** Every step that there is, by whom, and where it leads. Nothing else is. */
const steps: Readonly<Record<string, readonly [by: string, to: AppealState]>> = {
  'DRAFT edit': ['chair secretary', 'DRAFT'],
  'DRAFT file': ['chair', 'FILED'],
  'FILED admit': ['manager', 'ADMISSIBLE'],
  'FILED reject': ['manager', 'INADMISSIBLE'],
  'INADMISSIBLE complain': ['chair', 'INADMISSIBLE'],
  'INADMISSIBLE admit': ['approver', 'ADMISSIBLE'],
  'INADMISSIBLE confirm': ['approver', 'CLOSED'],
  'ADMISSIBLE assignPanel': ['manager', 'IN_PANEL'],
  'IN_PANEL assignPanel': ['manager', 'IN_PANEL'],
  'IN_PANEL decide': ['panelist', 'DECIDED'],
  'DECIDED apply': ['', 'APPLIED'],
  'DECIDED close': ['manager', 'CLOSED'],
  'APPLIED close': ['manager', 'CLOSED'],
  'DRAFT withdraw': ['chair', 'WITHDRAWN'],
  'FILED withdraw': ['chair', 'WITHDRAWN'],
  'ADMISSIBLE withdraw': ['chair', 'WITHDRAWN'],
  'INADMISSIBLE withdraw': ['chair', 'WITHDRAWN'],
  'IN_PANEL withdraw': ['chair', 'WITHDRAWN'],
};

const actions: readonly AppealAction[] = ['edit', 'file', 'admit', 'reject', 'complain', 'confirm', 'assignPanel', 'decide', 'apply', 'close', 'withdraw'];

describe.each([appealMachine, equalTreatmentMachine] as const)('the machine $name', (machine) => {
  it('leads from each state to each other by one action at most, and only to states that it has', () => {
    const lines = machine.transitions.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(lines).size).toBe(lines.length);
    expect(machine.transitions.every(({ from, to }) => (machine.states as readonly string[]).includes(from) && (machine.states as readonly string[]).includes(to))).toBe(true);
  });
});

it('the machine of appeals has these steps and no other', () => {
  const lines = appealMachine.transitions.map(({ from, action, to }) => `${from} ${action} -> ${to}`);
  expect(lines.toSorted()).toEqual(Object.entries(steps).map(([name, [, to]]) => `${name} -> ${to}`).toSorted());
  expect(transitionTo(appealMachine, 'DRAFT', 'DECIDED')).toBeNull();
});

const councilId = '11111111-1111-4111-8111-111111111111';
const otherCouncilId = '22222222-2222-4222-8222-222222222222';
const signedIn = (accountId: string, roles: readonly GrantedRole[], seats: readonly (readonly [string, CouncilRole])[] = []): Viewer => ({
  ...anonymous,
  accountId,
  personId: accountId,
  sessionId: accountId,
  roles: new Set(roles),
  councils: new Map(seats.map(([id, role]) => [id, new Set([role])])),
});

/** Everybody who may try. */
const viewers: Readonly<Record<string, Viewer>> = {
  chair: signedIn('chair', [], [[councilId, 'CHAIR']]),
  secretary: signedIn('secretary', [], [[councilId, 'SECRETARY']]),
  member: signedIn('member', [], [[councilId, 'MEMBER']]),
  otherChair: signedIn('otherChair', [], [[otherCouncilId, 'CHAIR']]),
  manager: signedIn('manager', ['CYCLE_MANAGER']),
  approver: signedIn('approver', ['APPROVER']),
  panelist: signedIn('panelist', ['RATER']),
  rater: signedIn('rater', ['RATER']),
  agency: signedIn('agency', ['AGENCY_ADMIN']),
  auditor: signedIn('auditor', ['AUDITOR']),
  facilitator: signedIn('facilitator', ['FACILITATOR']),
  methodologist: signedIn('methodologist', ['METHODOLOGIST']),
};

const facts = (state: AppealState, more: Partial<AppealFacts> = {}): AppealFacts => ({
  state,
  councilId,
  cycleState: 'APPEALS',
  isTermOver: false,
  cycleCouncilIds: [councilId, otherCouncilId],
  panelIds: ['panelist'],
  admittedBy: 'somebody else',
  hasComplained: false,
  ...more,
});

const codeOf = (viewer: Viewer, of: AppealFacts, action: AppealAction): string => {
  const decision = mayStepAppeal(viewer, of, action);
  return decision.allowed ? 'allowed' : decision.code;
};

describe('by the policy of appeals', () => {
  it.each(states)('from %s everybody may do what the table has, and nothing else', (state) => {
    const told: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const action of actions) {
      const step = steps[`${state} ${action}`];
      const holders = Object.entries(steps).flatMap(([name, [by]]) => (name.endsWith(` ${action}`) ? by.split(' ') : []));
      for (const [name, viewer] of Object.entries(viewers)) {
        const answersComplaint = state === 'INADMISSIBLE' && (action === 'admit' || action === 'confirm');
        told[`${action} by ${name}`] = codeOf(viewer, facts(state, { hasComplained: answersComplaint }), action);
        const mayByTable = (step ? step[0].split(' ') : holders).includes(name);
        expected[`${action} by ${name}`] = mayByTable ? (step ? 'allowed' : 'INVALID_STATE') : 'FORBIDDEN';
      }
      expect(codeOf(anonymous, facts(state), action)).toBe('UNAUTHENTICATED');
    }
    expect(told).toEqual(expected);
  });

  it.each([
    ['a manager who sits in the council', signedIn('x', ['CYCLE_MANAGER'], [[councilId, 'MEMBER']]), facts('FILED'), 'admit', 'CONFLICT_OF_INTEREST'],
    ['a manager who sits in another council of the cycle', signedIn('x', ['CYCLE_MANAGER'], [[otherCouncilId, 'MEMBER']]), facts('ADMISSIBLE'), 'assignPanel', 'CONFLICT_OF_INTEREST'],
    ['an approver who sits in the council', signedIn('x', ['APPROVER'], [[councilId, 'MEMBER']]), facts('INADMISSIBLE', { hasComplained: true }), 'admit', 'CONFLICT_OF_INTEREST'],
    ['a member of the panel who has come to sit in the council', signedIn('panelist', ['RATER'], [[councilId, 'MEMBER']]), facts('IN_PANEL'), 'decide', 'CONFLICT_OF_INTEREST'],
    ['an approver without a complaint', viewers.approver, facts('INADMISSIBLE'), 'admit', 'GUARD_NOT_MET'],
    ['the one whom the complaint is against', viewers.approver, facts('INADMISSIBLE', { hasComplained: true, admittedBy: 'approver' }), 'confirm', 'FOUR_EYES_REQUIRED'],
    ['the chair with a second complaint', viewers.chair, facts('INADMISSIBLE', { hasComplained: true }), 'complain', 'ALREADY_EXISTS'],
    ['the secretary after the term', viewers.secretary, facts('DRAFT', { isTermOver: true }), 'edit', 'APPEAL_TERM_OVER'],
    ['the chair after the term', viewers.chair, facts('DRAFT', { isTermOver: true }), 'file', 'APPEAL_TERM_OVER'],
    ['the chair after the term, when the cycle is over', viewers.chair, facts('DRAFT', { isTermOver: true, cycleState: 'PUBLISHED' }), 'file', 'APPEAL_TERM_OVER'],
    ['the chair in a cycle that was given up', viewers.chair, facts('DRAFT', { cycleState: 'CANCELLED' }), 'file', 'INVALID_STATE'],
    ['the panel in a cycle that was given up', viewers.panelist, facts('IN_PANEL', { cycleState: 'CANCELLED' }), 'decide', 'INVALID_STATE'],
    ['the panel after the term', viewers.panelist, facts('IN_PANEL', { isTermOver: true }), 'decide', 'allowed'],
    ['a manager when the cycle is over', viewers.manager, facts('APPLIED', { cycleState: 'PUBLISHED' }), 'close', 'allowed'],
  ] as const)('%s is told so', (_, viewer, of, action, code) => {
    expect(codeOf(viewer ?? anonymous, of, action)).toBe(code);
  });
});

describe('the commands on an appeal', () => {
  let test: TestDatabase;
  let prepared: PreparedAppeals;
  let world: ReturnType<typeof appealCommands>;
  let fingerprint: () => Promise<string>;

  beforeAll(async () => {
    test = await createTestDatabase();
    await seedPeople(test.database);
    prepared = await prepareAppeals(test);
    world = appealCommands(test, prepared);
    fingerprint = await fingerprinter(test.database);
    await setTerm(test, prepared, false);
  });

  afterAll(() => test?.close());

  /** What is not a state of its own: an inadmissible appeal against which the council has complained. */
  const stages: Readonly<Record<string, Stage>> = { DRAFT: 'DRAFT', FILED: 'FILED', ADMISSIBLE: 'ADMISSIBLE', INADMISSIBLE: 'INADMISSIBLE', IN_PANEL: 'IN_PANEL' };

  async function appealIn(state: AppealState, complained: boolean): Promise<string> {
    // The item is free for the next one: what became of the one before is not under test any more.
    await sql`update appeal_item set withdrawn = true`.execute(test.database);
    const stage = complained ? 'COMPLAINED' : (stages[state] ?? 'IN_PANEL');
    const appealId = await world.bring(stage, [world.item('2.2')]);
    await sql`update appeal set state = ${state} where id = ${appealId}`.execute(test.database);
    return appealId;
  }

  async function take(action: AppealAction, appealId: string): Promise<string> {
    const { drafts, steps: commands, panels, decisions, chair, secretary, item, version, itemsOf, reasons } = world;
    const [appealItemId = ''] = await itemsOf(appealId);
    const accountIds = panel.map(({ accountId }) => accountId);
    const { rows } = await sql<{ state: string }>`select state from appeal where id = ${appealId}`.execute(test.database);
    const judge = rows[0]?.state === 'INADMISSIBLE' ? approver : manager;
    const voice = { appealItemId, decision: 'DISMISSED', reasons, correctsReading: false } as const;
    const run = {
      edit: async () => drafts.run(secretary, { appealId, version: await version(appealId), items: [item('2.2')] }),
      file: async () => commands.file(chair, { appealId, version: await version(appealId) }),
      admit: () => commands.admit(judge, { appealId, admissible: true, reasons }),
      reject: () => commands.admit(judge, { appealId, admissible: false, reasons }),
      confirm: () => commands.admit(judge, { appealId, admissible: false, reasons }),
      complain: () => commands.complain(chair, { appealId, reasons }),
      assignPanel: () => panels.assign(manager, { appealId, accountIds }),
      decide: async () => {
        await decisions.run(panel[0] ?? anonymous, voice);
        return decisions.run(panel[1] ?? anonymous, voice);
      },
      apply: async () => ({ ok: false, faults: [{ code: 'FORBIDDEN', path: [] }] }) as const,
      close: () => commands.close(manager, { appealId }),
      withdraw: () => commands.withdraw(chair, { appealId }),
    }[action];
    const outcome = await run();
    return outcome.ok ? 'done' : (outcome.faults[0]?.code ?? '');
  }

  it.each(states)('take one from %s where its path leads, in the right hands, and nowhere else', { timeout: 180_000 }, async (from) => {
    const told: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const action of actions) {
      // Both are one command, which tells them apart by the state.
      if ((from === 'INADMISSIBLE' && action === 'reject') || (from !== 'INADMISSIBLE' && action === 'confirm') || action === 'apply') {
        continue;
      }
      const isComplaint = from === 'INADMISSIBLE' && (action === 'admit' || action === 'confirm');
      const appealId = await appealIn(from, isComplaint);
      const before = await fingerprint();
      const code = await take(action, appealId);
      const wrote = (await fingerprint()) !== before;
      told[action] = { code, wrote, state: await world.stateOf(appealId) };
      const step = steps[`${from} ${action}`];
      // Before there is a panel, its members-to-be see nothing.
      const refusal = action === 'decide' && from in stages ? 'NOT_FOUND' : 'INVALID_STATE';
      expected[action] = step ? { code: 'done', wrote: true, state: step[1] } : { code: refusal, wrote: false, state: from };
    }
    expect(told).toEqual(expected);
  });

  it.each(['PRELIMINARY', 'APPEALS'] as const)('are taken in %s', async (state) => {
    await sql`update rating_cycle set state = ${state}`.execute(test.database);
    const appealId = await appealIn('DRAFT', false);
    expect(await take('file', appealId)).toBe('done');
  });

  it.each(['PLANNED', 'EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING', 'DELIBERATION', 'FINAL', 'PUBLISHED', 'ARCHIVED', 'CANCELLED'] as const)(
    'are not taken in %s',
    async (state) => {
      await sql`update rating_cycle set state = 'APPEALS'`.execute(test.database);
      const appealId = await appealIn('FILED', false);
      await sql`update rating_cycle set state = ${state}`.execute(test.database);
      expect(await take('admit', appealId)).toBe('INVALID_STATE');
      expect(await take('withdraw', appealId)).toBe('INVALID_STATE');
      const outcome = await world.drafts.run(world.secretary, { evaluationId: prepared.councils['UZ-AN'].evaluationId, items: [world.item('5.1')] });
      expect(outcome.ok || outcome.faults[0]?.code).toBe('INVALID_STATE');
    },
  );
});
