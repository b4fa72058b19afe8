import type { Database } from '../../database/tables.js';
import type { Viewer } from '../accounts/index.js';
import { mayReadEvaluation, seeingStates } from './evaluation.policy.js';

/** Whether the viewer may see an evaluation, by its raters as they are in the transaction of a command. */
export async function seesEvaluation(
  viewer: Viewer,
  database: Database,
  evaluation: { readonly id: string; readonly councilId: string },
): Promise<boolean> {
  const rows = await database
    .selectFrom('rater_assignment')
    .select('rater_id')
    .where('evaluation_id', '=', evaluation.id)
    .where('state', 'in', seeingStates)
    .execute();
  return mayReadEvaluation(viewer, { councilId: evaluation.councilId, raterIds: rows.map((row) => row.rater_id) });
}
