/** The operations that are under way, so that a stop can wait for them. */
export class RunningOperations {
  #count = 0;
  #idle: PromiseWithResolvers<void> | null = null;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Counts an operation until the function that is given back is called. */
  begin(): () => void {
    this.#count += 1;
    let open = true;
    return () => {
      if (!open) {
        return;
      }
      open = false;
      this.#count -= 1;
      if (this.#count === 0) {
        this.#idle?.resolve();
        this.#idle = null;
      }
    };
  }

  /** Waits until none is left, `milliseconds` at most; whether none is left. */
  async whenIdle(milliseconds: number): Promise<boolean> {
    if (this.#count === 0) {
      return true;
    }
    this.#idle ??= Promise.withResolvers<void>();
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, milliseconds);
    await Promise.race([this.#idle.promise, late]);
    clearTimeout(timer);
    return this.#count === 0;
  }
}
