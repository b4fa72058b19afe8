import { type Clock, systemClock } from '../clock.js';
import type { EngineLog } from '../patience.js';
import { attend, type PresenceRequest } from './attendance.js';
import { LeavableIterator } from './leavable.js';
import { LeaseKeeper } from './lease-keeper.js';
import { presenceLimits, type PresenceLimits } from './limits.js';
import { Looks } from './looks.js';
import { Outage } from './outage.js';
import { OwnConnections } from './own-connections.js';
import type { PresenceFrame } from './room.js';
import { StateUpdates } from './state-updates.js';
import type { PresenceStore } from './store.js';

/** What presence stands on. */
export interface PresencePorts<Who> {
  readonly store: PresenceStore;
  readonly logger: EngineLog;
  /** What is shown of accounts, by account; one that is not there any more is absent. */
  describe(accountIds: readonly string[]): Promise<ReadonlyMap<string, Who>>;
  /** Tells the other nodes that a stream's people have changed, as a hint that may be lost. */
  announce(hint: { readonly topic: string; readonly detail: string }): void;
  /** True for an error that waiting cures: the database is away. */
  isUnavailable(error: unknown): boolean;
  readonly clock?: Clock;
  readonly limits?: Partial<PresenceLimits>;
}

/** How presence is, for readiness and metrics. */
export interface PresenceHealth {
  /** Whether the lease of this node lives as far as it can know: false some 15 seconds after it last reached the database. */
  readonly isLeaseHeld: boolean;
  /** Connections that are present through this node. */
  readonly connections: number;
  /** Streams whose people somebody watches through this node. */
  readonly rooms: number;
}

const topicStart = 'presence:';

/**
 * Who is there now, on all nodes. Every node writes its own people into one table under a lease that it renews; the people
 * of a lease that ran out are not shown. What has changed is looked up when a hint says so, and every ten seconds without
 * one. Where nothing changes nothing is sent.
 */
export class Presence<Who> {
  readonly #clock: Clock;
  readonly #limits: PresenceLimits;
  readonly #lease: LeaseKeeper;
  readonly #own: OwnConnections;
  readonly #states: StateUpdates;
  readonly #looks: Looks<Who>;
  readonly #outage: Outage;

  constructor(private readonly ports: PresencePorts<Who>) {
    const { store, logger } = ports;
    const clock = ports.clock ?? systemClock;
    const limits = { ...presenceLimits, ...ports.limits };
    const common = { store, clock, limits, logger };
    this.#clock = clock;
    this.#limits = limits;
    this.#outage = new Outage(logger, 'look at the right to be present');
    this.#looks = new Looks({ ...common, describe: (accountIds) => ports.describe(accountIds) });
    this.#own = new OwnConnections({
      ...common,
      lease: () => this.#lease.lease,
      written: (streams) => streams.forEach((stream) => this.#changed(stream)),
    });
    this.#states = new StateUpdates({
      ...common,
      written: (connection, state) => this.#own.noteState(connection, state),
    });
    this.#lease = new LeaseKeeper({
      ...common,
      register: (lease, before) => this.#own.register(lease, before),
      nodesChanged: () => this.#looks.allChanged(),
    });
  }

  /** Takes out the lease of this node; resolves after the first attempt, whatever came of it. */
  async start(): Promise<void> {
    this.#looks.start();
    await this.#lease.start();
  }

  /** Ends. Its people are gone after the time of grace unless they have come to another node by then. */
  async stop(): Promise<void> {
    await Promise.all([this.#looks.stop(), this.#own.stop(), this.#states.stop()]);
    await this.#lease.stop(this.#limits.grace);
  }

  /** How presence is. */
  health(): PresenceHealth {
    return { isLeaseHeld: this.#lease.isHeld, connections: this.#own.size, rooms: this.#looks.size };
  }

  /**
   * Comes to a stream, and is told who else is there until it is left: first a snapshot, then what changes. Rejects with
   * the refusal, and with what `standing` throws for other reasons than a database that is away.
   */
  attend(request: PresenceRequest): AsyncIterableIterator<PresenceFrame<Who>, void, undefined> {
    const { ports } = this;
    const attending = { clock: this.#clock, limits: this.#limits, looks: this.#looks, own: this.#own, outage: this.#outage };
    const isUnavailable = (error: unknown): boolean => ports.isUnavailable(error);
    return new LeavableIterator((signal) => attend({ ...attending, isUnavailable }, request, signal), request.signal);
  }

  /** Gives a session a state in a stream; false when it is not present there. */
  async update(stream: string, sessionId: string, state: string | null): Promise<boolean> {
    const isPresent = await this.#states.put(stream, sessionId, state);
    if (isPresent) {
      this.#changed(stream);
    }
    return isPresent;
  }

  /** Takes a session out of a stream at once; false when it was not present there. Its subscriptions go on without it. */
  async leave(stream: string, sessionId: string): Promise<boolean> {
    // Those of this node may be deleted by its own write before the store comes to them.
    const own = this.#own.leaveSession(stream, sessionId);
    const left = await this.ports.store.leave(stream, sessionId);
    this.#changed(stream, sessionId);
    return own + left > 0;
  }

  /** Takes a hint of another node; false when it is not about presence. */
  heard({ topic, detail }: { readonly topic: string; readonly detail: string }): boolean {
    if (!topic.startsWith(topicStart)) {
      return false;
    }
    const stream = topic.slice(topicStart.length);
    if (detail !== '') {
      this.#own.leaveSession(stream, detail);
    }
    this.#looks.changed(stream);
    return true;
  }

  /** Hints may have been missed. */
  missed(): void {
    this.#looks.allChanged();
  }

  /** @param left the session that has left on purpose: whichever node holds it must not write it again */
  #changed(stream: string, left = ''): void {
    this.#looks.changed(stream);
    this.ports.announce({ topic: `${topicStart}${stream}`, detail: left });
  }
}
