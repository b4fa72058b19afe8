import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { stableId } from '../../../src/database/stable-id.js';
import { type Outcome, UnitOfWork } from '../../../src/database/unit-of-work.js';
import { type CycleEffects, CycleAdvanceCommand, CycleCreateCommand, RaterService } from '../../../src/modules/cycles/index.js';
import { evaluationEffects, voidScores } from '../../../src/modules/evaluations/index.js';
import type { TestDatabase } from '../../support/database.js';
import { testSeal } from '../../support/seal.js';
import { viewerOf } from '../../support/scoring.js';

export const manager = viewerOf('manager', 'CYCLE_MANAGER');
export const approver = viewerOf('approver', 'APPROVER');

/** The councils of the cycle, and the accounts that rate all of them. */
export const councils = ['UZ-AN', 'UZ-BU', 'UZ-FA', 'UZ-JI', 'UZ-NG'] as const;
export const raters = ['rater1', 'rater2', 'rater3', 'rater4'] as const;

/** What a rater says: a level's code, or points. */
export interface GivenMark {
  readonly rater: (typeof raters)[number];
  readonly council: string;
  readonly indicator: string;
  readonly round?: number;
  readonly value: string;
  readonly justification?: string;
}

/** Values of the judged indicators of the illustrative methodology, best first. */
export const scales: Readonly<Record<string, readonly string[]>> = {
  '1.2': ['TB', 'AB', 'QB', 'B'],
  '1.3': ['6', '3', '0'],
  '2.2': ['8', '7', '6', '5', '4', '3'],
  '3.3': ['TB', 'AB', 'QB', 'B'],
  '4.1': ['TB', 'AB', 'QB', 'B'],
  '4.2': ['6', '0'],
  '5.1': ['6', '5', '4', '3', '2'],
  '5.2': ['TB', 'AB', 'QB', 'B'],
  '6.2': ['8', '7', '6', '5', '4', '3'],
};

export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(JSON.stringify(outcome.faults));
  }
  return outcome.value;
}

/** A cycle whose marks were revealed, put there from outside: what leads there is not under test here. */
export async function deliberatedCycle(test: TestDatabase, marks: readonly GivenMark[]): Promise<string> {
  const { database, orm } = test;
  const unitOfWork = new UnitOfWork(orm, () => {});
  const { cycleId } = must(
    await new CycleCreateCommand(unitOfWork).run(manager, {
      title: { uzLatn: 'Sinov' },
      methodologyVersionId: stableId('MethodologyVersion', 'councils-illustrative/1'),
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      councilCodes: [...councils],
    }),
  );
  for (const to of ['EVIDENCE_OPEN', 'EVIDENCE_CLOSED'] as const) {
    await advance(test, cycleId, to, [evaluationEffects(testSeal)], manager);
  }
  const evaluations = await database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId).execute();
  const service = new RaterService(unitOfWork, voidScores);
  for (const name of raters) {
    const rater = viewerOf(name, 'RATER');
    const evaluationIds = evaluations.map(({ id }) => id);
    must(await service.assign(manager, { raterId: rater.accountId, evaluationIds }));
    must(await service.declare(rater, { evaluationIds, kind: 'NONE' }));
  }
  await advance(test, cycleId, 'SCORING', [evaluationEffects(testSeal)], manager);
  await insertMarks(test, cycleId, marks);
  await sql`update evaluation_item set state = 'REVEALED', open_round = null, revealed_round = 0, revealed_at = now()
    where state = 'OPEN' and evaluation_id in (select id from evaluation where cycle_id = ${cycleId})`.execute(database);
  await sql`update rater_assignment set state = 'COMPLETED'
    where evaluation_id in (select id from evaluation where cycle_id = ${cycleId})`.execute(database);
  await sql`update rating_cycle set state = 'DELIBERATION', scoring_closed_by = ${manager.accountId} where id = ${cycleId}`.execute(database);
  return cycleId;
}

/** Takes a cycle one step with effects of the test's own. */
export async function advance(
  { orm, database }: TestDatabase,
  cycleId: string,
  to: 'EVIDENCE_OPEN' | 'EVIDENCE_CLOSED' | 'SCORING' | 'PRELIMINARY' | 'APPEALS' | 'FINAL',
  effects: readonly CycleEffects[],
  viewer = approver,
): Promise<void> {
  const { version } = await database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
  must(await new CycleAdvanceCommand(new UnitOfWork(orm, () => {}), effects).run(viewer, { cycleId, to, version }));
}

