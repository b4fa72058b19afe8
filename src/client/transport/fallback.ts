import type { Operation } from '../http.js';
import type { Sink, Transport } from './transport.js';

/** Attempts in a row on one way after which the other one is tried. */
const mostFailures = 2;

/** Makes a way, given whom to tell of each attempt whether it came through to the server. */
export type MakeWay = (onAttempt: (isThrough: boolean) => void) => Transport;

/**
 * Two ways to the server, of which the one that came through last is used. What is open stays where it is; only what is
 * subscribed anew goes the other way.
 */
export class FallbackTransport implements Transport {
  readonly #ways: readonly [Transport, Transport];
  #current: 0 | 1 = 0;
  #failures = 0;

  constructor(first: MakeWay, second: MakeWay) {
    this.#ways = [first((isThrough) => this.#attempted(0, isThrough)), second((isThrough) => this.#attempted(1, isThrough))];
  }

  subscribe(operation: Operation, sink: Sink): () => void {
    return this.#ways[this.#current].subscribe(operation, sink);
  }

  reconnect(): void {
    this.#ways.forEach((way) => way.reconnect());
  }

  close(): void {
    this.#ways.forEach((way) => way.close());
  }

  #attempted(way: 0 | 1, isThrough: boolean): void {
    // Many subscriptions that fail together on a way that was left tell nothing of the other one.
    if (way !== this.#current) {
      return;
    }
    this.#failures = isThrough ? 0 : this.#failures + 1;
    if (this.#failures >= mostFailures) {
      this.#failures = 0;
      this.#current = way === 0 ? 1 : 0;
    }
  }
}
