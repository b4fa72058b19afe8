import type { ExecutionResult } from 'graphql';
import type { Database } from '../../database/tables.js';
import type { StreamEngine } from '../../realtime/stream-engine.js';
import { CatalogueError } from '../catalogue-error.js';
import { type FrameValue, frameToGraphQL } from './frame-value.js';

/** What the context of a subscription offers besides that of a query. */
export interface SubscriptionContext {
  readonly signal: AbortSignal;
  /** The cursor that the transport itself was given; it takes the place of the argument `after`. */
  readonly resumeFrom?: string | null;
  /**
   * Executes the selection of the subscription on a value, reading from the database given: so a snapshot is read whole
   * inside the transaction that tells its position.
   */
  executeFrame?(value: object, database: Database): Promise<ExecutionResult>;
}

/** A frame whose selection has been executed already. */
export interface ExecutedFrame {
  readonly executed: ExecutionResult;
  readonly cursor: string;
}

/** Whether a value of a subscription has been executed already. */
export function isExecutedFrame(value: unknown): value is ExecutedFrame {
  return typeof value === 'object' && value !== null && 'executed' in value;
}

/** What a stream's subscription asks of the engine. */
export interface StreamRequest {
  readonly stream: string;
  readonly after: string | null;
  readonly onGap: 'SNAPSHOT' | 'ERROR';
  /** Where the right can end: it is looked at anew before every event and every checkpoint. */
  readonly reauthoriseOn?: 'ANY';
  /** What ends the stream for whoever may not, or no longer, listen; NOT_FOUND, as where nothing is, unless given. */
  readonly refusal?: () => CatalogueError;
  authorise(): Promise<boolean>;
  /** The fields of the snapshot type but its cursor; null when the object is not there. */
  snapshot(database: Database): Promise<object | null>;
  /** The position of the stream inside the snapshot's transaction, as a cursor. */
  position(database: Database): Promise<string>;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener('abort', () => resolve(), { once: true });
    }
  });
}

/**
 * The frames of a stream as the schema shows them. Ends with NOT_FOUND for whoever may not listen, as for a stream that
 * does not exist, unless the stream says otherwise, and with UNRECOVERABLE_POSITION where a gap cannot be closed and the client asked for an error.
 * When the engine stops, it falls silent until the signal is aborted.
 */
export async function* streamFrames(
  engine: StreamEngine,
  context: SubscriptionContext,
  request: StreamRequest,
): AsyncGenerator<FrameValue | ExecutedFrame, void, void> {
  const frames = engine.subscribe<{ readonly executed: ExecutionResult } | { readonly value: object }>({
    stream: request.stream,
    after: context.resumeFrom ?? request.after,
    onGap: request.onGap,
    reauthoriseOn: request.reauthoriseOn,
    signal: context.signal,
    authorise: () => request.authorise(),
    snapshot: async (database) => {
      const value = (await request.snapshot(database)) ?? {};
      if (!context.executeFrame) {
        return { value };
      }
      const cursor = await request.position(database);
      return { executed: await context.executeFrame({ ...value, cursor, frame: 'Snapshot' }, database) };
    },
  });
  try {
    for (;;) {
      const next = await frames.next();
      if (next.done) {
        if (next.value?.code === 'REFUSED') {
          throw request.refusal?.() ?? new CatalogueError('NOT_FOUND', { key: 'STREAM_NOT_FOUND' });
        }
        if (next.value?.code === 'UNRECOVERABLE_POSITION') {
          throw new CatalogueError('UNRECOVERABLE_POSITION', { extensions: { reason: next.value.reason } });
        }
        if (next.value?.code === 'STOPPED') {
          // An end would tell the client that the stream is over for good; the close of its socket calls it back.
          await aborted(context.signal);
        }
        return;
      }
      const frame = next.value;
      if (frame.kind === 'Snapshot' && 'executed' in frame.state) {
        yield { executed: frame.state.executed, cursor: frame.cursor };
      } else {
        yield frameToGraphQL(frame, (state) => ('value' in state ? state.value : {}));
      }
    }
  } finally {
    await frames.return?.();
  }
}