/** The ids of items and assignments by the codes and accounts that they are for. */
async function placesOf({ database }: TestDatabase, cycleId: string) {
  const rows = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['evaluation_item.id', 'indicator_code', 'council.code', 'evaluation_id'])
    .where('cycle_id', '=', cycleId)
    .execute();
  const assignments = await database
    .selectFrom('rater_assignment')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .select(['rater_assignment.id', 'rater_id', 'evaluation_id'])
    .where('cycle_id', '=', cycleId)
    .execute();
  const item = (council: string, indicator: string) => {
    const found = rows.find((row) => row.code === council && row.indicator_code === indicator);
    if (!found) {
      throw new Error(`no item ${council} ${indicator}`);
    }
    return found;
  };
  const assignment = (evaluationId: string, rater: string): string =>
    assignments.find((row) => row.evaluation_id === evaluationId && row.rater_id === demonstrationAccountId(rater))?.id ?? '';
  return { item, assignment };
}

async function insertMarks(test: TestDatabase, cycleId: string, marks: readonly GivenMark[]): Promise<void> {
  const { item, assignment } = await placesOf(test, cycleId);
  for (const { rater, council, indicator, round = 0, value, justification } of marks) {
    const { id: itemId, evaluation_id: evaluationId } = item(council, indicator);
    const id = randomUUID();
    const row = { id, assignment_id: assignment(evaluationId, rater), item_id: itemId, round, state: 'REVEALED', sealed: 'v0:{}', commitment_hash: id };
    // A second apart, so that proposals may stand between the rounds.
    await test.database
      .insertInto('score')
      .values({ ...row, created_at: sql`timestamptz '2026-06-01T09:00:00Z' + make_interval(secs => ${2 * round})` } as never)
      .execute();
    const isLevel = /^[A-Z]/.test(value);
    await test.database
      .insertInto('score_opening')
      .values({
        score_id: id,
        value_kind: isLevel ? 'LEVEL' : 'POINTS',
        value_points: isLevel ? null : value,
        value_level: isLevel ? value : null,
        justification: justification ?? `Hujjatlar koʻrib chiqildi: ${id}`,
        evidence_references: '[]',
        commitment_salt: id,
      } as never)
      .execute();
  }
}

/** Puts items on the agenda of a session, each with a proposal that was made between the individual marks and round 1. */
export async function propose(
  test: TestDatabase,
  cycleId: string,
  proposals: readonly { readonly council: string; readonly indicator: string; readonly value: string }[],
): Promise<void> {
  const { item } = await placesOf(test, cycleId);
  const sessionId = v7();
  await sql`insert into rating_session (id, cycle_id, title, starts_at, state, created_by)
    values (${sessionId}, ${cycleId}, '{"uzLatn": "Sinov"}', now(), 'SIGNED', ${manager.accountId})`.execute(test.database);
  for (const [at, { council, indicator, value }] of proposals.entries()) {
    const sessionItemId = randomUUID();
    const isLevel = /^[A-Z]/.test(value);
    await sql`insert into session_item (id, session_id, item_id, ordinal, state)
      values (${sessionItemId}, ${sessionId}, ${item(council, indicator).id}, ${at + 1}, 'LOCKED')`.execute(test.database);
    await sql`insert into consensus_proposal (id, session_item_id, round, value_kind, value_points, value_level, within_range, state, created_at)
      values (${v7()}, ${sessionItemId}, 0, ${isLevel ? 'LEVEL' : 'POINTS'}, ${isLevel ? null : value}, ${isLevel ? value : null}, true, 'OBJECTED',
        timestamptz '2026-06-01T09:00:01Z')`.execute(test.database);
  }
}

/** Fixes the points of all items of a council, as sessions do. */
export async function decide(test: TestDatabase, cycleId: string, council: string, points: Readonly<Record<string, string>>): Promise<void> {
  const { item } = await placesOf(test, cycleId);
  for (const [indicator, value] of Object.entries(points)) {
    await sql`update evaluation_item set state = 'OFFICIAL', official_basis = 'CONSENSUS', official_points = ${value}
      where id = ${item(council, indicator).id}`.execute(test.database);
  }
}

/** The marks of four raters who look at the same work, each with an eye of the own: the middle of each scale, and a step around it. */
export function ordinaryMarks(): GivenMark[] {
  const marks = councils.flatMap((council, c) =>
    Object.entries(scales).flatMap(([indicator, scale], i) =>
      raters.map((rater, r): GivenMark => {
        const work = (c + 2 * i) % Math.max(1, scale.length - 1);
        const eye = (3 * c + 5 * i + 7 * r) % 4 === 0 ? 1 : 0;
        return { rater, council, indicator, value: scale[Math.min(scale.length - 1, work + eye)] ?? '' };
      }),
    ),
  );
  return marks;
}
