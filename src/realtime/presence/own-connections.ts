import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { type EngineLog, within } from '../patience.js';
import type { PresenceLimits } from './limits.js';
import { Outage } from './outage.js';
import type { Stamp } from './person.js';
import { Pulse } from './pulse.js';
import type { PresenceStore, PresentConnection, SessionConnection } from './store.js';

/** What the connections of a node stand on. */
export interface OwnConnectionsPorts {
  readonly store: Pick<PresenceStore, 'register' | 'write'>;
  readonly clock: Clock;
  readonly limits: PresenceLimits;
  readonly logger: EngineLog;
  /** The lease under which to write; null while there is none. */
  lease(): string | null;
  /** What was written concerns these streams. */
  written(streams: ReadonlySet<string>): void;
}

interface Held {
  readonly connection: PresentConnection;
  /** Given while the connection is broken and may come back. */
  readonly cancelEnd?: () => void;
}

/**
 * Who is present through this node: what ought to be in the table, and what of it still has to be written. Writes are
 * merged, made again until they succeed, and never overtake one another.
 */
export class OwnConnections {
  readonly #held = new Map<string, Held>();
  /** Streams of connections that the table does not show as they are, by connection. */
  readonly #unwritten = new Map<string, string>();
  readonly #waiting = new Map<string, () => void>();
  readonly #pulse: Pulse;
  readonly #outage: Outage;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly ports: OwnConnectionsPorts) {
    this.#pulse = new Pulse(ports.clock, ports.limits.write, () => this.#write());
    this.#outage = new Outage(ports.logger, 'write of who is present');
  }

  /** How many there are. */
  get size(): number {
    return this.#held.size;
  }

  /** Somebody comes; the answer is the id of the connection. */
  join(stream: string, stamp: Stamp, state: string | null): string {
    const id = randomUUID();
    this.#hold({ id, stream, stamp, state, joinedAt: null });
    return id;
  }

  /** Resolves when others can see the connection. Rejects when the signal is aborted. */
  written(id: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const aborted = (): void => {
        this.#waiting.delete(id);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', aborted, { once: true });
      this.#waiting.set(id, () => {
        signal.removeEventListener('abort', aborted);
        resolve();
      });
      this.#wake(id);
    });
  }

  /** Who somebody is has changed. */
  restamp(id: string, stamp: Stamp): void {
    const held = this.#held.get(id);
    if (held && (held.connection.stamp.role !== stamp.role || held.connection.stamp.sight !== stamp.sight)) {
      this.#hold({ ...held.connection, stamp });
    }
  }

  /** A connection broke: it counts for the time of grace, in which its owner may be back on another. */
  break(id: string): void {
    const held = this.#held.get(id);
    if (held && !held.cancelEnd) {
      const cancelEnd = this.ports.clock.after(this.ports.limits.grace, () => this.leave(id));
      this.#held.set(id, { ...held, cancelEnd });
    }
  }

  /** A connection ends at once. */
  leave(id: string): void {
    const held = this.#held.get(id);
    held?.cancelEnd?.();
    if (held) {
      this.#held.delete(id);
      this.#unwritten.set(id, held.connection.stream);
      this.#pulse.ask();
    }
  }

  /** Ends the connections of a session in a stream; tells how many there were. */
  leaveSession(stream: string, sessionId: string): number {
    const leaving = [...this.#held.values()]
      .map(({ connection }) => connection)
      .filter((connection) => connection.stream === stream && connection.stamp.sessionId === sessionId);
    leaving.forEach(({ id }) => this.leave(id));
    return leaving.length;
  }

  /** Takes note of a state that was written, so that it can be written again. */
  noteState({ connectionId }: SessionConnection, state: string | null): void {
    const held = this.#held.get(connectionId);
    if (held) {
      this.#held.set(connectionId, { ...held, connection: { ...held.connection, state } });
    }
  }

  /** Writes all under a lease, in place of another. */
  register(lease: string, before: string | null): Promise<void> {
    return this.#afterTheLast(async () => {
      const connections = [...this.#held.values()].map(({ connection }) => connection);
      connections.forEach(({ id }) => this.#unwritten.delete(id));
      try {
        this.#noteWritten(await this.#answered(this.ports.store.register(lease, before, connections)));
      } catch (error) {
        connections.forEach(({ id, stream }) => this.#unwritten.set(id, stream));
        throw error;
      }
      this.ports.written(new Set(connections.map(({ stream }) => stream)));
      this.#pulse.ask();
    });
  }

  /** Writes no more; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.#held.forEach(({ cancelEnd }) => cancelEnd?.());
    await this.#pulse.stop();
    await this.#last;
  }

  #hold(connection: PresentConnection): void {
    const held = this.#held.get(connection.id);
    this.#held.set(connection.id, { ...held, connection });
    this.#unwritten.set(connection.id, connection.stream);
    this.#pulse.ask();
  }

  #write(): Promise<void> {
    return this.#afterTheLast(async () => {
      const lease = this.ports.lease();
      const batch = [...this.#unwritten].map(([id, stream]) => ({ id, stream }));
      if (lease === null || batch.length === 0) {
        return;
      }
      this.#unwritten.clear();
      const came = batch.flatMap(({ id }) => this.#held.get(id)?.connection ?? []);
      const left = batch.filter(({ id }) => !this.#held.has(id));
      try {
        const joined = await this.#answered(this.ports.store.write(lease, came, left));
        this.#outage.succeeded();
        this.#noteWritten(joined);
        this.ports.written(new Set(batch.map(({ stream }) => stream)));
        // Under a lease that has run out nothing is written: the next lease writes them all.
        came.filter(({ id }) => !joined.has(id)).forEach(({ id, stream }) => this.#unwritten.set(id, stream));
      } catch (error) {
        this.#outage.failed(error);
        batch.forEach(({ id, stream }) => this.#unwritten.set(id, stream));
        this.ports.clock.after(this.ports.limits.retry, () => this.#pulse.ask());
      }
    });
  }

  #noteWritten(joined: ReadonlyMap<string, Date>): void {
    for (const [id, joinedAt] of joined) {
      const held = this.#held.get(id);
      if (held) {
        this.#held.set(id, { ...held, connection: { ...held.connection, joinedAt } });
        this.#wake(id);
      }
    }
  }

  #wake(id: string): void {
    if (this.#held.get(id)?.connection.joinedAt) {
      this.#waiting.get(id)?.();
      this.#waiting.delete(id);
    }
  }

  #answered<T>(work: Promise<T>): Promise<T> {
    return within(this.ports.clock, this.ports.limits.answer, work);
  }

  /** A write under the lease before must not come after that of the next one. */
  #afterTheLast<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
