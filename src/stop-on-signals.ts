import type { Logger } from 'pino';

/**
 * Milliseconds in which a second signal is the first one again: the terminal sends Ctrl-C to every process, and npm
 * passes its own on.
 */
const echo = 1_000;

/** Ends what runs at SIGINT or SIGTERM, and the process with it: 0 when all ended well, else 1. A second one ends at once. */
export function stopOnSignals(running: { stop(): Promise<void> }, logger: Logger): void {
  let since: number | null = null;
  const stop = (signal: string): void => {
    if (since !== null) {
      if (performance.now() - since > echo) {
        logger.warn({ signal }, 'stopping at once');
        process.exit(1);
      }
      return;
    }
    since = performance.now();
    logger.info({ signal }, 'stopping');
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
}
