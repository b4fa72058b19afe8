import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { IncomingMessage } from 'node:http';
import type { OperationRequest } from '../pipeline/operation.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import { CatalogueError, messageIn } from '../relay/catalogue-error.js';
import { bearerOf } from './bearer.js';
import { createContext, type ContextPorts, type RequestMeta } from './context.js';

/** All of an operation but its text. */
export type UnreadOperation = Omit<OperationRequest, 'source' | 'operationName' | 'variables'>;

/** What operations that come by HTTP are made of. */
export interface OperationRequestPorts<Viewer> extends ContextPorts<Viewer> {
  readonly pipeline: Pipeline;
  readonly principalOf: (viewer: Viewer) => string | null;
}

function unauthenticated(): CatalogueError {
  return new CatalogueError('UNAUTHENTICATED', {
    key: 'TOKEN_NOT_GOOD',
    extensions: { http: { status: 401, headers: new HeaderMap([['www-authenticate', 'Bearer']]) } },
  });
}

/**
 * Finds out who sends a request and makes the context of its operation. What is given back throws a GraphQLError in the
 * language of the request, with what HTTP says of it in `extensions.http`: UNAUTHENTICATED, RATE_LIMITED, or a failure.
 */
export function operationRequests<Viewer>(ports: OperationRequestPorts<Viewer>) {
  async function contextOf(token: string | null, meta: RequestMeta) {
    try {
      return await createContext(ports, token, meta);
    } catch (error) {
      if (error instanceof GraphQLError) {
        throw error;
      }
      const failure = new GraphQLError('failed', { originalError: error as Error });
      const { message, extensions } = ports.pipeline.mask(failure, { ...meta, operationName: null });
      // A failure with a code of its own is one that passes: the database is away.
      const status = extensions?.code === 'INTERNAL_SERVER_ERROR' ? 500 : 503;
      throw new GraphQLError(message, { extensions: { ...extensions, http: { status, headers: new HeaderMap() } } });
    }
  }

  return async (
    request: IncomingMessage,
    meta: RequestMeta,
    abort: AbortController,
    carries: OperationRequest['carries'],
  ): Promise<UnreadOperation> => {
    try {
      const bearer = bearerOf(request.headers.authorization);
      const context = 'malformed' in bearer ? null : await contextOf(bearer.token, meta);
      if (!context) {
        throw unauthenticated();
      }
      return {
        contextValue: context,
        requestId: meta.requestId,
        locale: meta.locale,
        principal: ports.principalOf(context.viewer),
        address: meta.remoteAddress,
        carries,
        abort,
      };
    } catch (error) {
      throw error instanceof GraphQLError
        ? new GraphQLError(messageIn(error, meta.locale), { extensions: error.extensions })
        : error;
    }
  };
}
