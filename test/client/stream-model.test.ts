import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kept, StreamStore } from '../../src/client/index.js';
import { StreamFollower } from '../../src/client/stream/stream-follower.js';
import { type Fate, ModelServer } from './support/model-server.js';

type Frame =
  | { readonly __typename: 'NotesSnapshot'; readonly notes: readonly string[] }
  | { readonly __typename: 'Events'; readonly events: readonly { readonly id: string }[] };

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A store that shows every pair that was ever in it, and can crash with its program before or after a write. */
class ModelStore implements StreamStore {
  readonly pairs: Kept<readonly string[]>[] = [];
  #kept: Kept<unknown> | null = null;
  crash: 'BEFORE' | 'AFTER' | null = null;

  async load(): Promise<Kept<unknown> | null> {
    return this.#kept;
  }

  async save(_key: string, kept: Kept<unknown>): Promise<void> {
    await this.#die('BEFORE');
    this.#kept = kept;
    this.pairs.push(kept as Kept<readonly string[]>);
    await this.#die('AFTER');
  }

  async remove(): Promise<void> {
    this.#kept = null;
  }

  async #die(moment: 'BEFORE' | 'AFTER'): Promise<void> {
    if (this.crash === moment) {
      await new Promise(() => {});
    }
  }
}

/** A server, and a client that may crash and begin again from its store. */
class World {
  readonly server = new ModelServer();
  store = new ModelStore();
  resets = 0;
  #stream = this.#follow();

  get state(): readonly string[] | undefined {
    return this.#stream.state;
  }

  /** Ends the program wherever it is and starts it again. */
  restart(): void {
    void this.#stream.close();
    const { pairs } = this.store;
    const kept = this.store.load();
    this.store = new ModelStore();
    this.store.load = () => kept;
    this.store.pairs.push(...pairs);
    this.#stream = this.#follow();
  }

  #follow(): StreamFollower<{ readonly stream: Frame }, readonly string[]> {
    return new StreamFollower<{ readonly stream: Frame }, readonly string[]>(
      { query: '', variables: {}, key: 'notes' },
      {
        apply: async (notes, frame) => {
          await turn();
          return frame.__typename === 'NotesSnapshot' ? frame.notes : [...(notes ?? []), ...frame.events.map(({ id }) => id)];
        },
        onReset: () => (this.resets += 1),
      },
      {
        transport: this.server,
        store: this.store,
        backoff: { first: 0, most: 0 },
        silence: { told: 1_000_000, most: 2_000_000 },
        expiring: () => {},
      },
    );
  }

  /** Nothing goes wrong any more, until the client has all. */
  async heal(): Promise<void> {
    this.server.append();
    for (let n = 0; n < 400 && this.state?.length !== this.server.log.length; n += 1) {
      this.server.send(3, 'ARRIVES');
      await turn();
      // A pause of no length between attempts is a timer all the same.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  end(): void {
    void this.#stream.close();
  }
}

type Happening =
  | { readonly kind: 'APPEND' | 'CUT' | 'FAIL' | 'RESTART' | 'TRIM' | 'RESTORE' | 'TURN' }
  | { readonly kind: 'CRASH'; readonly moment: 'BEFORE' | 'AFTER' }
  | { readonly kind: 'SEND'; readonly most: number; readonly fate: Fate };

function happen({ server, store }: World, world: World, happening: Happening): void {
  switch (happening.kind) {
    case 'APPEND':
      return server.append();
    case 'SEND':
      return server.send(happening.most, happening.fate);
    case 'CUT':
      return server.cut();
    case 'FAIL':
      return server.fail();
    case 'RESTART':
      return world.restart();
    case 'CRASH':
      store.crash = happening.moment;
      return undefined;
    case 'TRIM':
      server.floor = server.log.length;
      return undefined;
    case 'RESTORE':
      return server.restore();
    case 'TURN':
      return undefined;
  }
}

const fates = (...all: readonly Fate[]): fc.Arbitrary<Fate> => fc.constantFrom(...all);

function happenings(fate: fc.Arbitrary<Fate>, others: readonly Happening['kind'][]): fc.Arbitrary<readonly Happening[]> {
  const plain = fc.constantFrom(...others).map((kind) => ({ kind }) as Happening);
  const append = fc.constant<Happening>({ kind: 'APPEND' });
  const send = fc.record({ kind: fc.constant('SEND' as const), most: fc.integer({ min: 1, max: 4 }), fate });
  const crash = fc.record({ kind: fc.constant('CRASH' as const), moment: fc.constantFrom('BEFORE' as const, 'AFTER' as const) });
  return fc.array(
    fc.oneof({ weight: 6, arbitrary: append }, { weight: 6, arbitrary: send }, { weight: 4, arbitrary: plain }, { weight: 1, arbitrary: crash }),
    { minLength: 5, maxLength: 50 },
  );
}

async function play(story: readonly Happening[]): Promise<World> {
  const world = new World();
  for (const happening of story) {
    happen(world, world, happening);
    if (happening.kind !== 'SEND') {
      await turn();
    }
  }
  if (world.store.crash) {
    world.restart();
  }
  await world.heal();
  world.end();
  return world;
}

describe('a stream against a server that is only a model', () => {
  it('holds all of 1 to n after cuts, crashes, failures and restarts, and needs its first snapshot alone', async () => {
    const story = happenings(fates('ARRIVES', 'IS_CUT', 'COMES_TWICE'), ['CUT', 'FAIL', 'RESTART', 'TURN']);
    await fc.assert(
      fc.asyncProperty(story, async (happened) => {
        const world = await play(happened);
        expect(world.state).toEqual(world.server.log);
        expect(world.resets).toBe(0);
        for (const { state, cursor } of world.store.pairs) {
          expect(state).toEqual(world.server.stateAt(cursor));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never keeps a state with a hole, even where frames are lost or come in the wrong order', async () => {
    const story = happenings(fates('ARRIVES', 'IS_DROPPED', 'COMES_TWICE', 'COMES_LATE'), ['CUT', 'RESTART', 'TRIM', 'TURN']);
    await fc.assert(
      fc.asyncProperty(story, async (happened) => {
        const world = await play(happened);
        expect(world.state).toEqual(world.server.log);
        for (const { state, cursor } of world.store.pairs) {
          expect(state).toEqual(world.server.stateAt(cursor));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('never mixes two histories when the database is restored', async () => {
    const story = happenings(fates('ARRIVES', 'IS_CUT'), ['CUT', 'RESTART', 'TURN']);
    await fc.assert(
      fc.asyncProperty(story, story, async (before, after) => {
        const restored: readonly Happening[] = [{ kind: 'RESTORE' }, { kind: 'CUT' }];
        const world = await play([...before, ...restored, ...after]);
        expect(world.state).toEqual(world.server.log);
        for (const { state } of world.store.pairs) {
          expect(new Set(state.map((id) => id.split(':')[0])).size).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 100 },
    );
  });
});
