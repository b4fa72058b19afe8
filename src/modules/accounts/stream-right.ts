import type { Database } from '../../database/tables.js';
import type { ListeningRight } from '../../realtime/listening-right.js';
import { type Context, refreshViewer } from './context.js';
import { mayListenToUser } from './account.policy.js';
import type { Viewer } from './viewer.js';

/** Types of events in `user:<id>` at which somebody may lose the right whose own access version has stayed: none. */
export const userRightEvents: readonly string[] = [];

/** The viewer's right to a stream, given that there is one: until the session ends, or an appointment begins or ends. */
export function rightOf({ sessionExpiresAt, councilsChangeAt }: Viewer, audience: string): ListeningRight {
  const ends = [sessionExpiresAt, councilsChangeAt].flatMap((end) => (end === null ? [] : [end.getTime()]));
  return { until: ends.length > 0 ? new Date(Math.min(...ends)) : null, audience, sessionEnd: sessionExpiresAt };
}

/**
 * The right to an account's own stream, by what the database says now; null for everybody else. The context has the
 * viewer that was found.
 */
export async function readUserRight(accountId: string, context: Context, from?: Database): Promise<ListeningRight | null> {
  const viewer = await refreshViewer(context, from);
  return mayListenToUser(viewer, accountId) ? rightOf(viewer, 'OWNER') : null;
}
