import { Backoff, type BackoffLimits } from '../backoff.js';
import type { Operation } from '../http.js';
import { pause } from '../platform.js';
import type { Sink, Transport } from './transport.js';

/** Attempts in a row on one way after which the other one is tried. */
const mostFailures = 2;

/** The first way is tried so many times less often than a connection that is missed: nobody waits for it. */
const leisure = 20;

/** What every server answers, if it is reached. */
const trial: Operation = { query: '{ __typename }', variables: {} };

/** Makes a way, given whom to tell of each attempt whether it came through to the server. */
export type MakeWay = (onAttempt: (isThrough: boolean) => void) => Transport;

/** Whether an operation on a way reaches the server. */
function reaches(way: Transport): Promise<boolean> {
  return new Promise((resolve) => {
    const reached = (): void => resolve(true);
    way.subscribe(trial, { next: reached, completed: reached, refused: reached, lost: () => resolve(false) });
  });
}

/**
 * Two ways to the server, the first one the better. When it fails the second is used, and when that comes through, the
 * first is tried now and then: a server that was away for a while has blocked nothing. Once it works all come back to it.
 */
export class FallbackTransport implements Transport {
  readonly #ways: readonly [Transport, Transport];
  readonly #closed = new AbortController();
  #current: 0 | 1 = 0;
  #failures = 0;
  #isTrying = false;

  /** @param limits how long a client waits between attempts to connect */
  constructor(first: MakeWay, second: MakeWay, private readonly limits: BackoffLimits) {
    this.#ways = [first((isThrough) => this.#attempted(0, isThrough)), second((isThrough) => this.#attempted(1, isThrough))];
  }

  subscribe(operation: Operation, sink: Sink): () => void {
    return this.#ways[this.#current].subscribe(operation, sink);
  }

  reconnect(): void {
    this.#ways.forEach((way) => way.reconnect());
  }

  close(): void {
    this.#closed.abort();
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
    if (way === 1 && isThrough && !this.#isTrying) {
      void this.#comeBack();
    }
  }

  /** Tries the first way until it works, or is used again because the second one fails. */
  async #comeBack(): Promise<void> {
    const { first, most } = this.limits;
    const backoff = new Backoff({ first: first * leisure, most: most * leisure });
    const [better, other] = this.#ways;
    const isWanted = (): boolean => this.#current === 1 && !this.#closed.signal.aborted;
    this.#isTrying = true;
    while (isWanted()) {
      await pause(backoff.failed(), this.#closed.signal);
      if (isWanted() && (await reaches(better)) && isWanted()) {
        this.#failures = 0;
        this.#current = 0;
        other.reconnect();
      }
    }
    this.#isTrying = false;
  }
}
