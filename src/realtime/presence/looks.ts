import type { Clock } from '../clock.js';
import { type EngineLog, within } from '../patience.js';
import type { PresenceLimits } from './limits.js';
import { Outage } from './outage.js';
import { Pulse } from './pulse.js';
import { Room } from './room.js';
import type { PresenceStore } from './store.js';

/** What the looks at rooms stand on. */
export interface LooksPorts<Who> {
  readonly store: Pick<PresenceStore, 'look'>;
  readonly clock: Clock;
  readonly limits: PresenceLimits;
  readonly logger: EngineLog;
  /** What is shown of accounts, by account; one that is not there any more is absent. */
  describe(accountIds: readonly string[]): Promise<ReadonlyMap<string, Who>>;
}

/**
 * The rooms that somebody listens to through this node, and the looks that keep them true: at those that are said to have
 * changed, merged, and now and then at all, for what nobody said.
 */
export class Looks<Who> {
  readonly #rooms = new Map<string, Room<Who>>();
  readonly #changed = new Set<string>();
  #asking = new Map<string, (() => void)[]>();
  readonly #pulse: Pulse;
  readonly #outage: Outage;
  #cancel: (() => void) | null = null;

  constructor(private readonly ports: LooksPorts<Who>) {
    this.#pulse = new Pulse(ports.clock, ports.limits.look, () => this.#look());
    this.#outage = new Outage(ports.logger, 'look at who is present');
  }

  /** How many rooms there are. */
  get size(): number {
    return this.#rooms.size;
  }

  /** The room of a stream; made for the first who listens. */
  room(stream: string): Room<Who> {
    const room = this.#rooms.get(stream) ?? new Room<Who>(this.ports.limits);
    this.#rooms.set(stream, room);
    return room;
  }

  /** Forgets the room when nobody listens any more. */
  close(stream: string): void {
    if (this.#rooms.get(stream)?.isEmpty) {
      this.#rooms.delete(stream);
      this.#changed.delete(stream);
    }
  }

  /** A stream's people are said to have changed. */
  changed(stream: string): void {
    if (this.#rooms.has(stream)) {
      this.#changed.add(stream);
      this.#pulse.ask();
    }
  }

  /** Anything may have changed. */
  allChanged(): void {
    this.#rooms.forEach((_, stream) => this.changed(stream));
  }

  /** Resolves after a look at the stream that begins from now on. Rejects when the signal is aborted. */
  looked(stream: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const aborted = (): void => reject(signal.reason as Error);
      signal.addEventListener('abort', aborted, { once: true });
      const done = (): void => {
        signal.removeEventListener('abort', aborted);
        resolve();
      };
      this.#asking.set(stream, [...(this.#asking.get(stream) ?? []), done]);
      this.changed(stream);
    });
  }

  /** Begins to look at all rooms now and then. */
  start(): void {
    this.#cancel = this.ports.clock.after(this.ports.limits.digest, () => {
      this.allChanged();
      this.start();
    });
  }

  /** Looks no more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.#cancel?.();
    await this.#pulse.stop();
  }

  async #look(): Promise<void> {
    const streams = [...this.#changed].filter((stream) => this.#rooms.has(stream));
    const asking = this.#asking;
    this.#asking = new Map();
    this.#changed.clear();
    try {
      if (streams.length === 0 || (await this.#lookAt(streams))) {
        this.#outage.succeeded();
        asking.forEach((askers) => askers.forEach((done) => done()));
        return;
      }
    } catch (error) {
      this.#outage.failed(error);
    }
    asking.forEach((askers, stream) => this.#asking.set(stream, [...askers, ...(this.#asking.get(stream) ?? [])]));
    this.ports.clock.after(this.ports.limits.retry, () => streams.forEach((stream) => this.changed(stream)));
  }

  /** Looks once; false when the tables are not settled yet, and nothing was taken from them. */
  async #lookAt(streams: readonly string[]): Promise<boolean> {
    const { store, clock, limits } = this.ports;
    const viewers = streams.flatMap((stream) => this.#rooms.get(stream)?.viewers ?? []);
    const { at, isSettled, rooms } = await within(clock, limits.answer, store.look(streams, limits.listed, viewers));
    if (!isSettled) {
      return false;
    }
    const unknown = new Set([...rooms].flatMap(([stream, look]) => this.#rooms.get(stream)?.unknown(look) ?? []));
    const described = unknown.size > 0 ? await within(clock, limits.answer, this.ports.describe([...unknown])) : new Map();
    rooms.forEach((look, stream) => this.#rooms.get(stream)?.apply(look, at, described));
    return true;
  }
}
