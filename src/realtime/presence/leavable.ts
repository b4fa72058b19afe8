/**
 * What a generator tells, as an iterator that can be left at any moment: a bare generator would finish what it waits for
 * first. The generator begins at the first pull and has to end when its signal is aborted.
 */
export class LeavableIterator<T> implements AsyncIterableIterator<T, void, undefined> {
  readonly #leaving = new AbortController();
  readonly #pulls = new Set<(end: IteratorResult<T, void>) => void>();
  #items: AsyncGenerator<T, void, undefined> | null = null;

  constructor(
    private readonly start: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
    /** Ends it from outside. */
    signal: AbortSignal,
  ) {
    const leave = (): void => this.#leave();
    signal.addEventListener('abort', leave, { once: true });
    this.#leaving.signal.addEventListener('abort', () => signal.removeEventListener('abort', leave), { once: true });
    if (signal.aborted) {
      leave();
    }
  }

  /** The next item, or the end. Rejects with what the generator throws before it is left. */
  next(): Promise<IteratorResult<T, void>> {
    if (this.#leaving.signal.aborted) {
      return Promise.resolve({ done: true, value: undefined });
    }
    this.#items ??= this.start(this.#leaving.signal);
    const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<T, void>>();
    this.#pulls.add(resolve);
    this.#items
      .next()
      .then(
        (next) => {
          resolve(next);
          if (next.done) {
            this.#leave();
          }
        },
        (error) => {
          reject(error as Error);
          this.#leave();
        },
      )
      .finally(() => this.#pulls.delete(resolve));
    return promise;
  }

  /** Leaves; a pull that waits ends at once. */
  async return(): Promise<IteratorResult<T, void>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  /** Leaves because of a failure of the reader. */
  async throw(error: unknown): Promise<IteratorResult<T, void>> {
    this.#leave();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#leave();
  }

  #leave(): void {
    if (this.#leaving.signal.aborted) {
      return;
    }
    this.#leaving.abort();
    this.#pulls.forEach((resolve) => resolve({ done: true, value: undefined }));
    this.#pulls.clear();
    // It waits for nothing that the signal does not end; what it throws by then concerns nobody.
    this.#items?.return().catch(() => undefined);
  }
}
