import type { Logger } from 'pino';

/** What a watch over the way to the database stands on. */
export interface CutOffPorts {
  /** Whether this process can no longer rely on the database, and others do its work. */
  readonly isCutOff: () => boolean;
  /** Sends every client away so that it comes back, to another node. */
  readonly sendAway: () => Promise<unknown>;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
}

/** Milliseconds between two looks. */
const interval = 1_000;

/**
 * Sends clients away while this process is cut off from the database: what they hold of their streams is good on every
 * other node, and here they would hear nothing, without a word. Gives back what ends the watch.
 */
export function watchCutOff({ isCutOff, sendAway, logger }: CutOffPorts): () => void {
  let wasCutOff = false;
  let sending: Promise<unknown> | null = null;
  const look = (): void => {
    const is = isCutOff();
    if (is && !wasCutOff) {
      logger.warn('the database is out of reach: clients are sent to other nodes');
    } else if (!is && wasCutOff) {
      logger.info('the database is there again: clients are taken again');
    }
    wasCutOff = is;
    if (is) {
      // Again at every look: one whose handshake was under way may have come through.
      sending ??= sendAway().finally(() => (sending = null));
    }
  };
  const timer = setInterval(look, interval);
  timer.unref();
  return () => clearInterval(timer);
}
