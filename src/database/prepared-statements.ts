import type { Pool, PoolClient, QueryConfig } from 'pg';

/** How often a text is sent before PostgreSQL is asked to keep its plan, and how many plans a connection keeps. */
const bounds = { uses: 3, statements: 200 };

/** The texts that were sent, the least recently used first; those with a name are prepared where they are sent. */
export class RepeatedStatements {
  readonly #uses = new Map<string, number>();
  readonly #names = new Map<string, string>();

  /** The name under which a text is prepared; null while it is not known to come again, or too many are. */
  nameOf(text: string): string | null {
    const known = this.#names.get(text);
    if (known !== undefined) {
      return known;
    }
    const uses = (this.#uses.get(text) ?? 0) + 1;
    this.#uses.delete(text);
    if (uses >= bounds.uses && this.#names.size < bounds.statements) {
      const name = `kengash_${this.#names.size}`;
      this.#names.set(text, name);
      return name;
    }
    this.#uses.set(text, uses);
    const oldest = this.#uses.keys().next().value;
    if (this.#uses.size > bounds.statements && oldest !== undefined) {
      this.#uses.delete(oldest);
    }
    return null;
  }
}

/** PostgreSQL's word for a kept plan whose tables have changed: a migration ran beside a running server. */
const isOutdatedPlan = (error: unknown): boolean =>
  (error as { readonly code?: unknown }).code === '0A000' && /cached plan/.test((error as Error).message);

/**
 * Lets PostgreSQL keep the plans of statements that come again and again: planning a read of a composition takes it
 * longer than the read. A connection whose plans were outdated by a migration goes on without any.
 */
export function prepareRepeatedStatements(pool: Pool): void {
  const statements = new RepeatedStatements();
  pool.on('connect', (client) => prepareOn(client, statements));
}

function prepareOn(client: PoolClient, statements: RepeatedStatements): void {
  const send = client.query.bind(client) as (...all: readonly unknown[]) => Promise<unknown>;
  let isPreparing = true;
  client.query = (async (...all: readonly unknown[]) => {
    const [text, values, ...more] = all;
    const name = isPreparing && typeof text === 'string' && Array.isArray(values) && more.length === 0 ? statements.nameOf(text) : null;
    if (name === null) {
      return send(...all);
    }
    try {
      return await send({ name, text, values } as QueryConfig);
    } catch (error) {
      if (!isOutdatedPlan(error)) {
        throw error;
      }
      isPreparing = false;
      // Within a transaction nothing more can be sent: the whole of it is tried again, as after any conflict.
      return await send(...all).catch(() => Promise.reject(error));
    }
  }) as unknown as PoolClient['query'];
}
