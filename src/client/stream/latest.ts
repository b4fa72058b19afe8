/** A value that changes, for readers who want the newest: a slow reader skips some, never the last. */
export class Latest<T> {
  #value: { readonly value: T } | null = null;
  #changed = Promise.withResolvers<void>();
  #end: { readonly error: Error | null } | null = null;

  /** The newest value; undefined before the first. */
  get value(): T | undefined {
    return this.#value?.value;
  }

  /** Sets the newest value. */
  set(value: T): void {
    this.#value = { value };
    this.#turn();
  }

  /** There is no value any more, until the next. */
  clear(): void {
    this.#value = null;
  }

  /** No value comes any more; with an error, readers are thrown it. */
  end(error: Error | null): void {
    this.#end ??= { error };
    this.#turn();
  }

  /** The values from now on, beginning with the present one. Throws the error of the end. */
  async *values(): AsyncGenerator<T, void, undefined> {
    let told: { readonly value: T } | null = null;
    for (;;) {
      const changed = this.#changed.promise;
      const current = this.#value;
      if (current && current !== told) {
        told = current;
        yield current.value;
      } else if (this.#end) {
        if (this.#end.error) {
          throw this.#end.error;
        }
        return;
      } else {
        await changed;
      }
    }
  }

  #turn(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}
