import type { ExecutionResult } from 'graphql';
import { cursorOfPosition } from '../../realtime/postgres/position.loader.js';
import { everyEvent, EventFilter } from '../../realtime/event-filter.js';
import type { FeedSource } from '../../realtime/fan-out/feed.js';
import type { Sink } from '../../realtime/fan-out/sink.js';
import type { Frame, StreamEnd } from '../../realtime/frame.js';
import type { ListeningRight } from '../../realtime/listening-right.js';
import type { StateSnapshot } from '../../realtime/stream-log.js';
import type { StreamEngine } from '../../realtime/stream-engine.js';
import type { Database } from '../../database/tables.js';
import { CatalogueError } from '../catalogue-error.js';
import { frameToGraphQL } from './frame-value.js';
import type { StreamArguments } from './stream-arguments.js';
import type { StreamContext, StreamDefinition } from './stream-definition.js';

/** How a stream's frames become answers. */
export interface FrameExecutor<Payload> {
  /** Whether a snapshot is the same for all of one audience whose operations are equal. */
  readonly sharesSnapshots: boolean;
  /** Executes the operation on a frame, reading from the database given, or from that of the context. */
  execute(value: object, database?: Database): Promise<ExecutionResult>;
  /** Makes a result fit to be written. */
  toPayload(result: ExecutionResult): Payload;
}

/**
 * A stream as the source of a subscription. It looks like an iterable to graphql-js, and is never iterated: whoever runs
 * the subscription opens it with a way to execute frames, so that those who ask for the same share an execution.
 */
export class StreamSource<Context extends StreamContext = StreamContext>
  implements AsyncIterable<never>, FeedSource<ExecutionResult, unknown>
{
  readonly stream: string;
  readonly after: string | null;
  readonly onGap: 'SNAPSHOT' | 'ERROR';
  readonly filter: EventFilter;
  readonly listener: string | null;
  #executor: FrameExecutor<unknown> | null = null;

  /** @param id of the object whose stream it is; null for what is no id of one */
  constructor(
    private readonly engine: StreamEngine,
    private readonly definition: StreamDefinition<Context>,
    private readonly id: string | null,
    private readonly context: Context,
    { after, onGap, types }: StreamArguments,
  ) {
    this.stream = definition.key(id ?? '');
    this.after = context.resumeFrom ?? after ?? null;
    this.onGap = onGap;
    this.filter = types ? new EventFilter(types) : everyEvent;
    this.listener = context.viewer.accountId;
  }

  get isPersonal(): boolean {
    return this.definition.isPersonal ?? false;
  }

  /** What a person's own stream begins with hangs on the session that asks. */
  get sharesSnapshots(): boolean {
    return !this.isPersonal && this.#opened.sharesSnapshots;
  }

  /**
   * Opens the stream: answers are written to the sink until the iterator ends.
   * @param key what makes two operations equal, but for the audience: then one execution serves both
   */
  open<Payload>(
    key: string,
    sink: Sink<Payload>,
    executor: FrameExecutor<Payload>,
  ): AsyncIterableIterator<never, StreamEnd> {
    this.#executor = executor;
    return this.engine.feed(key, this as FeedSource<ExecutionResult, unknown> as FeedSource<ExecutionResult, Payload>, sink);
  }

  mayChangeRight(type: string): boolean {
    return this.definition.rightEvents.includes(type);
  }

  authorise(): Promise<ListeningRight | null> {
    return this.definition.readRight(this.id, this.context);
  }

  /** A snapshot is executed whole inside the transaction that tells its position. */
  snapshot(): Promise<StateSnapshot<ExecutionResult>> {
    return this.engine.readSnapshot(this.stream, async (database) => {
      const value = (await this.definition.readSnapshot(this.id, this.context, database)) ?? {};
      const cursor = await cursorOfPosition(database, this.stream);
      return this.#expectAnswered(await this.#opened.execute({ ...value, cursor, frame: 'Snapshot' }, database));
    });
  }

  /** Something that could not be executed may have been so for the one for whom it was tried. */
  isWhole({ errors }: ExecutionResult): boolean {
    return errors === undefined;
  }

  async render(frame: Frame<ExecutionResult>): Promise<unknown> {
    const result =
      frame.kind === 'Snapshot'
        ? frame.state
        : this.#expectAnswered(await this.#opened.execute(frameToGraphQL(frame, this.engine.limits)));
    return this.#opened.toPayload(result);
  }

  /** A frame that lacks what the database would not give is not told: it is executed again when the database is back. */
  #expectAnswered(result: ExecutionResult): ExecutionResult {
    const failure = result.errors?.find(({ originalError }) => this.engine.isUnavailable(originalError));
    if (failure) {
      throw failure.originalError ?? failure;
    }
    return result;
  }

  /** The error that tells why the stream has ended; null for an end without one. */
  errorOf(end: StreamEnd): CatalogueError | null {
    if (end.code === 'REFUSED') {
      return this.definition.refusal?.() ?? new CatalogueError('NOT_FOUND', { key: 'STREAM_NOT_FOUND' });
    }
    return end.code === 'UNRECOVERABLE_POSITION'
      ? new CatalogueError('UNRECOVERABLE_POSITION', { extensions: { reason: end.reason } })
      : null;
  }

  [Symbol.asyncIterator](): never {
    throw new Error('a stream is opened, not iterated');
  }

  get #opened(): FrameExecutor<unknown> {
    if (!this.#executor) {
      throw new Error('a stream executes nothing before it is opened');
    }
    return this.#executor;
  }
}
