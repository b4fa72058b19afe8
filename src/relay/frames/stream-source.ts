import type { ExecutionResult } from 'graphql';
import type { Database } from '../../database/tables.js';
import type { Sink } from '../../realtime/fan-out/sink.js';
import type { Frame, StreamEnd } from '../../realtime/frame.js';
import type { ListeningRight } from '../../realtime/listening-right.js';
import type { StreamEngine } from '../../realtime/stream-engine.js';
import { CatalogueError } from '../catalogue-error.js';
import { frameToGraphQL } from './frame-value.js';

/** What a subscription takes of its context. */
export interface SubscriptionContext {
  /** The cursor that the transport itself was given; it takes the place of the argument `after`. */
  readonly resumeFrom?: string | null;
}

/** What a stream's subscription asks of the engine. */
export interface StreamRequest {
  readonly stream: string;
  readonly after: string | null;
  readonly onGap: 'SNAPSHOT' | 'ERROR';
  /** The types of events that are told; all unless given. */
  readonly types?: readonly string[] | null | undefined;
  /** The account whose rights are looked at before each frame; null for the public. */
  readonly listener: string | null;
  /** Whether each person has a stream of this kind. */
  readonly isPersonal?: boolean;
  /** Types of events at which rights may change for everybody. */
  readonly reauthoriseOn?: readonly string[];
  /** What ends the stream for whoever may not, or no longer, listen; NOT_FOUND, as where nothing is, unless given. */
  readonly refusal?: () => CatalogueError;
  authorise(): Promise<ListeningRight | null>;
  /** The fields of the snapshot type but its cursor; null when the object is not there. */
  snapshot(database: Database): Promise<object | null>;
  /** The position of the stream inside the snapshot's transaction, as a cursor. */
  position(database: Database): Promise<string>;
}

/** How a stream's frames become answers. */
export interface StreamExecution<Payload> {
  /** What makes two operations equal, but for the audience: then one execution serves both. */
  readonly key: string;
  readonly sink: Sink<Payload>;
  /** Executes the operation on a frame, reading from the database given, or from that of the context. */
  execute(value: object, database?: Database): Promise<ExecutionResult>;
  /** Makes a result fit to be written. */
  toPayload(result: ExecutionResult): Payload;
}

/**
 * A stream as the source of a subscription. It looks like an iterable to graphql-js, and is never iterated: whoever runs
 * the subscription opens it with a way to execute frames, so that those who ask for the same share an execution.
 */
export class StreamSource implements AsyncIterable<never> {
  readonly #request: StreamRequest;

  constructor(
    private readonly engine: StreamEngine,
    { resumeFrom }: SubscriptionContext,
    request: StreamRequest,
  ) {
    this.#request = { ...request, after: resumeFrom ?? request.after };
  }

  /** Opens the stream: answers are written to the sink until the iterator ends. */
  open<Payload>({ key, sink, execute, toPayload }: StreamExecution<Payload>): AsyncIterableIterator<never, StreamEnd> {
    const { engine } = this;
    const request = this.#request;
    // A snapshot is executed whole inside the transaction that tells its position.
    const snapshot = async (database: Database): Promise<ExecutionResult> => {
      const value = (await request.snapshot(database)) ?? {};
      return execute({ ...value, cursor: await request.position(database), frame: 'Snapshot' }, database);
    };
    const render = async (frame: Frame<ExecutionResult>): Promise<Payload> =>
      toPayload(frame.kind === 'Snapshot' ? frame.state : await execute(frameToGraphQL(frame, engine.limits)));
    return engine.feed<ExecutionResult, Payload>({ ...request, snapshot }, key, { sink, render });
  }

  /** The error that tells why the stream has ended; null for an end without one. */
  errorOf(end: StreamEnd): CatalogueError | null {
    if (end.code === 'REFUSED') {
      return this.#request.refusal?.() ?? new CatalogueError('NOT_FOUND', { key: 'STREAM_NOT_FOUND' });
    }
    return end.code === 'UNRECOVERABLE_POSITION'
      ? new CatalogueError('UNRECOVERABLE_POSITION', { extensions: { reason: end.reason } })
      : null;
  }

  [Symbol.asyncIterator](): never {
    throw new Error('a stream is opened, not iterated');
  }
}
