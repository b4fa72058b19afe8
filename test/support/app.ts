import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { type App, createApp } from '../../src/app.js';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { readConfig } from '../../src/config.js';
import type { DatabaseConnection } from '../../src/database/orm.js';
import type { SocketLimits } from '../../src/http/websocket/socket-limits.js';
import type { Limits } from '../../src/pipeline/limits.js';
import type { PresenceLimits } from '../../src/realtime/presence/limits.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** A server on a database of its own, with the demonstration's people. */
export interface TestApp {
  readonly app: App;
  readonly url: string;
  readonly test: TestDatabase;
  /** Its folder for files. */
  readonly dataDirectory: string;
  /** Stops the server and starts another one on the same database, at the same port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What a test may change. */
export interface TestAppOptions {
  readonly limits?: Partial<Limits>;
  readonly socketLimits?: Partial<SocketLimits>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly logger?: Logger;
  readonly presence?: Partial<PresenceLimits>;
  /** Where the server finds the database, when not at its own address. */
  readonly connectionOf?: (connection: DatabaseConnection) => Promise<DatabaseConnection>;
}

/** Starts a server for a test. To be closed at the end. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const test = await createTestDatabase();
  await seedPeople(test.database);
  const connection = (await options.connectionOf?.(test.connection)) ?? test.connection;
  const folder = await mkdtemp(join(tmpdir(), 'kengash-files-'));
  const start = (port: number): Promise<App> =>
    createApp({
      config: readConfig({
        PORT: String(port),
        HOST: '127.0.0.1',
        KENGASH_SECRET: 'a secret for tests alone, long enough',
        KENGASH_DATA_DIR: folder,
        KENGASH_RATE_BURST: '100000000',
        ...options.environment,
      }),
      connection,
      logger: options.logger ?? pino({ level: process.env.TEST_LOG ?? 'silent' }),
      ...(options.socketLimits ? { socketLimits: options.socketLimits } : {}),
      ...(options.limits ? { limits: options.limits } : {}),
      ...(options.presence ? { presence: options.presence } : {}),
    });
  const state = { app: await start(0) };
  return {
    get app() {
      return state.app;
    },
    get url() {
      return state.app.url;
    },
    test,
    dataDirectory: folder,
    async restart() {
      const { port } = state.app.server;
      await state.app.stop();
      state.app = await start(port);
    },
    async close() {
      await state.app.stop();
      await test.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
