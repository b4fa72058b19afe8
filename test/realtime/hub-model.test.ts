import * as fc from 'fast-check';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import type { StoredAppend } from '../../src/realtime/stream-log.js';
import { unmeasured } from '../../src/realtime/engine-metrics.js';
import { FanOut } from '../../src/realtime/fan-out/fan-out.js';
import type { Frame } from '../../src/realtime/frame.js';
import { Hub } from '../../src/realtime/hub.js';
import { defaultLimits } from '../../src/realtime/limits.js';
import { ModelClient } from './support/model-client.js';
import { ModelMember } from './support/model-member.js';
import { ModelClock } from './support/model-clock.js';
import { Away, ModelLog } from './support/model-log.js';

const keys = ['a', 'b'] as const;
const limits = { ...defaultLimits, ring: 4, page: 3, frame: 2, replay: 12, read: 1_000_000 };

/** One world: a log, a server that can be replaced, clients, and the order in which waiting reads go on. */
class World {
  readonly clock = new ModelClock();
  readonly waiting: (() => void)[] = [];
  readonly log = new ModelLog(() => new Promise((resolve) => void this.waiting.push(resolve)));
  /** Members of groups: two in each stream. */
  readonly members = Array.from({ length: 4 }, (_, n) => new ModelMember(keys[n % 2] ?? 'a', this.log, this.clock, limits));
  readonly clients: readonly ModelClient[] = [
    ...Array.from({ length: 4 }, (_, n) => new ModelClient(keys[n % 2] ?? 'a', this.log, limits.replay)),
    ...this.members,
  ];
  readonly unheard: StoredAppend[] = [];
  /** Commits of another node, in whatever order its hints come over the bus. */
  readonly elsewhere: StoredAppend[] = [];
  hub = this.#newHub();
  fanOut = new FanOut<Frame<readonly string[]>>(this.hub);

  #newHub(): Hub {
    return new Hub({
      log: this.log,
      clock: this.clock,
      limits,
      logger: pino({ level: 'silent' }),
      metrics: unmeasured,
      accessVersions: () => this.log.read(() => new Map(this.members.map(({ access }) => access))),
      isUnavailable: (error) => error instanceof Away,
    });
  }

  restart(): void {
    this.clients.forEach((client) => client.drop());
    this.unheard.length = 0;
    this.hub = this.#newHub();
    this.fanOut = new FanOut(this.hub);
  }

  /** Hears of a commit of another node, with its events or without, once or again. */
  hear(which: number, withEvents: boolean, isLast: boolean): void {
    const at = which % Math.max(1, this.elsewhere.length);
    const append = this.elsewhere[at];
    const [position] = append?.positions ?? [];
    if (append && position) {
      this.hub.heard({ position, events: withEvents ? append.events : null });
    }
    if (isLast) {
      this.elsewhere.splice(at, 1);
    }
  }

  /** Hears what is not true: a place that the stream has not reached, or of a history that never was. */
  hearLie(key: string, ahead: number, isOfHistory: boolean): void {
    const { epoch, generation, head } = this.log.headOf(key);
    const position = { streamKey: key, epoch: isOfHistory ? epoch : 'e'.repeat(16), generation, seq: head + ahead };
    this.hub.heard({ position, events: null });
  }

  /** Lets a waiting read go on, and everything that follows from it in the same turn. */
  async step(which: number): Promise<void> {
    const [resolve] = this.waiting.length > 0 ? this.waiting.splice(which % this.waiting.length, 1) : [];
    resolve?.();
    await new Promise((done) => void setImmediate(done));
  }

  /** Several steps after each other. */
  async steps(which: number, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      await this.step(which);
    }
  }

  /** Throws when a client holds what is not the beginning of the log, or was told something out of order. */
  check(): void {
    const mistakes = this.clients.flatMap((client) => client.mistakes);
    const strayed = this.clients.filter((client) => !client.isTrue);
    if (mistakes.length > 0 || strayed.length > 0) {
      const histories = strayed.map(({ key }) => `a client of ${key} holds another history`);
      throw new Error([...mistakes, ...histories].join('; '));
    }
  }

  /** Until nothing is on its way any more and every client holds what the log does. */
  async settle(): Promise<void> {
    this.log.isAway = false;
    this.members.forEach((member) => member.allow(true));
    for (let round = 0; round < 200; round += 1) {
      this.clients.forEach((client) => {
        client.connect(this.hub, this.fanOut);
        client.pull();
      });
      if (round % 5 === 0) {
        void this.hub.look();
        this.clock.move(6_000);
      }
      for (let steps = 0; steps < 100 && this.waiting.length > 0; steps += 1) {
        await this.step(0);
      }
      await this.step(0);
      if (round % 5 === 4 && this.clients.every((client) => client.isComplete)) {
        return;
      }
    }
  }
}

class Action implements fc.AsyncCommand<object, World> {
  constructor(
    private readonly name: string,
    private readonly act: (world: World) => void | Promise<void>,
  ) {}

  check(): boolean {
    return true;
  }

  async run(_: object, world: World): Promise<void> {
    await this.act(world);
    await new Promise((done) => void setImmediate(done));
    world.check();
  }

  toString(): string {
    return this.name;
  }
}

const anyKey = fc.constantFrom(...keys);
const size = fc.integer({ min: 1, max: 6 });
const anyClient = fc.nat(7);
const anyMember = fc.nat(3);

type Command = fc.AsyncCommand<object, World>;

