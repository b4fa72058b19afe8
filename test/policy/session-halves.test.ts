import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import type { Result } from '../../src/errors.js';
import type { Viewer } from '../../src/modules/accounts/index.js';
import { CycleAdvanceCommand } from '../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../src/modules/evaluations/index.js';
import { FacilitationService } from '../../src/modules/facilitation/index.js';
import { ConsensusCommand, facilitatedSession, SessionStepsCommand } from '../../src/modules/rating-sessions/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { openScoring, viewerOf } from '../support/scoring.js';
import { testSeal } from '../support/seal.js';

let test: TestDatabase;
let unitOfWork: UnitOfWork;
let sessionId: string;
let sessionItemId: string;

const facilitator = viewerOf('facilitator', 'FACILITATOR');
const facilitator2 = viewerOf('facilitator2', 'FACILITATOR');
const approver = viewerOf('approver', 'APPROVER');
const approver2 = viewerOf('approver2', 'APPROVER');
const raters = ['rater1', 'rater2', 'rater3'];

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  unitOfWork = new UnitOfWork(test.orm, () => {});
});

afterAll(() => test?.close());

/** An open session with an item that is decided. */
beforeEach(async () => {
  const { database } = test;
  const joint = new JointRating(test);
  const cycle = await openScoring(test);
  const cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  for (const name of raters) {
    await joint.mark(name, decodeNodeIdOf('EvaluationItem', cycle.items.get('1.3') ?? '') ?? '', noEvidence);
  }
  const { version } = await database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
  const advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(testSeal)]);
  await advance.run(approver2, { cycleId, to: 'DELIBERATION', version, reason: 'Sinov uchun' });
  sessionId = await joint.schedule(cycleId);
  await joint.checkIn(sessionId, ...raters);
  await joint.open(sessionId);
  sessionItemId = (await joint.itemsOf(sessionId)).get('1.3') ?? '';
  await joint.vote(sessionItemId, { rater1: 'CONFIRM', rater2: 'CONFIRM' });
});

const told = (outcome: Result<unknown>): string => (outcome.ok ? 'done' : (outcome.faults[0]?.code ?? ''));

async function handOver(): Promise<void> {
  const service = new FacilitationService(unitOfWork, { RatingSession: facilitatedSession });
  const toId = demonstrationAccountId('facilitator2');
  expect(told(await service.handOver(facilitator, { type: 'RatingSession', id: sessionId, term: 1, toId }))).toBe('done');
}

/** What takes two: the command, and the state of what it is about. */
const ofTwo = {
  'giving a session up': {
    ask: (viewer: Viewer) => new SessionStepsCommand(unitOfWork).abort(viewer, { sessionId, reason: 'Sinov uchun' }),
    stateOf: () => test.database.selectFrom('rating_session').select('state').where('id', '=', sessionId).executeTakeFirstOrThrow(),
    before: 'OPEN',
    after: 'ABORTED',
  },
  'taking a decided item up again': {
    ask: (viewer: Viewer) => new ConsensusCommand(unitOfWork).reopen(viewer, { sessionItemId, reason: 'Sinov uchun' }),
    stateOf: () => test.database.selectFrom('session_item').select('state').where('id', '=', sessionItemId).executeTakeFirstOrThrow(),
    before: 'LOCKED',
    after: 'REOPENED',
  },
} as const;

describe.each(Object.entries(ofTwo))('%s', (_, { ask, stateOf, before, after }) => {
  it.each([
    ['whoever leads, and then an approver', facilitator, approver],
    ['an approver, and then whoever leads', approver, facilitator],
  ])('takes %s', async (_who, first, second) => {
    expect(told(await ask(first))).toBe('done');
    expect(await stateOf()).toEqual({ state: before });
    expect(told(await ask(first))).toBe('FOUR_EYES_REQUIRED');
    expect(told(await ask(second))).toBe('done');
    expect(await stateOf()).toEqual({ state: after });
  });

  it('does not happen by two approvers', async () => {
    expect(told(await ask(approver))).toBe('done');
    expect(told(await ask(approver2))).toBe('FOUR_EYES_REQUIRED');
    expect(await stateOf()).toEqual({ state: before });
  });

  it('does not happen by two who have led one after the other', async () => {
    expect(told(await ask(facilitator))).toBe('done');
    await handOver();
    expect(told(await ask(facilitator2))).toBe('FOUR_EYES_REQUIRED');
    expect(await stateOf()).toEqual({ state: before });
    expect(told(await ask(approver))).toBe('done');
    expect(await stateOf()).toEqual({ state: after });
  });

  it('happens by an approver and whoever leads by then', async () => {
    expect(told(await ask(approver))).toBe('done');
    await handOver();
    expect(told(await ask(facilitator))).toBe('NOT_FACILITATING');
    expect(told(await ask(facilitator2))).toBe('done');
    expect(await stateOf()).toEqual({ state: after });
  });
});
