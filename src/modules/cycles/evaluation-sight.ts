import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { mayReadEvaluation, maySeeAllEvaluations, seeingStates } from './evaluation.policy.js';

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

/** The rule of `mayReadEvaluation` as a condition on the table `evaluation`, for lists; a test holds the two together. */
export function evaluationVisible(viewer: Viewer): RawBuilder<boolean> {
  if (!isSignedIn(viewer)) {
    return sql<boolean>`false`;
  }
  if (maySeeAllEvaluations(viewer)) {
    return sql<boolean>`true`;
  }
  return sql<boolean>`(
    evaluation.council_id = any(${[...viewer.councils.keys()]}::uuid[])
    or exists (
      select 1 from rater_assignment a
      where a.evaluation_id = evaluation.id and a.rater_id = ${viewer.accountId}
        and a.state = any(${[...seeingStates]}::text[]))
  )`;
}
