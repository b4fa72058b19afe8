import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import { viewerOf } from '../../src/cli/demonstration/acting.js';
import { sampleEvidenceOf } from '../../src/cli/demonstration/data/sample-evidence.js';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { stableId } from '../../src/database/stable-id.js';
import { CycleAdvanceCommand, CycleCreateCommand, RaterService } from '../../src/modules/cycles/index.js';
import { evaluationEffects, voidScores } from '../../src/modules/evaluations/index.js';
import { publicationEffects } from '../../src/modules/publications/index.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { TestDatabase } from './database.js';
import { testSeal } from './seal.js';

export { viewerOf };

/** A cycle of one council: open for evidence, or for marks of three raters. */
export interface ScoringCycle {
  readonly cycleId: string;
  readonly evaluationId: string;
  /** By indicator code. */
  readonly items: ReadonlyMap<string, string>;
}

/** As much evidence as the illustrative methodology asks for, without files: what marks need, and no more. */
export async function bringAllEvidence(database: TestDatabase['database'], cycleId: string): Promise<void> {
  const evaluations = await database
    .selectFrom('evaluation')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select(['evaluation.id', 'council.code'])
    .where('cycle_id', '=', cycleId)
    .execute();
  for (const { id, code } of evaluations) {
    for (const file of sampleEvidenceOf(code, 2026)) {
      const sha256 = createHash('sha256').update(file.text).digest('hex');
      await database
        .insertInto('stored_file')
        .values({ sha256, size_bytes: file.text.length })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await database
        .insertInto('evidence')
        .values({
          id: v7(),
          evaluation_id: id,
          indicator_codes: [...file.indicatorCodes],
          kind: file.kind,
          title: file.title,
          file_sha256: sha256,
          media_type: file.mediaType,
          original_name: file.fileName,
          captured_on: file.capturedOn,
          submitted_by: demonstrationAccountId(`secretary-${code.toLowerCase()}`),
          state: 'SUBMITTED',
          late: false,
        } as never)
        .execute();
    }
  }
}

/** A cycle of one council in which evidence is let in, and the step to the next state. */
async function openCycle({ orm, database }: TestDatabase, councilCode: string) {
  const unitOfWork = new UnitOfWork(orm, () => {});
  const manager = viewerOf('manager', 'CYCLE_MANAGER');
  const created = await new CycleCreateCommand(unitOfWork).run(manager, {
    title: { uzLatn: 'Sinov' },
    methodologyVersionId: stableId('MethodologyVersion', 'councils-illustrative/1'),
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    councilCodes: [councilCode],
  });
  const cycleId = created.ok ? created.value.cycleId : '';
  const advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(testSeal), publicationEffects]);
  const step = async (to: 'EVIDENCE_OPEN' | 'EVIDENCE_CLOSED' | 'SCORING'): Promise<void> => {
    const { version } = await database
      .selectFrom('rating_cycle')
      .select('version')
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
    const outcome = await advance.run(manager, { cycleId, to, version });
    if (!outcome.ok) {
      throw new Error(JSON.stringify(outcome.faults));
    }
  };
  await step('EVIDENCE_OPEN');
  const evaluation = await database
    .selectFrom('evaluation')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .executeTakeFirstOrThrow();
  return { unitOfWork, manager, cycleId, evaluationId: evaluation.id, step };
}

/** A cycle as clients see it. */
async function shown({ database }: TestDatabase, cycleId: string, evaluationId: string): Promise<ScoringCycle> {
  const items = await database
    .selectFrom('evaluation_item')
    .select(['id', 'indicator_code'])
    .where('evaluation_id', '=', evaluationId)
    .execute();
  return {
    cycleId: encodeNodeId('RatingCycle', cycleId),
    evaluationId: encodeNodeId('Evaluation', evaluationId),
    items: new Map(items.map((item) => [item.indicator_code, encodeNodeId('EvaluationItem', item.id)])),
  };
}

/** Opens a cycle of one council for evidence, claims and measured values. */
export async function openEvidence(test: TestDatabase, councilCode = 'UZ-AN'): Promise<ScoringCycle> {
  const { cycleId, evaluationId } = await openCycle(test, councilCode);
  return shown(test, cycleId, evaluationId);
}

/** Opens a cycle of one council for marks of rater1, rater2 and rater3. Ids are opaque ones, as clients see them. */
export async function openScoring(test: TestDatabase, councilCode = 'UZ-AN'): Promise<ScoringCycle> {
  const { unitOfWork, manager, cycleId, evaluationId, step } = await openCycle(test, councilCode);
  await bringAllEvidence(test.database, cycleId);
  await step('EVIDENCE_CLOSED');
  const raters = new RaterService(unitOfWork, voidScores);
  for (const name of ['rater1', 'rater2', 'rater3']) {
    const rater = viewerOf(name, 'RATER');
    await raters.assign(manager, { raterId: rater.accountId, evaluationIds: [evaluationId] });
    await raters.declare(rater, { evaluationIds: [evaluationId], kind: 'NONE' });
  }
  await step('SCORING');
  return shown(test, cycleId, evaluationId);
}
