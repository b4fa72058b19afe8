import type { Channel } from '../channel.js';
import type { EventFilter } from '../event-filter.js';
import type { DeliveredEvent } from '../frame.js';
import type { Hub } from '../hub.js';
import type { ResetReason } from '../position.js';
import { JointRead } from '../joint-read.js';
import { cursorAt, type Standing } from '../standing.js';
import type { StateSnapshot } from '../stream-log.js';
import type { Departure, Member, SharedFrame } from './member.js';
import { RenderedFrames } from './rendered-frames.js';
import { checkRights } from './rights-check.js';

/** Milliseconds between two looks whether a checkpoint can be given, while the database is away. */
const retry = 1_000;

/**
 * Subscribers whose operations are equal in all that can change the answer: each frame is executed once, and its bytes
 * go to all of them. Those who are told together, the live ones, stand at one place; who comes while a frame is on its
 * way waits for the end of it, and whoever cannot keep up goes on alone. Nothing is kept for a member but itself.
 */
export class Group<Payload> {
  readonly rendered = new RenderedFrames<Payload>();
  /** States for those who begin anew. */
  readonly snapshots: JointRead<StateSnapshot<unknown>>;
  readonly #live = new Set<Member<Payload>>();
  readonly #waiting = new Map<Member<Payload>, Standing>();
  readonly #closing = new AbortController();
  readonly #unfollow: () => void;
  #standing: Standing | null = null;
  #isRunning = false;
  #lastFrame = 0;
  #nextLook = 0;
  #due = Infinity;
  #hidden = 0;
  /** Live members with an account: while there is none, no event needs a look at rights for its own sake. */
  #accounts = 0;
  #cancelTimer: (() => void) | null = null;

  /** @param key what makes the operations of the members equal, but for the audience */
  constructor(
    readonly key: string,
    private readonly hub: Hub,
    private readonly channel: Channel,
    private readonly filter: EventFilter,
  ) {
    this.snapshots = new JointRead(hub.gather);
    this.#unfollow = channel.follow(() => this.#wake());
  }

  /** How many are told together now. */
  get size(): number {
    return this.#live.size;
  }

  /** Takes a member that lacks nothing at its place. It is told together with the others as soon as they meet. */
  enter(member: Member<Payload>, standing: Standing): void {
    if (!this.#isRunning && this.#live.size === 0 && this.#waiting.size === 0) {
      this.#standing = standing;
      this.#lastFrame = this.hub.clock.now();
      this.#nextLook = this.#lastFrame + this.hub.limits.checkpoint;
      this.#due = Infinity;
    }
    this.#waiting.set(member, standing);
    this.#wake();
  }

  /** Forgets a member that has left, in this turn. */
  remove(member: Member<Payload>): void {
    this.#drop(member);
    this.#waiting.delete(member);
  }

  /** Ends; there are no members any more. */
  close(): void {
    this.#closing.abort();
    this.#cancelTimer?.();
    this.#unfollow();
  }

