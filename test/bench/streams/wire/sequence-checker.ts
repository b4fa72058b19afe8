/** What went wrong over all sockets of a run. */
export interface SequenceFaults {
  /** Events that did not come, or came after later ones. */
  readonly lost: number;
  /** Events that came again, or that came late. */
  readonly doubled: number;
}

/**
 * Holds for each socket which event has to come next. One that skips or repeats is a fault, and a run with a fault is
 * void.
 */
export class SequenceChecker {
  readonly #next: Float64Array;
  #lost = 0;
  #doubled = 0;

  constructor(sockets: number, first: number) {
    this.#next = new Float64Array(sockets).fill(first);
  }

  /** Takes an event that a socket got; false when it is not the one that had to come. */
  take(socket: number, sequence: number): boolean {
    const expected = this.#next[socket] ?? 0;
    if (sequence === expected) {
      this.#next[socket] = expected + 1;
      return true;
    }
    if (sequence > expected) {
      this.#lost += sequence - expected;
      this.#next[socket] = sequence + 1;
    } else {
      this.#doubled += 1;
    }
    return false;
  }

  /** Whether every socket has got the events up to this one. */
  hasAll(last: number): boolean {
    return this.#next.every((next) => next > last);
  }

  /** The faults when this was the last event: what a socket has not got by now is lost. */
  faults(last: number): SequenceFaults {
    const missing = this.#next.reduce((sum, next) => sum + Math.max(0, last + 1 - next), 0);
    return { lost: this.#lost + missing, doubled: this.#doubled };
  }
}
