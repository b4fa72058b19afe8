import { freshLoaders } from '../../database/loaders.js';
import type { Database } from '../../database/tables.js';
import type { ListeningRight } from '../../realtime/listening-right.js';
import { audienceByRoles, type Context, refreshViewer, rightOf } from '../accounts/index.js';
import { assignmentsOfEvaluation, cycleById, evaluationById, factsOfEvaluation } from './cycle.loader.js';
import { mayReadCycle } from './cycle.policy.js';
import { evaluationAudience, mayReadEvaluation } from './evaluation.policy.js';

/**
 * Types of events in `cycle:<id>` at which somebody may lose, or win, the right whose own access version has stayed:
 * the public sees a cycle in some of its states only.
 */
export const cycleRightEvents: readonly string[] = ['RatingCycleAdvanced', 'PublicationPublished'];

/**
 * Types of events in `evaluation:<id>` at which the right is looked at again whatever the access version says. Who sees
 * an evaluation does not hang on its state today; steps are rare, and asking at each of them keeps it so by more than
 * memory.
 */
export const evaluationRightEvents: readonly string[] = ['EvaluationAdvanced'];

/** The right to a cycle's stream, by what the database says now; null for whoever may not see the cycle. */
export async function readCycleRight(
  id: string | null,
  context: Context,
  from: Database = context.database,
): Promise<ListeningRight | null> {
  const viewer = await refreshViewer(context, from);
  const cycle = id === null ? null : await freshLoaders(from).of(cycleById).load(id);
  return cycle && mayReadCycle(viewer, cycle) ? rightOf(viewer, audienceByRoles(viewer)) : null;
}

/** The right to an evaluation's stream, by what the database says now; null for whoever may not see the evaluation. */
export async function readEvaluationRight(
  id: string | null,
  context: Context,
  from: Database = context.database,
): Promise<ListeningRight | null> {
  const viewer = await refreshViewer(context, from);
  const loaders = freshLoaders(from);
  const row = id === null ? null : await loaders.of(evaluationById).load(id);
  if (!row || !mayReadEvaluation(viewer, factsOfEvaluation(row))) {
    return null;
  }
  const isAssigned = viewer.accountId !== null && row.rater_ids.includes(viewer.accountId);
  const assignments = isAssigned ? await loaders.of(assignmentsOfEvaluation).load(row.id) : [];
  const own = assignments.find(({ rater_id }) => rater_id === viewer.accountId);
  return rightOf(viewer, evaluationAudience(viewer, factsOfEvaluation(row), own?.state ?? null));
}
