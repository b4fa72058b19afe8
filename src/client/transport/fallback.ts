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

/** Tells when an operation is over, however it ends. */
function endingWith(sink: Sink, ended: () => void): Sink {
  return {
    next: (result) => sink.next(result),
    lost: (loss) => (ended(), sink.lost(loss)),
    refused: (errors) => (ended(), sink.refused(errors)),
    completed: () => (ended(), sink.completed()),
  };
}

/**
 * Two ways to the server, the first one the better. When it fails the second is used, and while that carries something,
 * the first is tried now and then: a server that was away for a while has blocked nothing. Once it works all come back.
 */
export class FallbackTransport implements Transport {
  readonly #ways: readonly [Transport, Transport];
  readonly #closed = new AbortController();
  readonly #open = new Set<Sink>();
  /** Between two trials: longer each time, until a connection on the first way was of use. */
  readonly #backoff: Backoff;
  #current: 0 | 1 = 0;
  #failures = 0;
  #isTrying = false;

  /** @param limits how long a client waits between attempts to connect */
  constructor(first: MakeWay, second: MakeWay, { first: shortest, most }: BackoffLimits) {
    this.#ways = [first((isThrough) => this.#attempted(0, isThrough)), second((isThrough) => this.#attempted(1, isThrough))];
    this.#backoff = new Backoff({ first: shortest * leisure, most: most * leisure });
  }

  subscribe(operation: Operation, sink: Sink): () => void {
    const told = endingWith(sink, () => this.#open.delete(told));
    this.#open.add(told);
    const release = this.#ways[this.#current].subscribe(operation, told);
    return () => {
      this.#open.delete(told);
      release();
    };
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
    if (way === 0 && isThrough) {
      this.#backoff.succeeded();
    }
    if (way === 1 && isThrough && !this.#isTrying) {
      void this.#comeBack();
    }
  }

  /** Tries the first way until it works, or is used again because the second one fails, or nobody needs any. */
  async #comeBack(): Promise<void> {
    const [better, other] = this.#ways;
    const isWanted = (): boolean => this.#current === 1 && this.#open.size > 0 && !this.#closed.signal.aborted;
    this.#isTrying = true;
    while (isWanted()) {
      await pause(this.#backoff.failed(), this.#closed.signal);
      if (isWanted() && (await reaches(better)) && isWanted()) {
        this.#failures = 0;
        this.#current = 0;
        other.reconnect();
      }
    }
    this.#isTrying = false;
  }
}
