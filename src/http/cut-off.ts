import type { Logger } from 'pino';

/** What a watch over the way to the database stands on. */
export interface CutOffPorts {
  /** Whether this process cannot reach the database now. */
  readonly isOutOfReach: () => boolean;
  /** Sends every client away so that it comes back, to another node. */
  readonly sendAway: () => Promise<unknown>;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
}

/** Milliseconds between two looks. */
const interval = 500;

/**
 * Sends clients away while this process is cut off from the database: what they hold of their streams is good on every
 * other node, and here they would hear nothing, without a word. Two looks have to agree: after a leap of the clock, as
 * under a process that was paused, everything seems long ago for a moment.
 */
export class CutOffWatch {
  #wasOutOfReach = false;
  #isCutOff = false;
  #isSending = false;
  readonly #timer: NodeJS.Timeout;

  constructor(private readonly ports: CutOffPorts) {
    this.#timer = setInterval(() => this.#look(), interval);
    this.#timer.unref();
  }

  /** Whether clients are sent away and none is taken. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** Ends the watch. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { isOutOfReach, sendAway, logger } = this.ports;
    const isNow = isOutOfReach();
    const is = isNow && this.#wasOutOfReach;
    this.#wasOutOfReach = isNow;
    if (is && !this.#isCutOff) {
      logger.warn('the database is out of reach: clients are sent to other nodes');
    } else if (!is && this.#isCutOff) {
      logger.info('the database is there again, and so are clients');
    }
    this.#isCutOff = is;
    if (is && !this.#isSending) {
      // Again at every look: one whose handshake was under way may have come through.
      this.#isSending = true;
      void sendAway().finally(() => (this.#isSending = false));
    }
  }
}
