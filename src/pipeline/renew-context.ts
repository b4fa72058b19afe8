import type { Database } from '../database/tables.js';

/**
 * Makes the context of one event of a subscription, so that no loader answers what an earlier event has read. With a
 * database it reads from there.
 */
export type RenewContext = (contextValue: object, database?: Database) => object;
