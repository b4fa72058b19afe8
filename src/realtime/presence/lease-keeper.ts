import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { type EngineLog, within } from '../patience.js';
import type { PresenceLimits } from './limits.js';
import { Outage } from './outage.js';
import type { PresenceStore } from './store.js';

/** What a lease keeper stands on. */
export interface LeasePorts {
  readonly store: Pick<PresenceStore, 'renew' | 'release' | 'sweep'>;
  readonly clock: Clock;
  readonly limits: PresenceLimits;
  readonly logger: EngineLog;
  /** Writes all people of this node under a lease, in place of another. */
  register(lease: string, before: string | null): Promise<void>;
  /** Other nodes have come or gone. */
  nodesChanged(): void;
}

/** Milliseconds after the end of another node's lease at which it is looked for. */
const afterEnd = 20;

/**
 * Keeps the lease by which the people of this node are shown. The database alone judges whether a lease lives; this node
 * only counts, from before it asked, how long it may rely on the last answer. A lease that ran out, as under a process
 * that was paused, is never taken up again: the people are written anew under another one.
 */
export class LeaseKeeper {
  readonly #outage: Outage;
  #lease: string | null = null;
  #next: string = randomUUID();
  #heldUntil = -Infinity;
  #others: ReadonlySet<string> = new Set();
  #isStopped = false;
  #cancel: (() => void) | null = null;
  #beating: Promise<void> = Promise.resolve();

  constructor(private readonly ports: LeasePorts) {
    this.#outage = new Outage(ports.logger, 'lease of this node');
  }

  /** The lease that holds, or held; null before the first. */
  get lease(): string | null {
    return this.#lease;
  }

  /** Whether this node may rely on living: false some time after it last reached the database. */
  get isHeld(): boolean {
    return this.ports.clock.now() < this.#heldUntil;
  }

  /** Takes out the lease and goes on renewing it; resolves after the first attempt, whatever came of it. */
  start(): Promise<void> {
    return this.#beat();
  }

  /** Ends. Whoever has not come to another node within so many milliseconds is gone then. */
  async stop(milliseconds: number): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#beating;
    if (this.#lease !== null && this.isHeld) {
      // Where this fails, the lease runs out by itself.
      await within(this.ports.clock, this.ports.limits.retry, this.ports.store.release(this.#lease, milliseconds)).catch(
        () => undefined,
      );
    }
  }

  #beat(): Promise<void> {
    this.#beating = this.#renew().then(
      (pause) => {
        this.#outage.succeeded();
        this.#schedule(pause);
      },
      (error) => {
        this.#outage.failed(error);
        this.#schedule(this.ports.limits.retry);
      },
    );
    return this.#beating;
  }

  #schedule(milliseconds: number): void {
    if (!this.#isStopped) {
      this.#cancel = this.ports.clock.after(milliseconds, () => void this.#beat());
    }
  }

  /** One renewal; the answer is when the next one is due. */
  async #renew(): Promise<number> {
    const { clock, limits, store } = this.ports;
    const lease = this.#lease ?? (await this.#register());
    const asked = clock.now();
    const answer = await within(clock, limits.answer, store.renew(lease));
    if (!answer.isAlive) {
      this.#heldUntil = -Infinity;
      await this.#register(lease);
      return 0;
    }
    this.#heldUntil = asked + limits.lease;
    if (!answer.isKept) {
      await this.ports.register(lease, null);
    }
    await this.#compare(new Set(answer.others.keys()));
    return Math.min(limits.renew, ...[...answer.others.values()].map((remaining) => remaining + afterEnd));
  }

  async #register(before: string | null = null): Promise<string> {
    const asked = this.ports.clock.now();
    // The same again after a failure: the attempt may have reached the database all the same.
    const lease = this.#next;
    await this.ports.register(lease, before);
    this.#lease = lease;
    this.#next = randomUUID();
    this.#heldUntil = asked + this.ports.limits.lease;
    return lease;
  }

  /** Tells of nodes that came or went, and clears away what the latter left. */
  async #compare(now: ReadonlySet<string>): Promise<void> {
    const before = this.#others;
    this.#others = now;
    if (now.symmetricDifference(before).size > 0) {
      this.ports.nodesChanged();
    }
    if (!before.isSubsetOf(now)) {
      await this.ports.store.sweep();
    }
  }
}
