import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { indexedDbStores, memoryQueue, memoryStore, type QueuedMutation, type QueueStore, type StreamStore } from '../../src/client/index.js';
import { fileStores } from '../../src/client/node.js';

interface Stores {
  readonly store: StreamStore;
  readonly queueStore: QueueStore;
}

/** A kind of store: `open` opens what was there before, where the kind keeps anything. */
interface Kind {
  open(): Stores;
  end(): Promise<void>;
}

const kinds: Readonly<Record<string, { readonly lasts: boolean; make(): Promise<Kind> }>> = {
  memory: {
    lasts: false,
    make: async () => ({ open: () => ({ store: memoryStore(), queueStore: memoryQueue() }), end: async () => {} }),
  },
  IndexedDB: {
    lasts: true,
    make: async () => {
      const factory = new IDBFactory() as unknown as NonNullable<Parameters<typeof indexedDbStores>[1]>;
      return { open: () => indexedDbStores('kengash:1', factory), end: async () => {} };
    },
  },
  files: {
    lasts: true,
    make: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'kengash-client-'));
      return { open: () => fileStores(join(folder, 'new')), end: () => rm(folder, { recursive: true }) };
    },
  },
};

const mutation = (n: number): QueuedMutation => ({
  key: `key-${n}`,
  query: 'mutation',
  variables: { input: { n } },
  label: null,
  sentAt: null,
});

async function withKind(name: string, work: (kind: Kind) => Promise<void>): Promise<void> {
  const kind = await kinds[name]?.make();
  try {
    await work(kind as Kind);
  } finally {
    await kind?.end();
  }
}

describe.each(Object.keys(kinds))('the store of the kind %s', (name) => {
  it('keeps states with their cursors apart by key, and forgets one alone', () =>
    withKind(name, async (kind) => {
      const { store } = kind.open();
      expect(await store.load('a')).toBeNull();
      await store.save('a', { state: { n: [1] }, cursor: 'c1', seq: 1 });
      await store.save('b', { state: 'other', cursor: 'd1', seq: null });
      await store.save('a', { state: { n: [1, 2] }, cursor: 'c2', seq: 2 });
      expect(await store.load('a')).toEqual({ state: { n: [1, 2] }, cursor: 'c2', seq: 2 });
      await store.remove('a');
      expect([await store.load('a'), await store.load('b')]).toEqual([null, { state: 'other', cursor: 'd1', seq: null }]);
    }));

  it('keeps mutations in the order in which they were added, also when one of them is changed', () =>
    withKind(name, async (kind) => {
      const { queueStore } = kind.open();
      await Promise.all([3, 1, 2].map((n) => queueStore.add(mutation(n))));
      await queueStore.update({ ...mutation(1), sentAt: 5 });
      await queueStore.update(mutation(9));
      const keysOf = async () => (await queueStore.list()).map(({ key, sentAt }) => [key, sentAt]);
      const expected = [['key-3', null], ['key-1', 5], ['key-2', null]];
      expect((await keysOf()).slice(0, 3)).toEqual(expected);
      await queueStore.remove('key-3');
      await queueStore.remove('key-3');
      expect((await keysOf()).slice(0, 2)).toEqual(expected.slice(1));
    }));
});

describe.each(['IndexedDB', 'files'])('what lasts in the store of the kind %s', (name) => {
  it('is there for whoever opens it next', () =>
    withKind(name, async (kind) => {
      const before = kind.open();
      await before.store.save('a', { state: 1, cursor: 'c', seq: 1 });
      await before.queueStore.add(mutation(1));
      const after = kind.open();
      expect(await after.store.load('a')).toEqual({ state: 1, cursor: 'c', seq: 1 });
      expect(await after.queueStore.list()).toMatchObject([mutation(1)]);
    }));
});

describe('a store in IndexedDB', () => {
  it('shows nothing of one account to another, and nothing after it was cleared', async () => {
    const factory = new IDBFactory() as unknown as NonNullable<Parameters<typeof indexedDbStores>[1]>;
    const [mine, other] = [indexedDbStores('kengash:1', factory), indexedDbStores('kengash:2', factory)];
    await mine.store.save('a', { state: 1, cursor: 'c', seq: 1 });
    await mine.queueStore.add(mutation(1));
    expect([await other.store.load('a'), await other.queueStore.list()]).toEqual([null, []]);
    await mine.clear();
    expect([await mine.store.load('a'), await mine.queueStore.list()]).toEqual([null, []]);
    await mine.close();
    await mine.queueStore.add(mutation(2));
    expect(await mine.queueStore.list()).toHaveLength(1);
  });

  it('is not there where there is no IndexedDB', () => {
    expect(() => indexedDbStores('kengash:1')).toThrow(TypeError);
  });
});

describe('a store in files', () => {
  it('reads what was whole when the program ended in the middle of a write', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kengash-client-'));
    await fileStores(folder).queueStore.add(mutation(1));
    await writeFile(join(folder, 'queue.json.new'), '[{"key":"ke');
    expect(await fileStores(folder).queueStore.list()).toEqual([mutation(1)]);
    await fileStores(folder).queueStore.add(mutation(2));
    expect(await fileStores(folder).queueStore.list()).toHaveLength(2);
    expect(await readdir(folder)).toEqual(['queue.json']);
    await rm(folder, { recursive: true });
  });
});
