import type { Logger } from 'pino';
import type { AdmittedOperation } from './operation.js';
import type { Outcome } from './pipeline.js';

/**
 * One structured line for each operation: what it was, how long it took, what was wrong. Names of operations are the
 * client's words and cut short; variables, tokens and addresses are never told. Queries that went well are many, and
 * told at the level `debug` alone.
 */
export function logOperation(
  logger: Logger,
  { request, operation, cost }: AdmittedOperation,
  started: number,
  { status, body }: Pick<Outcome, 'status' | 'body'>,
): void {
  const codes = body.errors?.map(({ extensions }) => extensions?.code);
  const level = operation.operation === 'query' && !codes ? 'debug' : 'info';
  if (!logger.isLevelEnabled(level)) {
    return;
  }
  logger[level](
    {
      requestId: request.requestId,
      kind: operation.operation,
      operationName: operation.name?.value.slice(0, 100) ?? null,
      milliseconds: Math.round(performance.now() - started),
      cost: cost.requested,
      status,
      ...(codes ? { codes } : {}),
    },
    'operation',
  );
}
