import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { print, type StreamData } from 'graphql-sse';
import type { ServerMetrics } from '../server-metrics.js';
import type { EventStreamLimits } from './stream-limits.js';

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  // Proxies that gather answers before they pass them on would hold frames back.
  'x-accel-buffering': 'no',
} as const;

/** A comment: browsers wait for the first bytes, proxies for the next ones. */
const signOfLife = ':\n\n';

/**
 * The results of one operation as Server-Sent Events, in the distinct connections mode of graphql-sse.
 *
 * Its printing is used, its handler is not: that one has no place for `id:` lines, from which a browser resumes by
 * itself, and pulls results into a queue without end whether or not the client reads.
 */
export class EventStream {
  readonly #heartbeat: NodeJS.Timeout;

  constructor(
    private readonly response: ServerResponse,
    private readonly limits: EventStreamLimits,
    private readonly metrics: Pick<ServerMetrics, 'slowConsumerClosed'>,
  ) {
    response.writeHead(200, headers);
    response.write(`retry: ${limits.retry}\n${signOfLife}`);
    this.#heartbeat = setInterval(() => {
      // What waits to be read is a sign of life already.
      if (!this.#isOver && !response.writableNeedDrain) {
        response.write(signOfLife);
      }
    }, limits.heartbeat).unref();
    response.once('close', () => clearInterval(this.#heartbeat));
  }

  /**
   * Sends a result, and waits while the client does not read: nothing more is pulled for it meanwhile. One that reads
   * nothing for too long is cut off.
   * @param id where the client can go on from when it has applied the result
   * @returns false when nothing more can be sent: the client is gone, or the stream has ended
   */
  async send(result: FormattedExecutionResult, id: string | null): Promise<boolean> {
    if (this.#isOver) {
      return false;
    }
    const event = print({ event: 'next', data: result as StreamData<'next'> });
    return this.response.write(id === null ? event : `id: ${id}\n${event}`) || this.#isRead();
  }

  /** Tells that the operation is over, and ends. */
  complete(): void {
    if (!this.#isOver) {
      this.response.write(print({ event: 'complete', data: null }));
      this.end();
    }
  }

  /** Ends without a word: the operation goes on where the client comes back to. */
  end(): void {
    clearInterval(this.#heartbeat);
    this.response.end();
  }

  /** Whether the stream has ended or the client is gone: writing would be a fault. */
  get #isOver(): boolean {
    return this.response.destroyed || this.response.writableEnded;
  }

  #isRead(): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (isRead: boolean) => (): void => {
        clearTimeout(timer);
        this.response.off('drain', drained);
        this.response.off('close', closed);
        resolve(isRead);
      };
      const drained = done(true);
      const closed = done(false);
      const timer = setTimeout(() => {
        this.metrics.slowConsumerClosed();
        this.response.destroy();
      }, this.limits.patience).unref();
      this.response.once('drain', drained);
      this.response.once('close', closed);
    });
  }
}
