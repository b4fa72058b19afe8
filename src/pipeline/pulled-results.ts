import type { FormattedExecutionResult } from 'graphql';
import type { Sink } from '../realtime/fan-out/sink.js';
import type { RenderedResult } from './rendered-result.js';

/**
 * The results of a stream for a transport that pulls them. It takes one result ahead; while that is not pulled the
 * subscription counts as slow, and what it misses stays in the log.
 */
export class PulledResults implements Sink<RenderedResult> {
  readonly #results: RenderedResult[] = [];
  #pulled: (() => void) | null = null;
  #arrived: (() => void) | null = null;
  #isClosed = false;

  get isSlow(): boolean {
    return this.#results.length > 0;
  }

  write(result: RenderedResult): void {
    this.#results.push(result);
    this.#arrived?.();
    this.#arrived = null;
  }

  writable(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isClosed || !this.isSlow) {
        resolve();
      } else {
        this.#pulled = resolve;
      }
    });
  }

  /** The next result; null when none can come any more. */
  async next(): Promise<FormattedExecutionResult | null> {
    while (this.#results.length === 0 && !this.#isClosed) {
      await new Promise<void>((resolve) => (this.#arrived = resolve));
    }
    const result = this.#results.shift();
    this.#pulled?.();
    this.#pulled = null;
    return result?.body ?? null;
  }

  /** Nothing more comes; what has come can still be pulled. */
  close(): void {
    this.#isClosed = true;
    this.#arrived?.();
    this.#pulled?.();
  }
}
