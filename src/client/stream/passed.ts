/** How many of the last cursors are remembered: a stream may be told of a change before the answer to it comes. */
const remembered = 1_000;

/** Somebody who waits for one of some cursors. */
interface Waiting {
  readonly cursors: ReadonlySet<string>;
  readonly done: (isPassed: boolean) => void;
}

/** The cursors that a stream has passed lately, and who waits for one. */
export class PassedCursors {
  readonly #last = new Set<string>();
  readonly #waiting = new Set<Waiting>();

  /** Frames or events with these cursors were applied. */
  pass(cursors: readonly string[]): void {
    cursors.forEach((cursor) => this.#last.add(cursor));
    for (const cursor of this.#last) {
      if (this.#last.size <= remembered) {
        break;
      }
      this.#last.delete(cursor);
    }
    this.#settle((waiting) => cursors.some((cursor) => waiting.cursors.has(cursor)), true);
  }

  /** A snapshot was applied, which is younger than whatever anybody waits for. */
  passAll(cursor: string): void {
    this.#last.add(cursor);
    this.#settle(() => true, true);
  }

  /** Nothing more comes. */
  end(): void {
    this.#settle(() => true, false);
  }

  /** Resolves to true when one of the cursors has been passed, to false when that took too long or cannot be. */
  wait(cursors: readonly string[], milliseconds: number): Promise<boolean> {
    if (cursors.some((cursor) => this.#last.has(cursor))) {
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiting.done(false), milliseconds);
      const waiting: Waiting = {
        cursors: new Set(cursors),
        done: (isPassed) => {
          clearTimeout(timer);
          this.#waiting.delete(waiting);
          resolve(isPassed);
        },
      };
      this.#waiting.add(waiting);
    });
  }

  #settle(isMeant: (waiting: Waiting) => boolean, isPassed: boolean): void {
    [...this.#waiting].filter(isMeant).forEach((waiting) => waiting.done(isPassed));
  }
}
