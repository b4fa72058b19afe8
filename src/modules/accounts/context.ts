import type { Database } from '../../database/tables.js';
import type { OperationContext } from '../../http/context.js';
import { anonymous, type Viewer } from './viewer.js';

/** What every resolver is given. */
export type Context = OperationContext<Viewer>;

/**
 * Looks anew who the subscriber is: a role that was taken back, an appointment or a session that has ended gives no
 * right to the next event, nor to anything that is read for it. With a database it looks there.
 */
export async function refreshViewer(context: Context, from?: Database): Promise<Viewer> {
  const authentication = await context.authenticateAgain(from);
  context.viewer = 'viewer' in authentication ? authentication.viewer : anonymous;
  return context.viewer;
}
