import { stableId } from '../../src/database/stable-id.js';
import { type Outcome, UnitOfWork } from '../../src/database/unit-of-work.js';
import { CycleAdvanceCommand, CycleCreateCommand, RaterService } from '../../src/modules/cycles/index.js';
import { evaluationEffects, voidScores } from '../../src/modules/evaluations/index.js';
import { publicationEffects, PublicationService } from '../../src/modules/publications/index.js';
import type { TestDatabase } from '../support/database.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { testSeal } from '../support/seal.js';
import { viewerOf } from '../support/scoring.js';

const manager = viewerOf('manager', 'CYCLE_MANAGER');
const approver = viewerOf('approver', 'APPROVER');
const approver2 = viewerOf('approver2', 'APPROVER');

/** The path up to the staged table. Without marks an approver has to go on with a reason. */
const path = [
  { to: 'EVIDENCE_OPEN', by: manager },
  { to: 'EVIDENCE_CLOSED', by: manager },
  { to: 'SCORING', by: manager },
  { to: 'DELIBERATION', by: approver },
  { to: 'PRELIMINARY', by: approver2 },
  { to: 'APPEALS', by: manager },
  { to: 'FINAL', by: manager },
] as const;

/** The prepared cycles, with how many steps of the path each has taken. Those with 4 are deliberated in a session each. */
const stepsOf = {
  published: 7,
  staged: 7,
  appeals: 6,
  discussed: 4,
  marked: 4,
  counted: 4,
  convened: 4,
  paused: 4,
  decided: 4,
  leaderless: 4,
  scoring: 3,
  closed: 2,
  open: 1,
  planned: 0,
};

/** Of what the raters agree in these cycles before any session: that there is no evidence. */
const agreedIn: readonly CycleName[] = ['discussed', 'counted'];
/** The indicators of which they do. */
export const agreedIndicators = ['1.3', '2.2', '3.3'] as const;

/** A prepared cycle, named by where it stands. */
export type CycleName = keyof typeof stepsOf;

/** The ids of the prepared cycles, as rows have them. */
export type CycleIds = Readonly<Record<CycleName, string>>;

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(JSON.stringify(outcome.faults));
  }
  return outcome.value;
}

const threeRaters = ['rater1', 'rater2', 'rater3'];

/** Who rates UZ-AN in a cycle; in the counted one a fourth, so that a session has its quorum without rater1. */
const ratersOf = (name: CycleName): readonly string[] => (name === 'counted' ? [...threeRaters, 'rater5'] : threeRaters);

/**
 * Makes a cycle in each of the states that a rule asks for. Each rates UZ-AN by raters, rater1 among them; the planned
 * one, which also rates UZ-BU, has none yet.
 */
export async function prepareCycles(test: TestDatabase): Promise<CycleIds> {
  const { orm, database } = test;
  const joint = new JointRating(test);
  const unitOfWork = new UnitOfWork(orm, () => {});
  const create = new CycleCreateCommand(unitOfWork);
  const advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(testSeal), publicationEffects]);
  const raters = new RaterService(unitOfWork, voidScores);
  const publications = new PublicationService(unitOfWork, advance);

  const plan = async (name: CycleName): Promise<string> => {
    const { cycleId } = must(
      await create.run(manager, {
        title: { uzLatn: name },
        methodologyVersionId: stableId('MethodologyVersion', 'councils-illustrative/1'),
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
        councilCodes: name === 'planned' ? ['UZ-AN', 'UZ-BU'] : ['UZ-AN'],
      }),
    );
    return cycleId;
  };
  const assign = async (name: CycleName, cycleId: string): Promise<void> => {
    const rows = await database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId).execute();
    const evaluationIds = rows.map(({ id }) => id);
    for (const rater of ratersOf(name).map((account) => viewerOf(account, 'RATER'))) {
      must(await raters.assign(manager, { raterId: rater.accountId, evaluationIds }));
      must(await raters.declare(rater, { evaluationIds, kind: 'NONE' }));
    }
  };
  const mark = async (name: CycleName, cycleId: string): Promise<void> => {
    const items = await database
      .selectFrom('evaluation_item')
      .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
      .select('evaluation_item.id')
      .where('evaluation.cycle_id', '=', cycleId)
      .where('indicator_code', 'in', agreedIndicators)
      .execute();
    for (const rater of ratersOf(name)) {
      for (const { id } of items) {
        await joint.mark(rater, id, noEvidence);
      }
    }
  };
  const publish = async (cycleId: string): Promise<void> => {
    const { id, snapshot_hash: snapshotHash } = await database
      .selectFrom('publication')
      .select(['id', 'snapshot_hash'])
      .where('cycle_id', '=', cycleId)
      .executeTakeFirstOrThrow();
    for (const viewer of [approver, approver2]) {
      must(await publications.approve(viewer, { publicationId: id, snapshotHash }));
    }
  };

  const ids: Partial<Record<CycleName, string>> = {};
  for (const [name, steps] of Object.entries(stepsOf) as [CycleName, number][]) {
    const cycleId = await plan(name);
    ids[name] = cycleId;
    if (name !== 'planned') {
      await assign(name, cycleId);
    }
    for (const { to, by } of path.slice(0, steps)) {
      if (to === 'DELIBERATION' && agreedIn.includes(name)) {
        await mark(name, cycleId);
      }
      const cycle = database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId);
      const { version } = await cycle.executeTakeFirstOrThrow();
      must(await advance.run(by, { cycleId, to, version, reason: to === 'DELIBERATION' ? 'Sinov' : null }));
    }
    if (name === 'published') {
      await publish(cycleId);
    }
  }
  return ids as CycleIds;
}
