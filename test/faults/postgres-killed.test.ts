import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { readConfig } from '../../src/config.js';
import { startEmbeddedPostgres } from '../../src/database/embedded/index.js';
import { migrate } from '../../src/database/migrate.js';
import { createOrm, readDatabase } from '../../src/database/orm.js';
import { entities } from '../../src/entities.js';
import { seedReferenceData } from '../../src/reference-data.js';
import { signIn } from '../support/client.js';
import { readCard } from '../streams/support/council-card.js';
import { readLog } from '../streams/support/event-log.js';
import { writeUntil } from '../streams/support/persistent-writer.js';
import { patience, rounds } from './drill.js';

const times = Math.max(2, Math.round(rounds / 4));

/** Starts everything on a data folder, as the demo profile does; the cluster with the settings that keep data safe. */
async function start(dataDirectory: string) {
  const cluster = await startEmbeddedPostgres({ dataDirectory });
  const orm = await createOrm({ connection: cluster.connection, entities, poolSize: 2 });
  const database = readDatabase(orm);
  await migrate(orm);
  await seedReferenceData(database);
  await seedPeople(database);
  const config = readConfig({ PORT: '0', KENGASH_DATA_DIR: dataDirectory, KENGASH_SECRET: 'a secret for tests alone, long enough' });
  const app = await createApp({ config, connection: cluster.connection, logger: pino({ level: 'silent' }) });
  return { cluster, orm, database, app };
}

it('kill -9 of PostgreSQL loses no acknowledged write', { timeout: patience * 2 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kengash-faults-'));
  await promisify(execFile)('chmod', ['755', folder]);
  const keys: string[] = [];
  try {
    for (let time = 0; time < times; time += 1) {
      const { cluster, orm, database, app } = await start(folder);
      const writer = await signIn(app.url, 'secretary-uz-an');
      let isOver = false;
      const acknowledged: string[] = [];
      const writing = writeUntil(writer, 'UZ-AN', () => isOver, {
        onAcknowledged: ({ key }) => acknowledged.push(key),
        isGone: () => isOver,
      }).catch(() => []);
      await new Promise((resolve) => setTimeout(resolve, 700));
      const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity where backend_type = 'checkpointer'`.execute(database);
      const { stdout } = await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(rows[0]?.pid)]);
      process.kill(Number(stdout), 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 200));
      isOver = true;
      await app.stop().catch(() => {});
      await writing;
      await orm.close(true).catch(() => {});
      await cluster.stop().catch(() => {});
      keys.push(...acknowledged);
      const again = await start(folder);
      const card = await readCard(await signIn(again.app.url, 'secretary-uz-an'), 'UZ-AN');
      const log = (await readLog(again.database, card.id)).map(({ mutationId }) => mutationId);
      await again.app.stop();
      await again.orm.close(true);
      await again.cluster.stop();
      expect(acknowledged.length).toBeGreaterThan(0);
      // A write whose answer was lost with the database may be there, too.
      expect(log.filter((key) => key !== null && keys.includes(key))).toEqual(keys);
      expect(new Set(log).size).toBe(log.length);
    }
    console.log(`PostgreSQL killed ${times} times: ${keys.length} acknowledged writes, none lost`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
