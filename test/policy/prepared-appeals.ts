import { v7 } from 'uuid';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import type { AppealState } from '../../src/modules/appeals/appeal.entity.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../support/database.js';
import type { PreparedState } from './prepared-state.js';
import { viewerAccounts } from './viewers.js';

/** The states in which the rules tell appeals apart, each with the indicator whose points it is about. */
const prepared = {
  draft: ['DRAFT', '1.2'],
  filed: ['FILED', '1.3'],
  inadmissible: ['INADMISSIBLE', '2.1'],
  complained: ['INADMISSIBLE', '2.2'],
  admissible: ['ADMISSIBLE', '3.3'],
  inPanel: ['IN_PANEL', '4.1'],
  applied: ['APPLIED', '4.2'],
} as const satisfies Readonly<Record<string, readonly [AppealState, string]>>;

/** An appeal, named by where it stands. */
export type AppealName = keyof typeof prepared;

/** The appeals of UZ-AN in one cycle, as clients see them. `otherRater` is in the panel of those that have one. */
export interface AppealObjects {
  readonly evaluation: string;
  readonly appeals: Readonly<Record<AppealName, string>>;
  /** The item of the appeal that is with its panel. */
  readonly panelItem: string;
  /** A check that follows from the one that was applied. */
  readonly task: string;
}

/** The part of the prepared state that the rows on appeals ask for. */
export const appealObjects = (state: PreparedState): AppealObjects =>
  state.appealObjects;

/** Writes an appeal of UZ-AN in each of the states; the cycle is one whose preliminary result is told. */
export async function prepareAppealObjects({ database }: TestDatabase, cycleId: string): Promise<AppealObjects> {
  await database.updateTable('rating_cycle').set({ appeal_days: 36_500 }).where('id', '=', cycleId).execute();
  const { id: evaluationId } = await database
    .selectFrom('evaluation')
    .innerJoin('council', 'council.id', 'evaluation.council_id')
    .select('evaluation.id')
    .where('evaluation.cycle_id', '=', cycleId)
    .where('council.code', '=', 'UZ-AN')
    .executeTakeFirstOrThrow();
  const items = await database.selectFrom('evaluation_item').select(['id', 'indicator_code']).where('evaluation_id', '=', evaluationId).execute();
  const itemOf = new Map(items.map((item) => [item.indicator_code, item.id]));
  const appeals: Partial<Record<AppealName, string>> = {};
  const appealItems: Partial<Record<AppealName, string>> = {};
  for (const [name, [state, indicator]] of Object.entries(prepared) as [AppealName, (typeof prepared)[AppealName]][]) {
    const [id, itemId] = [v7(), v7()];
    await database
      .insertInto('appeal')
      .values({
        id,
        evaluation_id: evaluationId,
        state,
        created_by: demonstrationAccountId(viewerAccounts.secretary),
        complaint: name === 'complained' ? 'Sinov' : null,
        version: 1,
      } as never)
      .execute();
    await database
      .insertInto('appeal_item')
      .values({ id: itemId, appeal_id: id, item_id: itemOf.get(indicator), ordinal: 1, grounds: ['METHOD_MISAPPLIED'], statement: 'Sinov' } as never)
      .execute();
    for (const rater of state === 'IN_PANEL' || state === 'APPLIED' ? [viewerAccounts.otherRater, 'rater5', 'rater6'] : []) {
      await database
        .insertInto('appeal_panelist')
        .values({ id: v7(), appeal_id: id, account_id: demonstrationAccountId(rater) } as never)
        .execute();
    }
    appeals[name] = encodeNodeId('Appeal', id);
    appealItems[name] = itemId;
  }
  const taskId = v7();
  await database
    .insertInto('equal_treatment_task')
    .values({ id: taskId, appeal_item_id: appealItems.applied, item_id: itemOf.get('6.2') } as never)
    .execute();
  return {
    evaluation: encodeNodeId('Evaluation', evaluationId),
    appeals: appeals as AppealObjects['appeals'],
    panelItem: encodeNodeId('AppealItem', appealItems.inPanel ?? ''),
    task: encodeNodeId('EqualTreatmentTask', taskId),
  };
}
