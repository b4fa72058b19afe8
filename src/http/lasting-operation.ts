import { Loaders } from '../database/loaders.js';
import type { Database } from '../database/tables.js';
import type { AdmittedOperation } from '../pipeline/operation.js';

/**
 * A subscription without what only its admission needed: it may last for days, and there are thousands of them. What it
 * reads is shared with others, so it reads from the pool, not from where statements end with the request of one of them.
 */
export function lastingOperation(operation: AdmittedOperation, database: Database): AdmittedOperation {
  const contextValue = { ...operation.request.contextValue, database, loaders: new Loaders(database) };
  return { ...operation, request: { ...operation.request, source: '', contextValue } };
}
