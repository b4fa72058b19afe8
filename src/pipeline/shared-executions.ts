import type { ExecutionResult } from 'graphql';

/**
 * Executions of subscriptions whose source gives the same value to many of them: it is executed once for all operations
 * that are equal. Whoever is not to be shown the same has to be given another value, or has another key.
 */
export class SharedExecutions {
  readonly #results = new WeakMap<object, Map<string, Promise<ExecutionResult>>>();

  /**
   * What a value was executed to, or is being executed to; a failure is everybody's.
   * @param key what makes two operations equal; null for one that is like no other
   */
  of(value: unknown, key: string | null, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    if (key === null || typeof value !== 'object' || value === null) {
      return execute();
    }
    const results = this.#results.get(value) ?? new Map<string, Promise<ExecutionResult>>();
    const result = results.get(key) ?? execute();
    results.set(key, result);
    this.#results.set(value, results);
    return result;
  }
}
