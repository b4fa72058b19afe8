import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createApp } from '../../../src/app.js';
import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { readConfig } from '../../../src/config.js';
import { LedgerSequencer } from '../../../src/database/ledger-sequencer.js';
import { readDatabase } from '../../../src/database/orm.js';
import type { Database } from '../../../src/database/tables.js';
import { logKeys } from '../../../src/log-keys.js';
import type { Limits } from '../../../src/pipeline/limits.js';
import { createStreams } from '../../../src/realtime/postgres/heads.js';
import { decodeNodeIdOf, encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import { startTestApp } from '../../support/app.js';
import { TestClient } from '../../support/client.js';
import { individualMarks, type Scene, type Staged } from './scenes.js';
import { signInAll, thePublic } from './viewers.js';

/** One of several servers whose databases are the same to the byte, until somebody writes to one of them. */
export interface World {
  readonly url: string;
  /** By account name: the others and the raters. The same tokens are good in every world. */
  readonly clients: ReadonlyMap<string, TestClient>;
  readonly database: Database;
  /** What PostgreSQL calls it. */
  readonly databaseName: string;
  /** Ends what the server does by itself beside its answers: the streams, the timers, the chaining of the ledger. */
  quiet(): Promise<void>;
  /** Chains what waits for its place in the ledger, now. */
  chain(): Promise<void>;
  /** Starts another server on the same database: one that knows only what is written down. To be closed. */
  beside(): Promise<Pick<World, 'clients'> & { close(): Promise<void> }>;
}

/** The client of somebody who is signed in. Throws for others. */
export function clientOf({ clients }: Pick<World, 'clients'>, name: string): TestClient {
  const client = clients.get(name);
  if (!client) {
    throw new Error(`Nobody is signed in as ${name}`);
  }
  return client;
}

/** The worlds, and what is in each of them. */
export interface Worlds extends Staged {
  readonly worlds: readonly World[];
  readonly scene: Scene;
  readonly councilId: string;
  /** The version of the cycle that is open for marks. */
  readonly cycleVersion: number;
  /** A client of a second session of each of the others, to be ended. */
  readonly spares: ReadonlyMap<string, TestClient>;
  close(): Promise<void>;
}

const secret = 'a secret for tests alone, long enough';

/** Whatever a generic query may be like: what it asks is under test, not how much of it is allowed. */
const limits: Partial<Limits> = {
  tokens: 200_000,
  depth: 40,
  aliases: 5_000,
  rootMutations: 100,
  cost: { anonymous: 1e9, signedIn: 1e9 },
  rate: { perSecond: 1e9, burst: 1e12 },
  timeout: 120_000,
};

async function administer(statement: string): Promise<void> {
  const client = new Client({ ...inject('cluster'), database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

type Connection = Extract<Parameters<typeof createApp>[0]['connection'], { readonly database: string }>;

type ClosableWorld = World & { close(): Promise<void> };

async function startCopy(source: Connection, tokens: ReadonlyMap<string, string | null>): Promise<ClosableWorld> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${source.database}`);
  const folder = await mkdtemp(join(tmpdir(), 'kengash-files-'));
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', KENGASH_SECRET: secret, KENGASH_DATA_DIR: folder });
  const start = () =>
    createApp({
      config,
      connection: { ...source, database: name },
      logger: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      limits,
    });
  const clientsOf = (url: string) => new Map([...tokens].map(([who, token]) => [who, new TestClient(url, token)]));
  const app = await start();
  return {
    url: app.url,
    database: readDatabase(app.orm),
    databaseName: name,
    quiet: async () => {
      await Promise.all([app.engine.stop(), app.timers.stop(), app.sequencer.stop()]);
    },
    chain: () => {
      const { signer } = logKeys({ origin: config.ledgerOrigin, secret });
      return new LedgerSequencer({ database: readDatabase(app.orm), signer, log: pino({ level: 'silent' }) }).run();
    },
    clients: clientsOf(app.url),
    beside: async () => {
      const other = await start();
      return { clients: clientsOf(other.url), close: () => other.stop() };
    },
    close: async () => {
      await app.stop();
      await administer(`drop database ${name} with (force)`);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Starts servers on copies of one database: everybody is signed in, two councils are open for marks, nobody has marked;
 * or, as another scene has it, a round of a session is open in which nobody has.
 * Ids, sessions and the epochs of streams are the same in all of them, so that answers can be compared to the byte.
 */
export async function openWorlds(count: number, scene: Scene = individualMarks): Promise<Worlds> {
  const base = await startTestApp();
  const { test } = base;
  try {
    const staged = await scene.prepare(test);
    const spares = await signInAll(base.url, scene.viewers.filter((name) => name !== thePublic));
    const clients = await signInAll(base.url, [...scene.viewers, ...scene.raters]);
    const names = [...clients.keys()].filter((name) => name !== thePublic);
    const cycleId = decodeNodeIdOf('RatingCycle', staged.cycle.cycleId) ?? '';
    const { version: cycleVersion } = await test.database
      .selectFrom('rating_cycle')
      .select('version')
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
    const council = await test.database.selectFrom('council').select('id').where('code', '=', 'UZ-AN').executeTakeFirstOrThrow();
    // A stream gets its epoch by lot when it is first used: before the copies, that they have it in common.
    await createStreams(test.database, [
      `council:${council.id}`,
      ...names.map((name) => `user:${demonstrationAccountId(name)}`),
    ]);
    // PostgreSQL copies only what nobody is connected to.
    await base.app.stop();
    await test.orm.close(true);
    const tokens = new Map([...clients].map(([name, { token }]) => [name, token]));
    const worlds: ClosableWorld[] = [];
    for (let at = 0; at < count; at += 1) {
      worlds.push(await startCopy(test.connection as Connection, tokens));
    }
    const close = async (): Promise<void> => void (await Promise.all(worlds.map((world) => world.close())));
    return { ...staged, worlds, scene, cycleVersion, councilId: encodeNodeId('Council', council.id), spares, close };
  } finally {
    await base.close();
  }
}
