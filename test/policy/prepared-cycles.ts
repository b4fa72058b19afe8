import { stableId } from '../../src/database/stable-id.js';
import { type Outcome, UnitOfWork } from '../../src/database/unit-of-work.js';
import { CycleAdvanceCommand, CycleCreateCommand, RaterService } from '../../src/modules/cycles/index.js';
import { evaluationEffects, voidScores } from '../../src/modules/evaluations/index.js';
import { publicationEffects, PublicationService } from '../../src/modules/publications/index.js';
import type { TestDatabase } from '../support/database.js';
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

/** The prepared cycles, with how many steps of the path each has taken. */
const stepsOf = { published: 7, staged: 7, scoring: 3, closed: 2, open: 1, planned: 0 };

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

/**
 * Makes a cycle in each of the states that a rule asks for. Each rates UZ-AN by three raters, rater1 among them; the
 * planned one, which also rates UZ-BU, has no raters yet.
 */
export async function prepareCycles({ orm, database }: TestDatabase): Promise<CycleIds> {
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
  const assign = async (cycleId: string): Promise<void> => {
    const rows = await database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId).execute();
    const evaluationIds = rows.map(({ id }) => id);
    for (const rater of ['rater1', 'rater2', 'rater3'].map((account) => viewerOf(account, 'RATER'))) {
      must(await raters.assign(manager, { raterId: rater.accountId, evaluationIds }));
      must(await raters.declare(rater, { evaluationIds, kind: 'NONE' }));
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
      await assign(cycleId);
    }
    for (const { to, by } of path.slice(0, steps)) {
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
