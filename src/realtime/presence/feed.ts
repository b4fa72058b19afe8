/**
 * What one listener still has to be told: nothing, the last frame, or everything anew. There is no queue: whoever has
 * not taken one frame when the next one comes is given the whole instead of both.
 */
export class Feed<Frame> {
  #next: Frame | 'WHOLE' | null = 'WHOLE';
  #wake: (() => void) | null = null;

  constructor(
    /** The whole as it is now; null while it is not known. */
    private readonly whole: () => Frame | null,
    /** Ends it. */
    readonly leave: () => void,
  ) {}

  /** Tells a change. */
  offer(frame: Frame): void {
    this.#next = this.#next === null ? frame : 'WHOLE';
    this.#wake?.();
  }

  /** Tells the whole next. */
  beginAnew(): void {
    this.#next = 'WHOLE';
    this.#wake?.();
  }

  /** What is to be told now; null when there is nothing. */
  take(): Frame | null {
    const next = this.#next === 'WHOLE' ? this.whole() : this.#next;
    if (next !== null) {
      this.#next = null;
    }
    return next;
  }

  /** Calls back once when there is something to be told; the answer cancels that. */
  onMoved(moved: () => void): () => void {
    this.#wake = moved;
    return () => (this.#wake = null);
  }
}
