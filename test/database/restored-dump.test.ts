import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.js';
import { createOrm, readDatabase, readSnapshot } from '../../src/database/orm.js';
import { entities } from '../../src/entities.js';
import { appendEvents } from '../../src/realtime/postgres/append.js';
import { Janitor } from '../../src/realtime/postgres/janitor.js';
import { StreamEngine } from '../../src/realtime/stream-engine.js';
import { listen, request } from '../realtime/support/listener.js';

/** A PostgreSQL of its own with its tools: what ships with the embedded one cannot dump. */
const server = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const run = promisify(execFile);

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: server, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Why there is no such server here; null when there is one. */
async function whatIsMissing(): Promise<string | null> {
  try {
    await Promise.all([administer('select 1'), run('pg_dump', ['--version']), run('pg_restore', ['--version'])]);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a dump of yesterday that is restored behind running clients', { timeout: 240_000 }, () => {
  it('is noticed: whoever listened is given the state anew, and no cursor of before is continued', async ({ skip }) => {
    const missing = await whatIsMissing();
    const words = `needs a PostgreSQL at TEST_POSTGRES_URL, pg_dump and pg_restore: ${missing}`;
    if (missing !== null && process.env.CI === 'true') {
      throw new Error(words);
    }
    skip(missing !== null, words);

    const name = `dumped_${randomUUID().replaceAll('-', '')}`;
    const url = server.replace(/[^/]+$/, name);
    const folder = await mkdtemp(join(tmpdir(), 'kengash-dump-'));
    await administer(`create database ${name} encoding 'UTF8' template template0`);
    const orm = await createOrm({ connection: { url }, entities, poolSize: 5 });
    const database = readDatabase(orm);
    const alarms: unknown[] = [];
    const log = { info: () => {}, warn: () => {}, error: (fields: unknown) => void alarms.push(fields) };
    const engine = new StreamEngine({ database, readSnapshot: (work) => readSnapshot(orm, work), log, pollInterval: 50 });
    const note = (n: number) =>
      appendEvents(database, ['council:1', 'user:1'].map((stream) => ({ stream, type: 'noted', entityType: 'Note', entityId: `${n}`, body: { n } })), {
        actorId: null,
        mutationId: null,
      });
    try {
      await migrate(orm);
      engine.start();
      const early = listen(engine, request('council:1'));
      await early.until(({ frames }) => frames.at(-1)?.kind === 'Snapshot');
      await note(1);
      await early.until(({ events }) => events.length === 1);
      const beforeDump = early.cursor();
      await run('pg_dump', ['--format=custom', `--file=${folder}/dump`, url]);
      await note(2);
      await early.until(({ events }) => events.length === 2);
      const afterDump = early.cursor();

      await administer(`drop database ${name} with (force)`);
      await administer(`create database ${name} encoding 'UTF8' template template0`);
      await run('pg_restore', ['--exit-on-error', `--dbname=${url}`, `${folder}/dump`]);

      await early.until(({ frames }) => frames.some((frame) => frame.kind === 'Reset' && frame.reason === 'EPOCH_CHANGED'));
      // The sequence that was lost is given a second time, to another event.
      await expect.poll(() => note(3).then(({ events }) => events.map(({ seq }) => seq)), { timeout: 20_000 }).toEqual([2, 2]);
      for (const after of [beforeDump, afterDump]) {
        const late = listen(engine, request('council:1', { after, onGap: 'ERROR' }));
        expect(await late.ended).toEqual({ code: 'UNRECOVERABLE_POSITION', reason: 'EPOCH_CHANGED' });
      }
      expect(alarms).toEqual([{ generation: 2 }]);
      // The log of the copy is whole: it takes events, keeps them apart by class, and can be swept.
      await new Janitor({ database, log }).sweep();
      const fresh = listen(engine, request('user:1'));
      await fresh.until(({ frames }) => frames.at(-1)?.kind === 'Snapshot');
      await note(4);
      await fresh.until(({ events }) => events.at(-1)?.seq === 3);
      early.leave();
      fresh.leave();
    } finally {
      await engine.stop();
      await orm.close(true);
      await administer(`drop database if exists ${name} with (force)`);
      await rm(folder, { recursive: true, force: true });
    }
  });
});