/** What happens often. */
const frequent: fc.Arbitrary<Command>[] = [
  fc.tuple(anyKey, size).map(
    ([k, n]) => new Action(`commit ${n} to ${k} and hear it`, (world) => world.hub.committed(world.log.append(k, n))),
  ),
  fc.tuple(anyKey, size).map(
    ([k, n]) =>
      new Action(`commit ${n} to ${k}, heard later`, (world) => void world.unheard.push(world.log.append(k, n))),
  ),
  fc.nat(5).map(
    (n) =>
      new Action(`hear a late commit (${n})`, (world) => {
        for (const append of world.unheard.splice(n % Math.max(1, world.unheard.length), 1)) {
          world.hub.committed(append);
        }
      }),
  ),
  anyClient.map((n) => new Action(`pull ${n}`, (world) => world.clients[n]?.pull())),
  fc.constant(new Action('pull all', (world) => world.clients.forEach((client) => client.pull()))),
  fc.nat(7).map((n) => new Action(`read on (${n})`, (world) => world.step(n))),
  fc.nat(7).map((n) => new Action(`read on and on (${n})`, (world) => world.steps(n, 5))),
  fc.constant(new Action('poll', (world) => void world.hub.look())),
  fc.constantFrom(2, 300).map((ms) => new Action(`${ms} ms pass`, (world) => world.clock.move(ms))),
];

/** What happens now and then. */
const occasional: fc.Arbitrary<Command>[] = [
  fc.tuple(anyKey, size).map(
    ([k, n]) => new Action(`commit ${n} to ${k} elsewhere`, (world) => void world.log.append(k, n)),
  ),
  fc.tuple(anyKey, size).map(
    ([k, n]) =>
      new Action(`commit ${n} to ${k} on another node`, (world) => void world.elsewhere.push(world.log.append(k, n))),
  ),
  fc.tuple(anyKey, size).map(([k, n]) => new Action(`roll back ${n} to ${k}`, (world) => world.log.rollBack(k, n))),
  fc.tuple(fc.nat(5), fc.boolean(), fc.boolean()).map(
    ([n, withEvents, isLast]) =>
      new Action(`hear of another node (${n}, ${withEvents ? 'events' : 'hint'}, ${isLast ? 'last' : 'again'})`, (world) =>
        world.hear(n, withEvents, isLast),
      ),
  ),
  fc.tuple(anyKey, fc.integer({ min: 1, max: 1_000_000 }), fc.boolean()).map(
    ([k, ahead, isOfHistory]) =>
      new Action(`hear a lie of ${k} (${ahead}, ${isOfHistory})`, (world) => world.hearLie(k, ahead, isOfHistory)),
  ),
  anyClient.map((n) => new Action(`drop ${n}`, (world) => world.clients[n]?.drop())),
  anyClient.map(
    (n) =>
      new Action(`drop and connect ${n}`, (world) => {
        world.clients[n]?.drop();
        world.clients[n]?.connect(world.hub, world.fanOut);
      }),
  ),
  anyClient.map(
    (n) =>
      new Action(`forget and connect ${n}`, (world) => {
        world.clients[n]?.forget();
        world.clients[n]?.connect(world.hub, world.fanOut);
      }),
  ),
  fc.constant(new Action('connect all', (world) => world.clients.forEach((client) => client.connect(world.hub, world.fanOut)))),
  anyMember.map((n) => new Action(`stall ${n}`, (world) => world.members[n]?.stall())),
  fc.tuple(anyMember, fc.boolean()).map(
    ([n, isAllowed]) => new Action(`${isAllowed ? 'allow' : 'revoke'} ${n}`, (world) => world.members[n]?.allow(isAllowed)),
  ),
  fc.constant(new Action('20 s pass', (world) => world.clock.move(20_000))),
];

/** What happens seldom. */
const rare: fc.Arbitrary<Command>[] = [
  anyKey.map((k) => new Action(`trim ${k}`, (world) => world.log.trim(k))),
  fc.tuple(anyKey, fc.nat(4)).map(
    ([k, n]) => new Action(`another epoch of ${k}, ${n} shorter`, (world) => world.log.changeEpoch(k, n)),
  ),
  fc.constant(new Action('the database goes', (world) => void (world.log.isAway = true))),
  fc.constant(new Action('the database comes', (world) => void (world.log.isAway = false))),
  fc.constant(new Action('restart', (world) => world.restart())),
];

const actions = [...frequent, ...frequent, ...frequent, ...frequent, ...occasional, ...occasional, ...rare];

// More for a long search; its seed makes a search repeatable.
const runs = Number(process.env['KENGASH_MODEL_RUNS'] ?? 500);
const seed = Number(process.env['KENGASH_MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe('the hub as a model', () => {
  it('gives every client exactly the log, in order, whatever happens in whatever order', async () => {
    // oxlint-disable-next-line no-console -- the seed is what a failure is repeated with
    console.log(`hub model  ${runs} runs, KENGASH_MODEL_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.commands(actions, { maxCommands: 150, size: 'max' }), async (commands) => {
        const world = new World();
        keys.forEach((key) => world.log.append(key, 2));
        await world.settle();
        await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
        await world.settle();
        world.check();
        expect(world.clients.map((client) => client.isComplete)).toEqual(world.clients.map(() => true));
        const { hub, fanOut } = world;
        world.restart();
        expect({ ...hub.counts, ...fanOut.counts }).toEqual({
          streams: 0,
          subscribers: 0,
          groups: 0,
          lagging: 0,
          furthestBehind: 0,
        });
        expect(world.hub.counts).toEqual({ streams: 0, subscribers: 0 });
      }),
      { numRuns: runs, seed },
    );
  }, Math.max(300, runs / 4) * 1_000);
});
