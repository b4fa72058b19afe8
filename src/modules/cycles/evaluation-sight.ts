import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { leavingStates, mayReadEvaluation, maySeeAllEvaluations, seeingStates } from './evaluation.policy.js';

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
  return mayReadEvaluation(viewer, { evaluationId: evaluation.id, councilId: evaluation.councilId, raterIds: rows.map((row) => row.rater_id) });
}

/** The rule of `mayReadEvaluation` as a condition on the table `evaluation`, for lists; a test holds the two together. */
export function evaluationVisible(viewer: Viewer): RawBuilder<boolean> {
  if (!isSignedIn(viewer)) {
    return sql<boolean>`false`;
  }
  if (maySeeAllEvaluations(viewer) && viewer.leftEvaluations.size === 0) {
    return sql<boolean>`true`;
  }
  const byOffice = sql<boolean>`evaluation.id <> all(${[...viewer.leftEvaluations]}::uuid[])`;
  return sql<boolean>`(
    ${maySeeAllEvaluations(viewer) ? byOffice : sql<boolean>`false`}
    or evaluation.council_id = any(${[...viewer.councils.keys()]}::uuid[])
    or exists (
      select 1 from rater_assignment a
      where a.evaluation_id = evaluation.id and a.rater_id = ${viewer.accountId}
        and a.state = any(${[...seeingStates]}::text[]))
  )`;
}

/** The evaluations that an account was to rate and has left, as an expression: what `Viewer.leftEvaluations` holds. */
export function leftEvaluations(accountId: RawBuilder<string>): RawBuilder<string[]> {
  return sql<string[]>`array(
    select left_assignment.evaluation_id::text from rater_assignment left_assignment
    where left_assignment.rater_id = ${accountId} and left_assignment.state = any(${[...leavingStates]}::text[]))`;
}
