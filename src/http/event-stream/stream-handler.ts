import type { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperationRequest } from '../../pipeline/operation.js';
import { resumePointOf } from '../../relay/frames/resume-point.js';
import { answerError, answerJson, type ErrorAnswer } from '../answer.js';
import type { RequestMeta } from '../context.js';
import { NetworkCount } from '../network-count.js';
import { operationRequests, type OperationRequestPorts } from '../operation-request.js';
import type { OriginCheck } from '../origin.js';
import type { RouteRequest } from '../route.js';
import type { ServerMetrics } from '../server-metrics.js';
import { lastingOperation } from '../lasting-operation.js';
import { spread } from '../spread.js';
import type { Turnstile } from '../turnstile.js';
import { EventStream } from './event-stream.js';
import type { EventStreamLimits } from './stream-limits.js';
import { type BodyLimits, readParameters } from './stream-parameters.js';

/** What streams of Server-Sent Events are made of. */
export interface EventStreamsOptions<Viewer> extends OperationRequestPorts<Viewer>, BodyLimits {
  readonly isAllowedOrigin: OriginCheck;
  readonly limits: EventStreamLimits;
  /** Long-lived connections by address, sockets among them, and how many one may have. */
  readonly connections: NetworkCount;
  readonly connectionLimit: number;
  readonly metrics: ServerMetrics;
  readonly isStopping: () => boolean;
  readonly isCutOff: () => boolean;
  /** Lets subscriptions in. */
  readonly arrivals: Turnstile;
}

/** The Server-Sent Events side of the server. */
export interface EventStreams {
  /**
   * Answers a request.
   * @param hasNoEnd called when the operation turns out to be a subscription, whose end nobody waits for
   */
  readonly handle: (route: RouteRequest, abort: AbortController, hasNoEnd: () => void) => Promise<void>;
  /** How many streams are open. */
  readonly count: () => number;
  /** Ends all so that clients come back, spread over the milliseconds. */
  readonly closeAll: (milliseconds: number) => Promise<void>;
}

const type = 'text/event-stream';

/** Long enough for every cursor; what is longer is none, and need not be carried further. */
const idLength = 256;

function lastEventId({ headers }: IncomingMessage): string | null {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id.slice(0, idLength) : null;
}

/** Answers with the status that an error of the token carries; whatever else was thrown goes on. */
function answerRefused(response: ServerResponse, { requestId }: RequestMeta, error: unknown): void {
  if (!(error instanceof GraphQLError)) {
    throw error;
  }
  const { http, ...extensions } = error.extensions as { readonly http?: { status: number; headers: HeaderMap } };
  const errors = [{ message: error.message, extensions }];
  answerJson(response, http?.status ?? 500, { errors, extensions: { requestId } }, Object.fromEntries(http?.headers ?? []));
}

/** Makes the Server-Sent Events side: the pipeline, contexts and frames of WebSocket, for networks that block those. */
export function createEventStreams<Viewer>(options: EventStreamsOptions<Viewer>): EventStreams {
  const { pipeline, limits, connections } = options;
  const operationRequest = operationRequests(options);
  const streamsByNetwork = new NetworkCount();
  const open = new Set<{ readonly stream: EventStream; readonly abort: AbortController }>();

  function refusalOf(request: IncomingMessage, { remoteAddress }: RequestMeta): ErrorAnswer | null {
    // A page of another origin could read what is public, but not a browser's every connection.
    if (!options.isAllowedOrigin(request)) {
      return { status: 403, code: 'FORBIDDEN_ORIGIN' };
    }
    if (!/text\/event-stream|text\/\*|\*\/\*/.test(request.headers.accept ?? '*/*')) {
      return { status: 406, code: 'BAD_REQUEST', key: 'EVENT_STREAM_ONLY', parameters: { type } };
    }
    const retry = { headers: { 'retry-after': '5' } };
    if (connections.of(remoteAddress) >= options.connectionLimit) {
      return { status: 429, code: 'RATE_LIMITED', key: 'TOO_MANY_CONNECTIONS', ...retry };
    }
    return streamsByNetwork.of(remoteAddress) >= limits.streams
      ? { status: 429, code: 'RATE_LIMITED', key: 'TOO_MANY_STREAMS', ...retry }
      : null;
  }

  async function run(stream: EventStream, request: OperationRequest, hasNoEnd: () => void): Promise<void> {
    const admission = await pipeline.admit(request);
    if (!admission.admitted) {
      // As the protocol has it: a browser shows a page nothing of an answer that is not 200.
      await stream.send(pipeline.refused(admission.refusal, request).body, null);
      stream.complete();
      return;
    }
    const { operation } = admission;
    if (operation.operation.operation !== 'subscription') {
      await stream.send((await pipeline.execute(operation)).body, null);
      stream.complete();
      return;
    }
    hasNoEnd();
    await options.arrivals.passed();
    const started = await pipeline.subscribe(lastingOperation(operation, options.database));
    if ('body' in started) {
      await stream.send(started.body, null);
    } else {
      for await (const result of started) {
        if (!(await stream.send(result, resumePointOf(result)))) {
          return;
        }
      }
    }
    stream.complete();
  }

  async function handle(
    { request, response, url, meta }: RouteRequest,
    abort: AbortController,
    hasNoEnd: () => void,
  ): Promise<void> {
    const refusal = refusalOf(request, meta);
    if (refusal) {
      options.metrics.connectionRefused(refusal.code);
      answerError(response, meta, refusal);
      return;
    }
    const leave = [connections.add(meta.remoteAddress), streamsByNetwork.add(meta.remoteAddress)];
    response.once('close', () => leave.forEach((left) => left()));
    const parameters = await readParameters(request, url, options);
    if ('status' in parameters) {
      answerError(response, meta, parameters);
      return;
    }
    const carries = request.method === 'POST' ? 'ALL' : 'QUERIES_AND_SUBSCRIPTIONS';
    let unread;
    try {
      unread = await operationRequest(request, { ...meta, transport: 'EVENT_STREAM' }, abort, carries);
    } catch (error) {
      answerRefused(response, meta, error);
      return;
    }
    if (options.isStopping()) {
      answerError(response, meta, { status: 503, code: 'SERVER_STOPPING', headers: { 'retry-after': '1' } });
      return;
    }
    if (options.isCutOff()) {
      answerError(response, meta, { status: 503, code: 'DATABASE_UNAVAILABLE', headers: { 'retry-after': '1' } });
      return;
    }
    const contextValue = { ...unread.contextValue, resumeFrom: lastEventId(request) };
    const entry = { stream: new EventStream(response, limits, options.metrics), abort };
    open.add(entry);
    response.once('close', () => open.delete(entry));
    await run(entry.stream, { ...unread, ...parameters, contextValue }, hasNoEnd);
  }

  async function closeAll(milliseconds: number): Promise<void> {
    await spread([...open], milliseconds, ({ stream, abort }) => {
      stream.end();
      abort.abort();
    });
  }

  return { handle, count: () => open.size, closeAll };
}
