/**
 * Reads for many askers with few queries: who asks while a query is on its way waits for the next one, which asks for
 * all of them. An answer never comes from a query that began before the question.
 */
export class FreshReads<Answer> {
  #asking: { readonly keys: Set<string>; readonly answer: PromiseWithResolvers<Answer> } | null = null;
  #isRunning = false;

  /**
   * @param read answers for all of the keys at once
   * @param rest waits between two queries, so that more can ask for the second
   */
  constructor(
    private readonly read: (keys: readonly string[]) => Promise<Answer>,
    private readonly rest: () => Promise<void>,
  ) {}

  /** The answer of a query that held these keys, and perhaps others. Rejects when the query does. */
  ask(...keys: readonly string[]): Promise<Answer> {
    this.#asking ??= { keys: new Set(), answer: Promise.withResolvers<Answer>() };
    for (const key of keys) {
      this.#asking.keys.add(key);
    }
    const { promise } = this.#asking.answer;
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.#run();
    }
    return promise;
  }

  async #run(): Promise<void> {
    // One turn later, so that all who ask in this turn are in the first query already.
    await Promise.resolve();
    while (this.#asking) {
      const { keys, answer } = this.#asking;
      this.#asking = null;
      await this.read([...keys]).then(answer.resolve, answer.reject);
      await (this.#asking ? this.rest() : null);
    }
    this.#isRunning = false;
  }
}