  #wake(): void {
    if (this.#isRunning) {
      return;
    }
    this.#isRunning = true;
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    void this.#run().catch(() => this.#scatter({ gap: null }));
  }

  /** Tells all there is to tell. Rejects when it is closed, and when a frame cannot be executed for this group. */
  async #run(): Promise<void> {
    try {
      for (let isBusy = true; isBusy; ) {
        isBusy = await this.#step();
      }
    } finally {
      // In the turn in which nothing was left to tell, so that no later event finds the group still busy.
      this.#isRunning = false;
      this.#schedule();
    }
  }

  /** One step; false when nothing is left to do. */
  async #step(): Promise<boolean> {
    const standing = this.#standing;
    if (!standing || this.#live.size + this.#waiting.size === 0) {
      return false;
    }
    const step = this.channel.since(standing);
    if (step.kind === 'EVENTS') {
      await this.#tell(standing, step.events);
      return true;
    }
    if (step.kind !== 'CURRENT') {
      this.#scatter({ gap: step.kind === 'GAP' ? step.reason : null });
      return false;
    }
    this.#gather(standing);
    const now = this.hub.clock.now();
    if (now >= this.#nextLook || this.hub.serverTime.getTime() >= this.#due) {
      await this.#lookAfter(standing, now);
      return true;
    }
    return false;
  }

  async #tell(standing: Standing, events: readonly DeliveredEvent[]): Promise<void> {
    const { filter } = this;
    if (this.#mayRightsChange(events)) {
      await this.#renewRights(standing, events);
    }
    const visible = filter.visible(events, standing.head, standing.told);
    const seq = events.at(-1)?.seq ?? standing.seq;
    const reached = { ...standing, seq, told: visible.at(-1)?.seq ?? standing.told };
    const cursor = cursorAt(reached, filter.hash);
    this.#hidden = visible.length > 0 ? 0 : this.#hidden + events.length;
    if (visible.length > 0) {
      await this.#push(standing, { kind: 'Events', cursor, events: visible });
    } else if (this.#hidden >= this.hub.limits.hidden) {
      this.#hidden = 0;
      await this.#push(standing, { kind: 'Checkpoint', cursor, serverTime: this.hub.serverTime });
    }
    this.#standing = reached;
  }

  /** In the quiet: rights that end by the clock, sessions that are about to end, a sign of life. */
  async #lookAfter(standing: Standing, now: number): Promise<void> {
    await this.#renewRights(standing, []);
    this.#due = Infinity;
    for (const member of this.#live) {
      const at = member.listener.takeNotice();
      if (at) {
        member.announceEnd(at);
      }
      this.#due = Math.min(this.#due, member.listener.due);
    }
    if (this.#due <= this.hub.serverTime.getTime()) {
      // What should be over by now and was found good: not again in the same moment.
      this.#due = this.hub.serverTime.getTime() + retry;
    }
    if (now < this.#lastFrame + this.hub.limits.checkpoint) {
      this.#nextLook = this.#lastFrame + this.hub.limits.checkpoint;
    } else if (this.hub.isHealthy) {
      const cursor = cursorAt(standing, this.filter.hash);
      await this.#push(standing, { kind: 'Checkpoint', cursor, serverTime: this.hub.serverTime });
    } else {
      this.#nextLook = now + retry;
    }
  }

  #mayRightsChange(events: readonly DeliveredEvent[]): boolean {
    const [first] = this.#live;
    return (
      this.#accounts > 0 ||
      this.hub.serverTime.getTime() >= this.#due ||
      events.some(({ type }) => first?.listener.mayChangeAt(type) ?? false)
    );
  }

  async #renewRights(standing: Standing, events: readonly DeliveredEvent[]): Promise<void> {
    const changed = await checkRights(this.hub, this.#live, events, this.#closing.signal);
    for (const [member, right] of changed) {
      // Whoever has left meanwhile has nothing to be told.
      if (this.#drop(member)) {
        if (right === 'ENDED') {
          member.refuse();
        } else {
          member.depart(standing, { gap: 'PERMISSION' });
        }
      }
    }
  }

  /** Executes a frame once and writes it to all, in slices, so that nobody else waits for long. */
  async #push(standing: Standing, frame: SharedFrame): Promise<void> {
    const [first] = this.#live;
    if (first) {
      const payload = await this.rendered.of(frame, () => first.render(frame));
      const receivers = this.#live.size;
      let written = 0;
      for (const member of this.#live) {
        if (member.isSlow) {
          this.#drop(member);
          member.depart(standing, { slow: true });
        } else {
          member.write(payload);
        }
        written += 1;
        if (written % this.hub.limits.slice === 0) {
          await this.hub.clock.turn();
        }
      }
      this.#count(receivers, frame);
    }
    this.#lastFrame = this.hub.clock.now();
    this.#nextLook = this.#lastFrame + this.hub.limits.checkpoint;
  }

  #count(receivers: number, frame: SharedFrame): void {
    if (frame.kind === 'Events') {
      const youngest = frame.events.at(-1)?.at.getTime() ?? 0;
      this.hub.metrics.delivered(receivers, Math.max(0, this.hub.serverTime.getTime() - youngest));
    }
  }

  /**
   * Lets those who wait at the place of the others join them; who is behind it goes on alone. Whoever has read the log
   * beyond what this process has delivered so far waits until it has: alone it would be back in this very turn.
   */
  #gather(standing: Standing): void {
    for (const [member, own] of this.#waiting) {
      if (own.term === standing.term && own.seq > standing.seq) {
        continue;
      }
      this.#waiting.delete(member);
      if (own.term === standing.term && own.seq === standing.seq) {
        this.#live.add(member);
        this.#accounts += member.listener.account === null ? 0 : 1;
        this.#due = Math.min(this.#due, member.listener.due);
      } else {
        member.depart(own, { gap: null });
      }
    }
  }

  /** The group cannot go on together: everybody goes on alone. */
  #scatter(departure: Extract<Departure, { gap: ResetReason | null }>): void {
    const live = [...this.#live];
    const waiting = [...this.#waiting];
    this.#live.clear();
    this.#accounts = 0;
    this.#waiting.clear();
    const standing = this.#standing;
    if (standing) {
      live.forEach((member) => member.depart(standing, departure));
    }
    waiting.forEach(([member, own]) => member.depart(own, { gap: null }));
  }

  /** Takes a member out of those who are told together; false when it was none of them. */
  #drop(member: Member<Payload>): boolean {
    const was = this.#live.delete(member);
    this.#accounts -= was && member.listener.account !== null ? 1 : 0;
    return was;
  }

  #schedule(): void {
    if (this.#closing.signal.aborted || this.#live.size === 0) {
      return;
    }
    const { clock, serverTime } = this.hub;
    const wait = Math.min(this.#nextLook - clock.now(), this.#due - serverTime.getTime());
    this.#cancelTimer = clock.after(Math.max(1, wait), () => this.#wake());
  }
}
