import type { OperationContext } from '../../http/context.js';
import type { Viewer } from './viewer.js';

/** What every resolver is given. */
export type Context = OperationContext<Viewer>;
