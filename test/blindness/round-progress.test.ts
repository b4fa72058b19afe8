import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demonstrationAccountId, seedPeople } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { CycleAdvanceCommand } from '../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../src/modules/evaluations/index.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { openScoring, viewerOf } from '../support/scoring.js';
import { testSeal } from '../support/seal.js';

let test: TestDatabase;
let joint: JointRating;
let itemId: string;
let sessionItemId: string;

beforeAll(async () => {
  test = await createTestDatabase();
  await seedPeople(test.database);
  joint = new JointRating(test);
  const cycle = await openScoring(test);
  const cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  const { version } = await test.database
    .selectFrom('rating_cycle')
    .select('version')
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  const advance = new CycleAdvanceCommand(new UnitOfWork(test.orm, () => {}), [evaluationEffects(testSeal)]);
  await advance.run(viewerOf('approver', 'APPROVER'), { cycleId, to: 'DELIBERATION', version, reason: 'Sinov uchun' });
  const sessionId = await joint.schedule(cycleId);
  await joint.checkIn(sessionId, 'rater1', 'rater2', 'rater3');
  await joint.open(sessionId);
  sessionItemId = (await joint.itemsOf(sessionId)).get('1.2') ?? '';
  itemId = decodeNodeIdOf('EvaluationItem', cycle.items.get('1.2') ?? '') ?? '';
  await joint.activate(sessionItemId);
  await joint.openRound(sessionItemId, {});
});

afterAll(() => test?.close());

/** The streams in which "k of n have marked" was told so far, each as often as it was. */
async function told(): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`
    select s.key from rt_event e join rt_stream s on s.id = e.stream_id where e.type = 'RoundProgressed' order by s.key`.execute(
    test.database,
  );
  return rows.map(({ key }) => key);
}

const listeners = ['facilitator', 'manager'].map((name) => `user:${demonstrationAccountId(name)}`);
const times = (count: number): string[] => listeners.flatMap((key) => Array.from({ length: count }, () => key)).toSorted();

it('a pass is told as a mark is, and a mark of whoever has passed before to nobody', async () => {
  await joint.pass(sessionItemId, 'rater2');
  expect(await told()).toEqual(times(1));
  await joint.mark('rater2', itemId, noEvidence);
  expect(await told()).toEqual(times(1));
});

it('a mark in a blind round is told to whoever leads and to managers alone, and a mark made anew to nobody', async () => {
  await joint.mark('rater1', itemId, noEvidence);
  expect(await told()).toEqual(times(2));
  await joint.mark('rater1', itemId, { kind: 'LEVEL', level: 'B' });
  expect(await told()).toEqual(times(2));
});

it('of fewer than three raters nothing is told: of two, one mark would say too much', async () => {
  await sql`update rater_assignment set state = 'REPLACED' where rater_id = ${demonstrationAccountId('rater1')}`.execute(test.database);
  const before = await told();
  await joint.mark('rater3', itemId, noEvidence);
  expect(await told()).toEqual(before);
});
