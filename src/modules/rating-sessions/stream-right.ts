import { Loaders, freshLoaders } from '../../database/loaders.js';
import type { Database } from '../../database/tables.js';
import type { ListeningRight } from '../../realtime/listening-right.js';
import { audienceByRoles, type Context, refreshViewer, rightOf } from '../accounts/index.js';
import { assignedEvaluations, ratingSessionById } from './rating-session.loader.js';
import { mayReadSession, sessionAudience } from './rating-session.policy.js';
import { factsOfRow } from './rating-session.type.js';

/**
 * Types of events at which rights may change for everybody: who leads is in the audience, and changes without a change of
 * anybody's access version; so does who looks on with the council whose rater has left.
 */
export const ratingSessionRightEvents: readonly string[] = ['FacilitationChanged', 'RatingSessionChanged'];

/** The right to a session's stream, by what the database says now; null for whoever may not see the session. */
export async function readRatingSessionRight(
  id: string | null,
  context: Context,
  from: Database = context.database,
): Promise<ListeningRight | null> {
  const viewer = await refreshViewer(context, from);
  const row = id === null ? null : await freshLoaders(from).of(ratingSessionById).load(id);
  if (!row || !mayReadSession(viewer, factsOfRow(row))) {
    return null;
  }
  const audience = sessionAudience(viewer, audienceByRoles(viewer), {
    holderId: row.holder_id,
    observerIds: row.observer_ids,
    councilIds: row.council_ids,
    evaluationIds: row.evaluation_ids,
    ...(await assignedEvaluations(from, row.id, viewer.accountId)),
  });
  return rightOf(viewer, audience);
}

/** The context, reading from another database and with nothing remembered. */
export function reading(context: Context, database: Database): Context {
  return { ...context, database, loaders: new Loaders(database) };
}
