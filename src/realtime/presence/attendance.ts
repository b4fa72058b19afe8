import { type Clock, pause } from '../clock.js';
import type { Feed } from './feed.js';
import type { PresenceLimits } from './limits.js';
import type { Looks } from './looks.js';
import type { Outage } from './outage.js';
import type { OwnConnections } from './own-connections.js';
import { type Audience, audienceKey, type Stamp } from './person.js';
import type { PresenceFrame } from './room.js';

/** What a viewer is in a stream: how it sees the others, and as whom it is present; null for who only watches. */
export interface Standing {
  /** The key of the stream; the same each time. */
  readonly stream: string;
  readonly audience: Audience;
  readonly stamp: Stamp | null;
}

/** What somebody asks who comes to a stream. */
export interface PresenceRequest {
  /** What the client says of itself, as JSON text. */
  readonly state: string | null;
  readonly signal: AbortSignal;
  /** What the viewer is there by what the database says now; null when it may not, or no longer, be there. */
  standing(): Promise<Standing | null>;
  /** What ends it for whoever may not be there. */
  refusal(): Error;
}

/** What one who comes to a stream needs of its node. */
export interface AttendancePorts<Who> {
  readonly clock: Clock;
  readonly limits: PresenceLimits;
  readonly looks: Looks<Who>;
  readonly own: OwnConnections;
  readonly outage: Outage;
  /** True for an error that waiting cures: the database is away. */
  isUnavailable(error: unknown): boolean;
}

/** Somebody in a stream: as whom, over which connection, and what is still to be told. */
class Attendance<Who> {
  #stream = '';
  #connection: string | null = null;
  #feed: Feed<PresenceFrame<Who>> | null = null;
  #audience: Audience | null = null;
  #isLost = false;

  constructor(
    private readonly ports: AttendancePorts<Who>,
    private readonly request: PresenceRequest,
    private readonly signal: AbortSignal,
  ) {}

  /** What there is to tell until the signal is aborted. Throws the refusal, and what `standing` throws. */
  async *frames(): AsyncGenerator<PresenceFrame<Who>, void, undefined> {
    const { clock, limits } = this.ports;
    try {
      for (let looked = -Infinity; ; ) {
        if (clock.now() - looked >= limits.right) {
          await this.#stand();
          looked = clock.now();
        }
        const frame = this.#feed?.take();
        if (frame) {
          yield frame;
        } else {
          await this.#moved(Math.max(looked + limits.right - clock.now(), 0));
        }
      }
    } finally {
      this.#leave();
    }
  }

  /** Looks at the right to be there, and is there accordingly. */
  async #stand(): Promise<void> {
    const { own } = this.ports;
    const { state } = this.request;
    const standing = await this.#standing();
    const { stream } = standing;
    this.#stream = stream;
    if (this.#connection === null && standing.stamp && !this.#feed) {
      this.#connection = own.join(stream, standing.stamp, state);
      await own.written(this.#connection, this.signal);
    } else if (this.#connection !== null && standing.stamp) {
      own.restamp(this.#connection, standing.stamp);
    }
    if (!this.#audience || audienceKey(this.#audience) !== audienceKey(standing.audience)) {
      this.#feed?.leave();
      this.#feed = this.ports.looks.room(stream).enter(standing.audience);
      this.#audience = standing.audience;
      await this.ports.looks.looked(stream, this.signal);
    }
  }

  /** What the viewer is there now; waits while the database is away. */
  async #standing(): Promise<Standing> {
    const { clock, limits, outage } = this.ports;
    for (;;) {
      this.signal.throwIfAborted();
      try {
        const standing = await this.request.standing();
        outage.succeeded();
        if (standing === null || (this.#connection !== null && standing.stamp === null)) {
          throw this.request.refusal();
        }
        return standing;
      } catch (error) {
        if (this.signal.aborted || !this.ports.isUnavailable(error)) {
          this.#isLost = !this.signal.aborted;
          throw error;
        }
        outage.failed(error);
      }
      await pause(clock, limits.retry, this.signal);
    }
  }

  /** Waits until there is something to tell, or the time is up. Rejects when the signal is aborted. */
  #moved(milliseconds: number): Promise<void> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const end = (): void => {
        forget?.();
        cancel();
        signal.removeEventListener('abort', aborted);
      };
      const moved = (): void => {
        end();
        resolve();
      };
      const aborted = (): void => {
        end();
        reject(signal.reason as Error);
      };
      const forget = this.#feed?.onMoved(moved);
      const cancel = this.ports.clock.after(milliseconds, moved);
      signal.addEventListener('abort', aborted, { once: true });
    });
  }

  #leave(): void {
    const { own, looks } = this.ports;
    this.#feed?.leave();
    looks.close(this.#stream);
    if (this.#connection !== null && this.#isLost) {
      own.leave(this.#connection);
    } else if (this.#connection !== null) {
      // Whoever left may be back soon.
      own.break(this.#connection);
    }
  }
}

/** Comes to a stream, tells who else is there until the signal is aborted, and leaves it then. */
export function attend<Who>(
  ports: AttendancePorts<Who>,
  request: PresenceRequest,
  signal: AbortSignal,
): AsyncGenerator<PresenceFrame<Who>, void, undefined> {
  return new Attendance(ports, request, signal).frames();
}
