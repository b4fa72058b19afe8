import type { FormattedExecutionResult } from 'graphql';
import type { StreamEnd } from '../realtime/frame.js';
import type { StreamSource } from '../relay/frames/stream-source.js';
import type { PulledResults } from './pulled-results.js';
import type { SubscriptionRun } from './subscription-run.js';
import { clientHasLeft } from './until-aborted.js';

const over: IteratorResult<FormattedExecutionResult, void> = { done: true, value: undefined };

/**
 * The results of a stream as a generator for the transport: those that are pulled, then the error by which the stream
 * ended, if any. Leaving ends the subscription in the same turn. A subscription whose server stops falls silent until
 * its connection is closed: an end would tell the client that the stream is over for good.
 */
export class StreamResults implements AsyncGenerator<FormattedExecutionResult, void, void> {
  #end: Promise<FormattedExecutionResult | null> | null = null;
  #isOver = false;

  /**
   * @param feed the running subscription: it gives nothing, and ends when the stream does
   * @param pulled what the feed writes to, when results are pulled from here; null when it writes to the client itself
   */
  constructor(
    private readonly feed: AsyncIterableIterator<never, StreamEnd>,
    private readonly source: Pick<StreamSource, 'errorOf'>,
    private readonly run: SubscriptionRun,
    private readonly pulled: PulledResults | null,
  ) {
    const { signal } = run.abort;
    if (signal.aborted) {
      void feed.return?.();
    } else if (pulled) {
      // A transport that writes by itself tells of a client that leaves by `return`.
      signal.addEventListener('abort', () => void feed.return?.(), { once: true });
    }
  }

  next(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.#end ??= this.feed.next().then(
      ({ value }) => this.#ended(value as StreamEnd),
      (error: unknown) => this.#failed(error),
    );
    return this.pulled ? this.#pull(this.pulled, this.#end) : this.#last(this.#end);
  }

  async return(): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.#leave();
    return over;
  }

  async throw(error: unknown): Promise<IteratorResult<FormattedExecutionResult, void>> {
    this.#leave();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leave();
  }

  #leave(): void {
    this.run.abort.abort(clientHasLeft);
    void this.feed.return?.();
  }

  async #pull(
    pulled: PulledResults,
    end: Promise<FormattedExecutionResult | null>,
  ): Promise<IteratorResult<FormattedExecutionResult, void>> {
    const value = await pulled.next();
    return value ? { done: false, value } : this.#last(end);
  }

  /** What there is to say of the end, once. */
  #last(end: Promise<FormattedExecutionResult | null>): Promise<IteratorResult<FormattedExecutionResult, void>> {
    return end.then((value) => {
      if (value === null || this.#isOver) {
        return over;
      }
      this.#isOver = true;
      return { done: false, value };
    });
  }

  async #ended(end: StreamEnd): Promise<FormattedExecutionResult | null> {
    this.pulled?.close();
    if (end.code === 'STOPPED') {
      await aborted(this.run.abort.signal);
      return null;
    }
    const error = this.source.errorOf(end);
    return error && this.run.failed(error);
  }

  #failed(error: unknown): FormattedExecutionResult | null {
    this.pulled?.close();
    return this.run.abort.signal.aborted ? null : this.run.failed(error);
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
