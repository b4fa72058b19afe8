import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { CycleAdvanceCommand } from '../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../src/modules/evaluations/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { viewerOf } from '../support/scoring.js';
import { testSeal } from '../support/seal.js';
import { type JointCycle, must, openJointCycle } from './support/joint-cycle.js';
import { type ActionName, actionNames, brokenRules, itemsOfSession, RandomSession, type Try } from './support/random-session.js';

/** Sessions, each over a council of its own, and what is tried in each. */
const runs = 4;
const tries = 120;
const councils = ['UZ-AN', 'UZ-BU', 'UZ-FA', 'UZ-JI'].slice(0, runs);
const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'];
/** On these the raters agree before the session. */
const agreed = ['1.3', '5.1'];
/** What ends a session, or is done once, is tried seldom. */
const often = [...actionNames, ...actionNames.filter((name) => !['defer', 'recuse', 'suspend', 'checkOut'].includes(name))];
/** Few enough items for rounds to be held to their end. */
const tried = 4;

let test: TestDatabase;
let cycle: JointCycle;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  cycle = await openJointCycle(test, councils, raters);
  const joint = new JointRating(test);
  for (const council of councils) {
    for (const code of agreed) {
      const itemId = decodeNodeIdOf('EvaluationItem', cycle.items.get(`${council} ${code}`) ?? '') ?? '';
      for (const rater of raters) {
        await joint.mark(rater, itemId, noEvidence);
      }
    }
  }
  const cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  const { version } = await test.database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
  const advance = new CycleAdvanceCommand(new UnitOfWork(test.orm, () => {}), [evaluationEffects(testSeal)]);
  must(await advance.run(viewerOf('approver', 'APPROVER'), { cycleId, to: 'DELIBERATION', version, reason: 'Sinov' }));
}, 120_000);

afterAll(() => test?.close());

const trial = fc.record<Try>({
  action: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.constantFrom(...often) }),
  rater: fc.nat(raters.length - 1),
  item: fc.nat(tried - 1),
  value: fc.nat(11),
});

it('whatever is tried in a session in whatever order, its rules hold after each step', { timeout: 300_000 }, async () => {
  const done = new Set<ActionName | null>();
  const left = [...councils];
  await fc.assert(
    fc.asyncProperty(fc.array(trial, { minLength: tries, maxLength: tries }), async (trials) => {
      const council = left.shift() ?? '';
      const evaluationId = decodeNodeIdOf('Evaluation', cycle.evaluations.get(council) ?? '') ?? '';
      const sessionId = await new JointRating(test).schedule(decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '', {}, [evaluationId]);
      const items = (await itemsOfSession(test, sessionId)).slice(0, tried);
      const session = new RandomSession(test, { sessionId, evaluationId, raters }, items);
      const begin = raters.map((_, rater): Try => ({ action: 'checkIn', rater, item: 0, value: 0 }));
      for (const [at, one] of [...begin, { action: 'open', rater: 0, item: 0, value: 0 } as const, ...trials].entries()) {
        const action = await session.attempt(one);
        done.add(action);
        expect([council, at, action, await brokenRules(test, sessionId)]).toEqual([council, at, action, []]);
      }
    }),
    { numRuns: runs, endOnFailure: true, seed: Number(process.env.TEST_SEED ?? 20_261_128) },
  );
  // A property of things that never happen would hold, too.
  expect(actionNames.filter((name) => !done.has(name))).toEqual([]);
});
