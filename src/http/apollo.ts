import { ApolloServer, HeaderMap, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, parse, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { defaultLocale } from '../language/index.js';
import type { Pipeline } from '../pipeline/pipeline.js';
import type { UnreadOperation } from './operation-request.js';

/** What the HTTP handler gives Apollo as context: all of an operation but its text. */
export interface HttpOperation extends BaseContext {
  readonly request: UnreadOperation;
  /** Called when the pipeline takes over; an answer without that is Apollo's own. */
  readonly onPipeline: () => void;
}

// Apollo reads the protocol: CSRF, parameters, media types. The operation itself goes through the pipeline, which
// WebSocket uses too; so Apollo finds this document in its store and neither parses nor validates nor executes.
const placeholder = parse('{ __typename }');
const documentStore = { get: async () => placeholder, set: async () => {}, delete: async () => true };

/** Of what has been answered to nobody in particular and never changes. The media type is negotiated, and the page that may read it is named. */
const keptForEver = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept, Origin' };
const keptByNobody = { 'cache-control': 'no-store' };

/**
 * The status of an answer. Clients that ask for `application/json` alone are of the time before GraphQL over HTTP,
 * which wants 200 for them as soon as the request was well-formed.
 */
function statusFor(accept: string | undefined, status: number): number {
  const old = accept !== undefined && /application\/json/.test(accept) && !/graphql-response\+json|\*\/\*/.test(accept);
  return status === 400 && old ? 200 : status;
}

function viaPipeline(pipeline: Pipeline): ApolloServerPlugin<HttpOperation> {
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ source, request, contextValue }) {
          contextValue.onPipeline();
          const outcome = await pipeline.run({
            ...contextValue.request,
            source: source ?? '',
            operationName: request.operationName ?? null,
            variables: request.variables ?? {},
          });
          const headers = new HeaderMap(Object.entries(outcome.headers));
          for (const [name, value] of Object.entries(outcome.isLasting ? keptForEver : keptByNobody)) {
            headers.set(name, value);
          }
          const status = statusFor(request.http?.headers.get('accept'), outcome.status);
          return { http: { status, headers }, body: { kind: 'single', singleResult: outcome.body } };
        },
      };
    },
  };
}

/** Apollo's HTTP protocol around the pipeline: no batching, no landing page, no stored queries, no stack traces. */
export function createApollo(schema: GraphQLSchema, pipeline: Pipeline, logger: Logger): ApolloServer<HttpOperation> {
  return new ApolloServer<HttpOperation>({
    schema,
    documentStore,
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), viaPipeline(pipeline)],
    logger: {
      debug: (message) => logger.debug(String(message)),
      info: (message) => logger.info(String(message)),
      warn: (message) => logger.warn(String(message)),
      error: (message) => logger.error(String(message)),
    },
    formatError: (formatted, error) =>
      // Protocol faults of Apollo carry a code; whatever does not was thrown by something unexpected.
      formatted.extensions?.code === 'INTERNAL_SERVER_ERROR' && formatted.extensions.errorId === undefined
        ? pipeline.mask(wrapped(error), { requestId: '', operationName: null, locale: defaultLocale })
        : formatted,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
  });
}

function wrapped(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) {
    return error;
  }
  return new GraphQLError('failed', { originalError: error instanceof Error ? error : new Error(String(error)) });
}
