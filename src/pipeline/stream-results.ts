import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import type { StreamEnd } from '../realtime/frame.js';
import type { PulledResults } from './pulled-results.js';

/** What the results of a stream are made of. */
export interface StreamResultsOptions {
  /** The running subscription: it gives nothing, and ends when the stream does. */
  readonly feed: AsyncIterableIterator<never, StreamEnd>;
  /** What the feed writes to, when the results are pulled from here; null when it writes to the client itself. */
  readonly pulled: PulledResults | null;
  readonly abort: AbortController;
  errorOf(end: StreamEnd): GraphQLError | null;
  /** Makes an error fit to be sent, and so the last thing that is said. */
  failed(error: unknown): FormattedExecutionResult;
}

const over: IteratorResult<FormattedExecutionResult, void> = { done: true, value: undefined };

/**
 * The results of a stream as a generator for the transport: those that are pulled, then the error by which the stream
 * ended, if any. Leaving ends the subscription in the same turn. A subscription whose server stops falls silent until
 * its connection is closed: an end would tell the client that the stream is over for good.
 */
export class StreamResults implements AsyncGenerator<FormattedExecutionResult, void, void> {
  #end: Promise<FormattedExecutionResult | null> | null = null;

  constructor(private readonly options: StreamResultsOptions) {
    options.abort.signal.addEventListener('abort', this.#leave, { once: true });
    if (options.abort.signal.aborted) {
      this.#leave();
    }
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    const { pulled } = this.options;
    const isFirst = this.#end === null;
    const end = (this.#end ??= this.#whenEnded());
    if (pulled) {
      const value = await pulled.next();
      if (value) {
        return { done: false, value };
      }
    } else if (!isFirst) {
      return over;
    }
    const error = await end;
    if (error === null) {
      return over;
    }
    this.#end = Promise.resolve(null);
    return { done: false, value: error };
  }

  async return(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.options.abort.abort();
    return over;
  }

  async throw(error: unknown): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.options.abort.abort();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.options.abort.abort();
  }

  readonly #leave = (): void => void this.options.feed.return?.();

  /** Starts the feed; resolves at its end with what there is to say of it. */
  async #whenEnded(): Promise<FormattedExecutionResult | null> {
    const { feed, abort, errorOf, failed } = this.options;
    try {
      const { value: end } = (await feed.next()) as IteratorReturnResult<StreamEnd>;
      if (end.code === 'STOPPED') {
        await aborted(abort.signal);
        return null;
      }
      const error = errorOf(end);
      return error && failed(error);
    } catch (error) {
      return abort.signal.aborted ? null : failed(error);
    } finally {
      this.options.pulled?.close();
    }
  }
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
