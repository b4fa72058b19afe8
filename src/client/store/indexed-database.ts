/** What of IndexedDB is used; the types of browsers are not there where the package is compiled. */
export interface IndexedDbFactory {
  open(name: string, version: number): OpenRequest;
}

interface Target<Event extends string> {
  addEventListener(event: Event, listener: () => void): void;
}

interface Request<T, Event extends string = never> extends Target<'success' | 'error' | Event> {
  readonly result: T;
  readonly error: unknown;
}

type OpenRequest = Request<DatabaseHandle, 'upgradeneeded'>;

interface DatabaseHandle extends Target<'versionchange' | 'close'> {
  createObjectStore(name: string, options?: { readonly keyPath: string; readonly autoIncrement?: boolean }): ObjectStore;
  transaction(store: string, mode: 'readonly' | 'readwrite', options: { readonly durability: 'strict' }): Transaction;
  close(): void;
}

interface Transaction extends Target<'complete' | 'abort'> {
  readonly error: unknown;
  objectStore(name: string): ObjectStore;
}

/** One store of a database. */
export interface ObjectStore {
  get(key: unknown): Request<unknown>;
  getAll(): Request<readonly unknown[]>;
  getKey(key: unknown): Request<unknown>;
  put(value: unknown, key?: unknown): Request<unknown>;
  delete(key: unknown): Request<unknown>;
  clear(): Request<unknown>;
  createIndex(name: string, keyPath: string, options: { readonly unique: boolean }): unknown;
  index(name: string): Pick<ObjectStore, 'getKey'>;
}

/** The names of the stores: states of streams, and mutations that wait. */
export type StoreName = 'streams' | 'queue';

/** The database of one account on one device. */
export class IndexedDatabase {
  #opened: Promise<DatabaseHandle> | null = null;

  constructor(
    readonly name: string,
    private readonly factory: IndexedDbFactory,
  ) {}

  /** Reads in a transaction of its own. */
  async read<T>(name: StoreName, work: (store: ObjectStore) => Request<T>): Promise<T> {
    const store = (await this.#open()).transaction(name, 'readonly', { durability: 'strict' }).objectStore(name);
    return answered(work(store));
  }

  /** Writes in one transaction. Resolves when it is on disk; rejects when nothing of it was done. */
  async write(name: StoreName, work: (store: ObjectStore) => void): Promise<void> {
    const transaction = (await this.#open()).transaction(name, 'readwrite', { durability: 'strict' });
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
    work(transaction.objectStore(name));
    await promise;
  }

  /** Ends the connection; the next access makes another one. */
  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = null;
    (await opened)?.close();
  }

  #open(): Promise<DatabaseHandle> {
    this.#opened ??= this.#connect().catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #connect(): Promise<DatabaseHandle> {
    const request = this.factory.open(this.name, 1);
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore('streams');
      // The number in the order of adding is the key, so that they are read in that order.
      const queue = request.result.createObjectStore('queue', { keyPath: 'number', autoIncrement: true });
      queue.createIndex('key', 'key', { unique: true });
    });
    const database = await answered(request);
    const forget = (): void => void (this.#opened = null);
    database.addEventListener('close', forget);
    // Another page wants to delete the database or to change its form.
    database.addEventListener('versionchange', () => {
      forget();
      database.close();
    });
    return database;
  }
}

function answered<T>(request: Request<T, never>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}
