import { freshLoaders } from '../../database/loaders.js';
import type { Database } from '../../database/tables.js';
import type { ListeningRight } from '../../realtime/listening-right.js';
import { type Context, refreshViewer, rightOf } from '../accounts/index.js';
import { councilById } from './council.loader.js';

/** Types of events in `council:<id>` at which somebody may lose the right whose own access version has stayed: none. */
export const councilRightEvents: readonly string[] = [];

/**
 * The right to a council's stream, by what the database says now; null where there is no such council. Everyone has it,
 * and all are one audience. Whoever has signed in has it for the time of the session, and after it as the public.
 */
export async function readCouncilRight(
  id: string | null,
  context: Context,
  from: Database = context.database,
): Promise<ListeningRight | null> {
  const viewer = await refreshViewer(context, from);
  const council = id === null ? null : await freshLoaders(from).of(councilById).load(id);
  return council && rightOf(viewer, 'PUBLIC');
}
