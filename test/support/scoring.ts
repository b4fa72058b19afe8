import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { stableId } from '../../src/database/stable-id.js';
import { anonymous, type GrantedRole, type Viewer } from '../../src/modules/accounts/index.js';
import { CycleAdvanceCommand, CycleCreateCommand, RaterService } from '../../src/modules/cycles/index.js';
import { evaluationEffects, voidScores } from '../../src/modules/evaluations/index.js';
import { publicationEffects } from '../../src/modules/publications/index.js';
import { encodeNodeId } from '../../src/relay/node-id.js';
import type { TestDatabase } from './database.js';

/** A cycle of one council, open for marks of three raters. */
export interface ScoringCycle {
  readonly cycleId: string;
  readonly evaluationId: string;
  /** By indicator code. */
  readonly items: ReadonlyMap<string, string>;
}

/** A demonstration account as the one who acts, past the door. */
export function viewerOf(name: string, ...roles: readonly GrantedRole[]): Viewer {
  const accountId = demonstrationAccountId(name);
  return { ...anonymous, accountId, personId: accountId, sessionId: accountId, roles: new Set(roles) };
}

/** Opens a cycle of one council for marks of rater1, rater2 and rater3. Ids are opaque ones, as clients see them. */
export async function openScoring({ orm, database }: TestDatabase, councilCode = 'UZ-AN'): Promise<ScoringCycle> {
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
  const advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects, publicationEffects]);
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
  await step('EVIDENCE_CLOSED');
  const evaluation = await database
    .selectFrom('evaluation')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .executeTakeFirstOrThrow();
  const raters = new RaterService(unitOfWork, voidScores);
  for (const name of ['rater1', 'rater2', 'rater3']) {
    const rater = viewerOf(name, 'RATER');
    await raters.assign(manager, { raterId: rater.accountId, evaluationIds: [evaluation.id] });
    await raters.declare(rater, { evaluationIds: [evaluation.id], kind: 'NONE' });
  }
  await step('SCORING');
  const items = await database
    .selectFrom('evaluation_item')
    .select(['id', 'indicator_code'])
    .where('evaluation_id', '=', evaluation.id)
    .execute();
  return {
    cycleId: encodeNodeId('RatingCycle', cycleId),
    evaluationId: encodeNodeId('Evaluation', evaluation.id),
    items: new Map(items.map((item) => [item.indicator_code, encodeNodeId('EvaluationItem', item.id)])),
  };
}
