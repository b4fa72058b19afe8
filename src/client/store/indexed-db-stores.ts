import { platform } from '../platform.js';
import type { QueuedMutation, QueueStore } from '../queue/queue-store.js';
import { IndexedDatabase, type IndexedDbFactory, type ObjectStore } from './indexed-database.js';
import type { Kept, StreamStore } from './stream-store.js';

/** What a browser keeps for one account, over reloads and restarts. */
export interface IndexedDbStores {
  /** For the option `store`. States are kept as structured clones. */
  readonly store: StreamStore;
  /** For the option `queueStore`. All pages of the origin share it, and one of them sends. */
  readonly queueStore: QueueStore;
  /** Forgets everything, as when the account signs out. */
  clear(): Promise<void>;
  /** Ends the connection to the database. */
  close(): Promise<void>;
}

function queueIn(database: IndexedDatabase): QueueStore {
  /** Does something with the number of the mutation that has the key, if it still waits. */
  const withNumber = (key: string, work: (store: ObjectStore, number: unknown) => void): Promise<void> =>
    database.write('queue', (store) => {
      const request = store.index('key').getKey(key);
      request.addEventListener('success', () => {
        if (request.result !== undefined) {
          work(store, request.result);
        }
      });
    });
  return {
    sharedName: database.name,
    add: (mutation) => database.write('queue', (store) => void store.put(mutation)),
    list: async () => (await database.read('queue', (store) => store.getAll())) as readonly QueuedMutation[],
    update: (mutation) => withNumber(mutation.key, (store, number) => void store.put({ ...mutation, number })),
    remove: (key) => withNumber(key, (store, number) => void store.delete(number)),
  };
}

/**
 * Stores in IndexedDB. The name tells accounts apart: states and mutations of one are never to be read by another, so
 * make it of the account, such as `kengash:<id of the viewer>`. Throws TypeError where there is no IndexedDB.
 */
export function indexedDbStores(name: string, factory: IndexedDbFactory | undefined = platform.indexedDB): IndexedDbStores {
  if (!factory) {
    throw new TypeError('This platform has no IndexedDB.');
  }
  const database = new IndexedDatabase(name, factory);
  return {
    store: {
      load: async (key) => ((await database.read('streams', (store) => store.get(key))) ?? null) as Kept<unknown> | null,
      save: (key, kept) => database.write('streams', (store) => void store.put(kept, key)),
      remove: (key) => database.write('streams', (store) => void store.delete(key)),
    },
    queueStore: queueIn(database),
    clear: async () => {
      await database.write('streams', (store) => void store.clear());
      await database.write('queue', (store) => void store.clear());
    },
    close: () => database.close(),
  };
}
