import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import type { TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { type Cast, signInCast } from './support/cast.js';
import { beginDeliberation, type JointCycle, openJointCycle } from './support/joint-cycle.js';
import { type Onlooker, Onlookers } from './support/onlookers.js';
import { type ActionName, actionNames, brokenRules, hiddenActions, itemsOfSession, RandomSession, type Try } from './support/random-session.js';

/** Sessions, each over a council of its own, and what is tried in each. */
const runs = 4;
const tries = 90;
const councils = ['UZ-AN', 'UZ-BU', 'UZ-FA', 'UZ-JI'].slice(0, runs);
const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5'];
/** On these the raters agree before the session. */
const agreed = ['1.3', '5.1'];
const observer = 'rater9';
/** What ends a session is tried at its end: else there would be nothing left to try. */
const inBetween = actionNames.filter((name) => name !== 'askAbort');
/** What leads away, or is done once, is tried seldom. */
const often = [...inBetween, ...inBetween.filter((name) => !['defer', 'recuse', 'suspend', 'checkOut'].includes(name))];
/** Where something is hidden, or has just been revealed. */
const watched: ReadonlySet<string> = new Set(['SCORING', 'CLOSED', 'REVEALED']);
const seed = Number(process.env.TEST_SEED ?? 20_261_128);
/** Few enough items for rounds to be held to their end. */
const tried = 4;

let running: TestApp;
let test: TestDatabase;
let client: Cast;
let cycle: JointCycle;

beforeAll(async () => {
  running = await startTestApp();
  ({ test } = running);
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
  await beginDeliberation(test, cycle);
  client = await signInCast([running.url], ['rater1', observer, 'facilitator', 'auditor']);
}, 120_000);

afterAll(() => running?.close());

const trial = fc.record<Try>({
  action: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 2, arbitrary: fc.constantFrom(...often) }),
  rater: fc.nat(raters.length - 1),
  item: fc.nat(tried - 1),
  value: fc.nat(11),
});

/** Those who look on in the session of a council. */
const onlookersOf = (council: string): readonly Onlooker[] => [
  { name: 'a rater', client: client('rater1'), pseudonym: cycle.pseudonyms.get(`rater1 ${council}`) ?? '', mayLead: false },
  { name: 'an observer', client: client(observer), pseudonym: null, mayLead: false },
  { name: 'the facilitator', client: client('facilitator'), pseudonym: null, mayLead: true },
  { name: 'the auditor', client: client('auditor'), pseudonym: null, mayLead: false },
];

it(`whatever is tried in a session in whatever order, its rules hold after each step, and nobody is told a hidden mark (TEST_SEED=${seed})`, { timeout: 600_000 }, async () => {
  const done = new Set<ActionName | null>();
  const left = [...councils];
  const looks = { atHidden: 0, revealedMarks: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(trial, { minLength: tries, maxLength: tries }), async (trials) => {
      const council = left.shift() ?? '';
      const evaluationId = decodeNodeIdOf('Evaluation', cycle.evaluations.get(council) ?? '') ?? '';
      const cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
      const sessionId = await new JointRating(test).schedule(cycleId, { observers: [observer] }, [evaluationId]);
      const items = (await itemsOfSession(test, sessionId)).slice(0, tried);
      const session = new RandomSession(test, { sessionId, evaluationId, raters }, items);
      const onlookers = new Onlookers(onlookersOf(council));
      const begin = raters.map((_, rater): Try => ({ action: 'checkIn', rater, item: 0, value: 0 }));
      for (const [at, one] of [...begin, { action: 'open', rater: 0, item: 0, value: 0 } as const, ...trials].entries()) {
        const action = await session.attempt(one);
        done.add(action);
        if (action === null) {
          // It was refused, and rolled back.
          continue;
        }
        expect([council, at, action, await brokenRules(test, sessionId)]).toEqual([council, at, action, []]);
        const active = await session.active();
        const told = active === null || !watched.has(active.state) ? [] : await onlookers.look(active.id, hiddenActions.has(action));
        expect([council, at, action, told]).toEqual([council, at, action, []]);
      }
      for (const action of await session.end(left.length % 2 === 0 ? 'close' : 'askAbort')) {
        done.add(action);
      }
      expect([council, 'the end', await brokenRules(test, sessionId)]).toEqual([council, 'the end', []]);
      looks.atHidden += onlookers.looks.atHidden;
      looks.revealedMarks += onlookers.looks.revealedMarks;
    }),
    { numRuns: runs, endOnFailure: true, seed },
  );
  // A property of things that never happen would hold, too.
  expect(actionNames.filter((name) => !done.has(name))).toEqual([]);
  expect(looks.atHidden).toBeGreaterThan(20);
  expect(looks.revealedMarks).toBeGreaterThan(20);
});
