import { setTimeout as sleep } from 'node:timers/promises';
import { IDBFactory } from 'fake-indexeddb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectionError, indexedDbStores, memoryQueue, OperationError, type QueueStore, typed } from '../../src/client/index.js';
import type { Operation } from '../../src/client/http.js';
import { MutationQueue, type QueueStatus } from '../../src/client/queue/mutation-queue.js';

interface Input {
  readonly n: number;
  readonly idempotencyKey?: string;
}

const note = typed<{ readonly note: { readonly n: number } }, { readonly input: Input }>('mutation ($input: NoteInput!) { note }');

/** What the model's server, or the way to it, does with one sending. */
type Fate = 'DONE' | 'UNREACHED' | 'ANSWER_LOST' | 'AWAY' | 'BUSY' | 'REFUSED' | 'CONFLICT' | 'BROKEN';

const error = (code: string, more: object = {}): OperationError =>
  new OperationError([{ message: code, extensions: { code, ...more } }]);

/** A server that gives one effect to a key, and meets the fate that comes next. */
class ModelServer {
  readonly effects: number[] = [];
  readonly sent: number[] = [];
  readonly #answered = new Set<string>();

  constructor(private readonly fates: Fate[]) {}

  async send({ variables }: Operation): Promise<Readonly<Record<string, unknown>>> {
    const { n, idempotencyKey = '' } = variables.input as Input;
    this.sent.push(n);
    const fate = this.fates.shift() ?? 'DONE';
    switch (fate) {
      case 'UNREACHED':
        throw new ConnectionError('no network');
      case 'AWAY':
        throw error('DATABASE_UNAVAILABLE');
      case 'BUSY':
        throw error('RATE_LIMITED', { retryAfter: 0.001 });
      case 'BROKEN':
        throw error('INTERNAL_SERVER_ERROR');
      case 'REFUSED':
        throw error('BAD_USER_INPUT');
      case 'CONFLICT':
        return { note: { n: null, errors: [{ code: 'VERSION_CONFLICT', message: '', path: [] }] } };
      default:
        if (!this.#answered.has(idempotencyKey)) {
          this.#answered.add(idempotencyKey);
          this.effects.push(n);
        }
        if (fate === 'ANSWER_LOST') {
          throw new ConnectionError('reset');
        }
        return { note: { n, errors: [] } };
    }
  }
}

function queueTo(server: ModelServer, store: QueueStore = memoryQueue()): MutationQueue {
  return new MutationQueue({ store, backoff: { first: 0, most: 0 }, send: (operation) => server.send(operation) });
}

describe('the queue of mutations', () => {
  it('gives each mutation that is not refused one effect, in their order, over any failures and restarts', async () => {
    const fate = fc.constantFrom<Fate>('DONE', 'UNREACHED', 'ANSWER_LOST', 'AWAY', 'BUSY');
    const restarts = fc.array(fc.boolean(), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 30 }), restarts, async (fates, story) => {
        const server = new ModelServer([...fates]);
        const store = memoryQueue();
        let queue = queueTo(server, store);
        for (const [n, restart] of story.entries()) {
          await queue.enqueue(note, { n });
          if (restart) {
            await queue.close();
            queue = queueTo(server, store);
          }
        }
        const { outcome } = await queue.enqueue(note, { n: story.length });
        expect(await outcome).toMatchObject({ kind: 'DONE', data: { note: { n: story.length } } });
        expect(server.effects).toEqual([...story.keys(), story.length]);
        expect(await queue.pending()).toEqual([]);
        await queue.close();
      }),
      { numRuns: 100 },
    );
  });

  it('reports what is refused and goes on with the next', async () => {
    const server = new ModelServer(['REFUSED', 'CONFLICT']);
    const queue = queueTo(server);
    const settled: unknown[] = [];
    queue.onSettled(({ mutation, outcome }) => settled.push([mutation.label, outcome.kind]));
    const [refused, conflict, done] = await Promise.all([1, 2, 3].map((n) => queue.enqueue(note, { n }, `note ${n}`)));
    expect(await refused?.outcome).toMatchObject({ kind: 'REFUSED', errors: [{ code: 'BAD_USER_INPUT' }], data: null });
    expect(await conflict?.outcome).toMatchObject({ kind: 'REFUSED', errors: [{ code: 'VERSION_CONFLICT' }], data: { note: {} } });
    expect(await done?.outcome).toMatchObject({ kind: 'DONE' });
    expect(settled).toEqual([['note 1', 'REFUSED'], ['note 2', 'REFUSED'], ['note 3', 'DONE']]);
    await queue.close();
  });

  it('does not stand before a mutation for ever that breaks the server', async () => {
    const queue = queueTo(new ModelServer(Array.from({ length: 8 }, () => 'BROKEN' as const)));
    const first = await queue.enqueue(note, { n: 1 });
    const second = await queue.enqueue(note, { n: 2 });
    expect(await first.outcome).toMatchObject({ kind: 'UNKNOWN' });
    expect(await second.outcome).toMatchObject({ kind: 'DONE' });
    await queue.close();
  });

  it('tells what is in the way, and waits for a new token where the old one has ended', async () => {
    const statuses: QueueStatus[] = [];
    let token = 'old';
    const server = new ModelServer([]);
    const queue = new MutationQueue({
      store: memoryQueue(),
      backoff: { first: 5, most: 5 },
      send: async (operation) => {
        if (token === 'old') {
          throw error('SESSION_EXPIRED');
        }
        return server.send(operation);
      },
    });
    queue.onStatus((status) => {
      statuses.push(status);
      if (statuses.filter(({ phase }) => phase === 'waiting').length === 10) {
        token = 'new';
      }
    });
    const { outcome } = await queue.enqueue(note, { n: 1 });
    expect(await outcome).toMatchObject({ kind: 'DONE' });
    expect(statuses).toContainEqual({ phase: 'waiting', remedy: 'SIGN_IN', reason: 'SESSION_EXPIRED' });
    expect(queue.status.phase).toBe('sending');
    await queue.close();
    expect(queue.status.phase).toBe('idle');
  });

  it('sends nothing again that it sent longer ago than the server remembers', async () => {
    const store = memoryQueue();
    await store.add({ key: 'old', query: '', variables: { input: { n: 1 } }, label: 'old', sentAt: Date.now() - 7 * 86_400_000 });
    const server = new ModelServer([]);
    const queue = queueTo(server, store);
    const told = new Promise((resolve) => queue.onSettled(resolve));
    expect(await told).toMatchObject({ mutation: { label: 'old' }, outcome: { kind: 'UNKNOWN' } });
    expect(server.sent).toEqual([]);
    await queue.close();
  });

  it('has one page send for all that share a store, and each of them told', async () => {
    const factory = new IDBFactory() as unknown as NonNullable<Parameters<typeof indexedDbStores>[1]>;
    const name = `kengash:${process.pid}`;
    const server = new ModelServer(['UNREACHED', 'ANSWER_LOST', 'UNREACHED', 'ANSWER_LOST']);
    const pages = [1, 2, 3].map(() => queueTo(server, indexedDbStores(name, factory).queueStore));
    const numbers = [...Array(12).keys()];
    const outcomes = await Promise.all(
      numbers.map(async (n) => {
        await sleep(n);
        return (await pages[n % 3]?.enqueue(note, { n }))?.outcome;
      }),
    );
    expect(outcomes.map((outcome) => outcome?.kind)).toEqual(numbers.map(() => 'DONE'));
    expect(server.effects).toHaveLength(12);
    expect(new Set(server.effects).size).toBe(12);
    await Promise.all(pages.map((page) => page.close()));
  });
});
