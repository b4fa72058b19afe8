import type { Logger } from 'pino';
import { createApp } from '../app.js';
import type { Config } from '../config.js';

/** Something that was started and can be stopped. */
export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a server on the given database. Nothing is invented: no migration, no data, no account. */
export async function startServerProfile(config: Config, logger: Logger): Promise<Running> {
  const app = await createApp({ config, logger, connection: { url: config.databaseUrl ?? '' } });
  logger.info({ url: app.url }, 'listening');
  return app;
}
