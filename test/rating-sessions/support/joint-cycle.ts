import { demonstrationMeasurements } from '../../../src/cli/demonstration/data/measured-values.js';
import { stableId } from '../../../src/database/stable-id.js';
import { type Outcome, UnitOfWork } from '../../../src/database/unit-of-work.js';
import { CycleAdvanceCommand, CycleCreateCommand, RaterService, type RatingCycleState } from '../../../src/modules/cycles/index.js';
import { CouncilInputService, evaluationEffects, voidScores } from '../../../src/modules/evaluations/index.js';
import { decodeNodeIdOf, encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../../support/database.js';
import { bringAllEvidence, viewerOf } from '../../support/scoring.js';
import { testSeal } from '../../support/seal.js';

/** A cycle that is deliberated in session, open for individual marks. Ids are opaque ones, as clients see them. */
export interface JointCycle {
  readonly cycleId: string;
  /** By the council's code. */
  readonly evaluations: ReadonlyMap<string, string>;
  /** By the council's code and that of the indicator, judged ones alone. */
  readonly items: ReadonlyMap<string, string>;
  /** By the rater's account and the council's code. */
  readonly pseudonyms: ReadonlyMap<string, string>;
}

const manager = viewerOf('manager', 'CYCLE_MANAGER');

/** The value of a step that cannot be refused. Throws with the faults when it was. */
export function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(JSON.stringify(outcome.faults));
  }
  return outcome.value;
}

/** Records the measured values of the demonstration's year. */
async function measure(database: TestDatabase['database'], unitOfWork: UnitOfWork, cycleId: string): Promise<void> {
  const items = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['evaluation_item.id', 'evaluation_item.indicator_code', 'council.code'])
    .where('evaluation.cycle_id', '=', cycleId)
    .execute();
  const input = new CouncilInputService(unitOfWork);
  for (const { councilCode, indicatorCode, numerator, denominator, source } of demonstrationMeasurements(2026)) {
    const item = items.find((each) => each.code === councilCode && each.indicator_code === indicatorCode);
    if (item) {
      must(await input.recordMeasurement(manager, { itemId: item.id, numerator, denominator, source }));
    }
  }
}

/** Opens a cycle of some councils for marks of some raters, each of whom rates all of them. */
export async function openJointCycle(
  { orm, database }: TestDatabase,
  councilCodes: readonly string[],
  raters: readonly string[],
): Promise<JointCycle> {
  const unitOfWork = new UnitOfWork(orm, () => {});
  const { cycleId } = must(
    await new CycleCreateCommand(unitOfWork).run(manager, {
      title: { uzLatn: 'Qoʻshma baholash' },
      methodologyVersionId: stableId('MethodologyVersion', 'councils-illustrative/1'),
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      councilCodes,
      deliberation: 'JOINT',
    }),
  );
  const advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(testSeal)]);
  const step = async (to: RatingCycleState): Promise<void> => {
    const { version } = await database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
    must(await advance.run(manager, { cycleId, to, version }));
  };
  await step('EVIDENCE_OPEN');
  await bringAllEvidence(database, cycleId);
  await measure(database, unitOfWork, cycleId);
  await step('EVIDENCE_CLOSED');
  const evaluations = await database
    .selectFrom('evaluation')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['evaluation.id', 'council.code'])
    .where('cycle_id', '=', cycleId)
    .orderBy('evaluation.sort_key')
    .execute();
  const assign = new RaterService(unitOfWork, voidScores);
  for (const name of raters) {
    const rater = viewerOf(name, 'RATER');
    const evaluationIds = evaluations.map(({ id }) => id);
    must(await assign.assign(manager, { raterId: rater.accountId, evaluationIds }));
    must(await assign.declare(rater, { evaluationIds, kind: 'NONE' }));
  }
  await step('SCORING');
  const items = await database
    .selectFrom('evaluation_item')
    .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['evaluation_item.id', 'evaluation_item.indicator_code', 'council.code'])
    .where('evaluation.cycle_id', '=', cycleId)
    .where('evaluation_item.state', '=', 'OPEN')
    .orderBy('evaluation_item.ordinal')
    .execute();
  const assignments = await database
    .selectFrom('rater_assignment')
    .innerJoin('evaluation', 'evaluation.id', 'rater_assignment.evaluation_id')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['rater_assignment.rater_id', 'rater_assignment.pseudonym', 'council.code'])
    .where('evaluation.cycle_id', '=', cycleId)
    .execute();
  const nameOf = new Map(raters.map((name) => [viewerOf(name).accountId, name]));
  return {
    cycleId: encodeNodeId('RatingCycle', cycleId),
    evaluations: new Map(evaluations.map(({ id, code }) => [code, encodeNodeId('Evaluation', id)])),
    items: new Map(items.map(({ id, code, indicator_code }) => [`${code} ${indicator_code}`, encodeNodeId('EvaluationItem', id)])),
    pseudonyms: new Map(assignments.map(({ rater_id, pseudonym, code }) => [`${nameOf.get(rater_id) ?? ''} ${code}`, pseudonym])),
  };
}

/** Takes a cycle on to its deliberation, whatever was marked by then: an approver has given the reason. */
export async function beginDeliberation({ orm, database }: TestDatabase, { cycleId: id }: Pick<JointCycle, 'cycleId'>): Promise<void> {
  const cycleId = decodeNodeIdOf('RatingCycle', id) ?? '';
  const { version } = await database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
  const advance = new CycleAdvanceCommand(new UnitOfWork(orm, () => {}), [evaluationEffects(testSeal)]);
  must(await advance.run(viewerOf('approver', 'APPROVER'), { cycleId, to: 'DELIBERATION', version, reason: 'Sinov' }));
}
