import type { Clock } from '../clock.js';
import { within } from '../patience.js';
import type { PresenceLimits } from './limits.js';
import { Pulse } from './pulse.js';
import type { PresenceStore, SessionConnection } from './store.js';

/** What the updates of states stand on. */
export interface StateUpdatesPorts {
  readonly store: Pick<PresenceStore, 'setStates'>;
  readonly clock: Clock;
  readonly limits: PresenceLimits;
  /** A state was given to a connection. */
  written(connection: SessionConnection, state: string | null): void;
}

interface Pending {
  readonly stream: string;
  readonly sessionId: string;
  state: string | null;
  readonly answer: PromiseWithResolvers<boolean>;
}

/**
 * The states that clients give themselves: of those that come quicker than they are written the last one counts, and
 * nobody is refused. All of a node are written together.
 */
export class StateUpdates {
  #pending = new Map<string, Pending>();
  readonly #pulse: Pulse;

  constructor(private readonly ports: StateUpdatesPorts) {
    this.#pulse = new Pulse(ports.clock, ports.limits.write, () => this.#write());
  }

  /** Gives a session a state in a stream; resolves with whether it is present there. Rejects with the store's failure. */
  put(stream: string, sessionId: string, state: string | null): Promise<boolean> {
    const key = `${sessionId} ${stream}`;
    const pending = this.#pending.get(key) ?? { stream, sessionId, state, answer: Promise.withResolvers<boolean>() };
    pending.state = state;
    this.#pending.set(key, pending);
    this.#pulse.ask();
    return pending.answer.promise;
  }

  /** Writes no more; resolves when what is under way has ended. */
  stop(): Promise<void> {
    return this.#pulse.stop();
  }

  async #write(): Promise<void> {
    const batch = this.#pending;
    this.#pending = new Map();
    const { clock, limits, store } = this.ports;
    try {
      const updates = [...batch.values()].map(({ stream, sessionId, state }) => ({ stream, sessionId, state }));
      const found = await within(clock, limits.answer, store.setStates(updates));
      const present = new Set<string>();
      for (const connection of found) {
        const key = `${connection.sessionId} ${connection.stream}`;
        present.add(key);
        this.ports.written(connection, batch.get(key)?.state ?? null);
      }
      batch.forEach(({ answer }, key) => answer.resolve(present.has(key)));
    } catch (error) {
      batch.forEach(({ answer }) => answer.reject(error as Error));
    }
  }
}
