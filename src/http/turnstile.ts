/** Works that are begun in one turn at the most. */
const perTurn = 32;

/** How long work is let in during one turn of the event loop. */
export interface TurnstileBudget {
  /** Milliseconds, however short the turn. */
  readonly least: number;
  /** As a part of what everything else has taken since the turn before, where that is more. */
  readonly share: number;
}

/**
 * Lets work in one by one, and in each turn of the event loop only for so long: when thousands come at once, everything
 * else still has its turns in between, and soon; and when everything else takes long, work is not starved. Nothing waits
 * while there is room.
 */
export class Turnstile {
  /** In the order in which it came. */
  readonly #waiting = new Set<() => void>();
  /** When the work of this turn began; null before the first. */
  #begun: number | null = null;
  /** When work was last let in, while there was more. */
  #ended: number | null = null;
  #allowed = 0;
  #isTurnDue = false;

  constructor(
    private readonly budget: TurnstileBudget,
    /** Milliseconds from any beginning; never backwards. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** How much waits. */
  get length(): number {
    return this.#waiting.size;
  }

  /** Does the work now, or in its turn; a function of its own each time. What it throws comes from here, or is uncaught. */
  pass(work: () => void): void {
    if (!this.#isTurnDue) {
      this.#begun = null;
      this.#schedule();
    }
    if (this.length > 0 || !this.#hasTime) {
      this.#waiting.add(work);
    } else {
      work();
    }
  }

  /** Resolves when it is the caller's turn. */
  passed(): Promise<void> {
    return new Promise((resolve) => this.pass(resolve));
  }

  /** True until the time of this turn is used up, by whatever follows at once on the work that was let in. */
  get #hasTime(): boolean {
    const now = this.now();
    if (this.#begun === null) {
      this.#begun = now;
      this.#allowed = Math.max(this.budget.least, this.budget.share * (now - (this.#ended ?? now)));
    }
    return now - this.#begun < this.#allowed;
  }

  /** Each in a callback of its own: what one leaves to be done at once is done, and counts, before the next. */
  #schedule(): void {
    this.#isTurnDue = true;
    const last = Math.max(1, Math.min(this.length, perTurn));
    for (let n = 1; n <= last; n += 1) {
      setImmediate(() => this.#letIn(n === 1, n === last));
    }
  }

  #letIn(isFirst: boolean, isLast: boolean): void {
    this.#begun = isFirst ? null : this.#begun;
    try {
      const [work] = this.#hasTime ? this.#waiting : [];
      if (work) {
        this.#waiting.delete(work);
        work();
      }
    } finally {
      if (isLast) {
        this.#endTurn();
      }
    }
  }

  #endTurn(): void {
    this.#isTurnDue = false;
    this.#ended = this.length > 0 ? this.now() : null;
    if (this.length > 0) {
      this.#schedule();
    }
  }
}
