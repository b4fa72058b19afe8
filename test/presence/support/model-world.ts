import pino from 'pino';
import type { Stamp } from '../../../src/realtime/presence/person.js';
import { presenceLimits } from '../../../src/realtime/presence/limits.js';
import { Presence } from '../../../src/realtime/presence/presence.js';
import { ModelClock } from '../../realtime/support/model-clock.js';
import { type Attendee, come, person } from './attendee.js';
import { ModelTables } from './model-store.js';

const limits = { ...presenceLimits, answer: 1e9, right: 1e9, listed: 4, listedAgain: 3 };
/** The streams of the model. */
export const streams = ['a', 'b'] as const;

/** A node with its own clock, which may be far off the database's. */
export interface ModelNode {
  readonly clock: ModelClock;
  readonly node: Presence<string>;
  isCut: boolean;
}

/** Six people, two nodes and one database, in a time that passes when it is told to. */
export class World {
  #now = 0;
  readonly tables = new ModelTables(() => this.#now, limits.lease);
  readonly people = Array.from({ length: 6 }, () => person());
  readonly nodes: ModelNode[] = [];
  /** Who is connected where, over what; a watcher that is nobody has no stamp. */
  readonly connected: { readonly attendee: Attendee; readonly at: ModelNode; readonly stream: string; readonly stamp: Stamp | null }[] = [];
  readonly left: Attendee[] = [];

  /** Starts both nodes, with somebody who watches each stream through each. */
  async open(): Promise<void> {
    this.nodes.push(await this.#node(), await this.#node());
    for (const [at, node] of this.nodes.entries()) {
      this.come(at, streams[at] ?? 'a', null);
      this.come(at, streams[1 - at] ?? 'a', null);
      await node.node.start();
    }
    await this.pass(1_000);
  }

  async #node(): Promise<ModelNode> {
    const clock = new ModelClock();
    clock.move(600_000 * this.nodes.length);
    const made: { isCut: boolean } = { isCut: false };
    const node: Presence<string> = new Presence({
      store: this.tables.door(() => made.isCut),
      clock,
      limits,
      logger: pino({ level: 'silent' }),
      describe: async (ids) => new Map(ids.map((id) => [id, id])),
      announce: (hint) => this.nodes.forEach((other) => other.node !== node && !other.isCut && other.node.heard(hint)),
      isUnavailable: () => true,
    });
    return Object.assign(made, { clock, node });
  }

  /** Somebody connects to a node, or watches as nobody. */
  come(which: number, stream: string, stamp: Stamp | null): void {
    const at = this.nodes[which % 2];
    if (at) {
      this.connected.push({ attendee: come(at.node, stream, stamp), at, stream, stamp });
    }
  }

  /** Somebody's socket closes; the watchers stay. */
  close(which: number): void {
    const closing = this.connected.filter(({ stamp }) => stamp !== null)[which % 8];
    if (closing) {
      this.connected.splice(this.connected.indexOf(closing), 1);
      closing.attendee.leave();
      this.left.push(closing.attendee);
    }
  }

  /** Lets time pass, and everybody do what is to be done meanwhile. */
  async pass(milliseconds: number): Promise<void> {
    const step = 50;
    for (let passed = 0; passed < milliseconds; passed += step) {
      this.#now += step;
      this.nodes.forEach(({ clock }) => clock.move(step));
      await new Promise((done) => void setImmediate(done));
    }
  }

  /** Throws when somebody was told what does not fit together. */
  check(): void {
    const told = [...this.connected.map(({ attendee }) => attendee), ...this.left];
    const wrong = told.flatMap((attendee) => attendee.wrong);
    if (wrong.length > 0) {
      throw new Error(wrong.join('; '));
    }
  }

  /** After whatever was broken has been whole for a while: everybody sees exactly those who are connected. */
  async settle(): Promise<void> {
    this.nodes.forEach((node) => (node.isCut = false));
    await this.pass(limits.lease + limits.digest + 2 * limits.grace);
    this.check();
    for (const { attendee, stream } of this.connected) {
      const there = new Set(this.connected.flatMap((one) => (one.stream === stream && one.stamp ? [one.stamp.personId] : [])));
      const seen = attendee.members ? attendee.persons : [...there].toSorted();
      if (attendee.people !== there.size || seen.join() !== [...there].toSorted().join()) {
        throw new Error(`${attendee.people} people are seen in ${stream}, ${there.size} are there`);
      }
    }
  }

  /** Ends it all. */
  async end(): Promise<void> {
    this.connected.forEach(({ attendee }) => attendee.leave());
    await Promise.all(this.nodes.map(({ node }) => node.stop()));
  }
}
