import { GraphQLError, type ExecutionArgs, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { makeServer, type ConnectionInitMessage, type SubscribePayload } from 'graphql-ws';
import type { Logger } from 'pino';
import type { AdmittedOperation, OperationRequest } from '../../pipeline/operation.js';
import type { Outcome, Pipeline } from '../../pipeline/pipeline.js';
import { refuse, type Refusal } from '../../pipeline/refusal.js';
import { messageIn } from '../../relay/catalogue-error.js';
import { createContext, type ContextPorts, type RequestMeta } from '../context.js';
import { lastingOperation } from '../lasting-operation.js';
import { requestIdOf } from '../request-id.js';
import type { RunningOperations } from '../running.js';
import { closeCodes, type SocketLimits } from './socket-limits.js';
import type { SocketSession } from './socket-session.js';
import type { SocketSink } from './socket-sink.js';

/** What the protocol is made of. */
export interface SocketProtocolOptions<Viewer> extends ContextPorts<Viewer> {
  readonly schema: GraphQLSchema;
  readonly pipeline: Pipeline;
  readonly principalOf: (viewer: Viewer) => string | null;
  readonly limits: SocketLimits;
  readonly running: RunningOperations;
  readonly isStopping: () => boolean;
  readonly logger: Logger;
}

/** What graphql-ws keeps with a connection. */
export interface SocketExtra extends Record<PropertyKey, unknown> {
  readonly session: SocketSession;
}

const stopping = refuse('SERVER_STOPPING');
const unauthenticated = refuse('UNAUTHENTICATED', { key: 'TOKEN_NOT_GOOD' });

function metaOf({ userAgent, locale, remoteAddress }: SocketSession, signal: AbortSignal): RequestMeta {
  return { requestId: requestIdOf(undefined), locale, transport: 'WEBSOCKET', remoteAddress, userAgent, signal };
}

function busy(retryAfter: number | null): Refusal {
  return retryAfter === null
    ? refuse('RATE_LIMITED', { key: 'TOO_MANY_OPERATIONS' })
    : refuse('RATE_LIMITED', { parameters: { seconds: retryAfter }, extensions: { retryAfter } });
}

function errorsOf(session: SocketSession, payload: object, { errors }: Refusal, requestId?: string): GraphQLError[] {
  session.close(payload);
  return errors.map((error) => {
    const { nodes, source, positions, extensions } = error;
    const place = { ...(nodes ? { nodes } : {}), ...(source ? { source } : {}), ...(positions ? { positions } : {}) };
    return new GraphQLError(messageIn(error, session.locale), {
      ...place,
      extensions: { ...extensions, ...(requestId ? { requestId } : {}) },
    });
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    }
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** What graphql-ws carries from the admission of an operation to its execution. */
interface SocketOperation {
  readonly admitted: AdmittedOperation;
  readonly sink: SocketSink;
}

const carriedBy = (args: ExecutionArgs): SocketOperation => args.contextValue as SocketOperation;
// Results are formatted already; `onNext` hands them on as they are.
const resultOf = (outcome: Outcome): ExecutionResult => outcome.body as unknown as ExecutionResult;

/** graphql-transport-ws, with each operation going through the same pipeline and contexts as over HTTP. */
export function socketProtocol<Viewer>(options: SocketProtocolOptions<Viewer>) {
  const { schema, pipeline, limits, running, logger } = options;

  async function mayConnect(session: SocketSession, parameters: Readonly<Record<string, unknown>>): Promise<boolean> {
    const bearer = session.readParameters(parameters);
    if ('malformed' in bearer) {
      return false;
    }
    const meta = metaOf(session, new AbortController().signal);
    return (await createContext(options, bearer.token, meta)) !== null;
  }

  async function requestOf(session: SocketSession, payload: SubscribePayload, abort: AbortController) {
    const meta = metaOf(session, abort.signal);
    const context = await createContext(options, session.token, meta);
    return {
      source: payload.query,
      operationName: payload.operationName ?? null,
      variables: payload.variables ?? {},
      contextValue: context ?? {},
      requestId: meta.requestId,
      locale: meta.locale,
      principal: context && options.principalOf(context.viewer),
      address: session.remoteAddress,
      carries: 'ALL',
      abort,
      rejected: context === null,
    } satisfies OperationRequest & { rejected: boolean };
  }

  /**
   * Admits an operation.
   * @param payload by which graphql-ws knows the operation; what it carries, the session has kept
   */
  async function admit(session: SocketSession, id: string, payload: SubscribePayload) {
    const carried = session.take();
    const start = session.mayStart();
    if (!start.allowed) {
      return errorsOf(session, payload, busy(start.retryAfterSeconds));
    }
    const abort = new AbortController();
    const end = running.begin();
    session.open(payload, id, abort, end);
    try {
      const request = await requestOf(session, carried, abort);
      if (request.rejected) {
        // The session was revoked or has expired since the connection began.
        session.socket.close(closeCodes.forbidden, 'Forbidden');
        return errorsOf(session, payload, unauthenticated, request.requestId);
      }
      const admission = await pipeline.admit(request);
      if (!admission.admitted) {
        return errorsOf(session, payload, admission.refusal, request.requestId);
      }
      const { operation } = admission;
      const isSubscription = operation.operation.operation === 'subscription';
      if (isSubscription) {
        // A subscription has no end to wait for; a stop ends it with its connection.
        end();
      }
      if (options.isStopping()) {
        // An error would end a stream for good at the client; the close of its socket calls it back.
        await (isSubscription ? aborted(abort.signal) : undefined);
        return errorsOf(session, payload, stopping, request.requestId);
      }
      const contextValue: SocketOperation = {
        admitted: isSubscription ? lastingOperation(operation, options.database) : operation,
        sink: session.sink(id),
      };
      return { schema, document: operation.document, operationName: request.operationName, contextValue };
    } catch (error) {
      const failure =
        error instanceof GraphQLError ? error : new GraphQLError('failed', { originalError: error as Error });
      const { locale } = session;
      const masked = pipeline.mask(failure, { requestId: '', operationName: null, locale });
      session.close(payload);
      return [new GraphQLError(masked.message, { extensions: masked.extensions ?? {} })];
    }
  }

  return makeServer<ConnectionInitMessage['payload'], SocketExtra>({
    connectionInitWaitTimeout: limits.init,
    async onConnect({ extra: { session }, connectionParams }) {
      try {
        return await mayConnect(session, connectionParams ?? {});
      } catch (error) {
        logger.error({ err: error }, 'a connection could not be authenticated');
        session.socket.close(closeCodes.tryAgainLater, 'Try again later');
        return false;
      }
    },
    onSubscribe: ({ extra }, id, payload) => admit(extra.session, id, payload),
    execute: async (args: ExecutionArgs) => resultOf(await pipeline.execute(carriedBy(args).admitted)),
    subscribe: async (args: ExecutionArgs) => {
      const { admitted, sink } = carriedBy(args);
      const started = await pipeline.subscribe(admitted, sink);
      return 'body' in started ? resultOf(started) : (started as unknown as AsyncGenerator<ExecutionResult>);
    },
    onNext: (_context, _id, _payload, _args, result) => result as never,
    onComplete: ({ extra }, _id, payload) => extra.session.close(payload),
    onClose: ({ extra }) => extra.session.cancelAll(),
  });
}
