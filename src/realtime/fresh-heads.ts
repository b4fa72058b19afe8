import type { Heads } from './stream-log.js';

/**
 * Reads heads for many askers with few queries: who asks while a query is on its way waits for the next one, which
 * asks for all of them. An answer never comes from a query that began before the question.
 */
export class FreshHeads {
  #asking = new Map<string, PromiseWithResolvers<Heads>>();
  #isRunning = false;

  constructor(private readonly read: (keys: readonly string[]) => Promise<Heads>) {}

  /** The heads of a query that held this key. Rejects when the query does. */
  ask(key: string): Promise<Heads> {
    const asked = this.#asking.get(key) ?? Promise.withResolvers<Heads>();
    this.#asking.set(key, asked);
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.#run();
    }
    return asked.promise;
  }

  async #run(): Promise<void> {
    // One turn later, so that all who ask in this turn are in the first query already.
    await Promise.resolve();
    while (this.#asking.size > 0) {
      const asked = this.#asking;
      this.#asking = new Map();
      try {
        const heads = await this.read([...asked.keys()]);
        asked.forEach(({ resolve }) => resolve(heads));
      } catch (error) {
        asked.forEach(({ reject }) => reject(error));
      }
    }
    this.#isRunning = false;
  }
}
