import DataLoader from 'dataloader';
import type { Database } from './tables.js';

/** A batched read: one query for all keys, answers in the order of the keys. */
export interface LoaderDefinition<Key, Value> {
  readonly batch: (database: Database, keys: readonly Key[]) => Promise<readonly (Value | Error)[]>;
  readonly cacheKey?: (key: Key) => string;
}

/** Declares a batched read once; `Loaders.of` makes one DataLoader of it for each operation. */
export function defineLoader<Key, Value>(
  batch: LoaderDefinition<Key, Value>['batch'],
  cacheKey?: (key: Key) => string,
): LoaderDefinition<Key, Value> {
  return cacheKey ? { batch, cacheKey } : { batch };
}

/** Puts rows in the order of the keys; a key without a row answers null. */
export function inOrder<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** Groups rows under the keys, in the order in which the query gave them. */
export function grouped<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) {
    byKey.get(keyOf(row))?.push(row);
  }
  return keys.map((key) => byKey.get(key) ?? []);
}

/**
 * The DataLoaders of one operation. They live as long as the operation and no longer, so nothing that one viewer may
 * see is ever answered to another.
 */
export class Loaders {
  /** Made at the first use: a subscription keeps loaders that it hardly ever uses. */
  #loaders: Map<unknown, unknown> | null = null;

  constructor(
    readonly database: Database,
    private readonly isCached = true,
  ) {}

  /** The loader of a definition, made at its first use. */
  of<Key, Value>(definition: LoaderDefinition<Key, Value>): DataLoader<Key, Value, unknown> {
    this.#loaders ??= new Map();
    const known = this.#loaders.get(definition) as DataLoader<Key, Value, unknown> | undefined;
    if (known) {
      return known;
    }
    const { batch, cacheKey } = definition;
    const loader = new DataLoader<Key, Value, unknown>((keys) => batch(this.database, keys), {
      maxBatchSize: 500,
      cache: this.isCached,
      ...(cacheKey ? { cacheKeyFn: cacheKey } : {}),
    });
    this.#loaders.set(definition, loader);
    return loader;
  }
}

const fresh = new WeakMap<Database, Loaders>();

/**
 * Loaders that remember nothing: an answer is read after it was asked for, in one query with all that is asked for in
 * the same turn, by whomever. For rights, which many subscribers have looked at anew at the same time; to be asked for
 * nothing that hangs on who asks.
 */
export function freshLoaders(database: Database): Loaders {
  const known = fresh.get(database) ?? new Loaders(database, false);
  fresh.set(database, known);
  return known;
}
