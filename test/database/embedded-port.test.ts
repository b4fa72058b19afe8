import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from '../../src/database/embedded/index.js';
import { ask, ensureNothingRuns, openFolder } from './embedded-program.js';

let folder: string;

beforeEach(async () => {
  folder = await openFolder('port');
});

afterEach(async () => {
  await ensureNothingRuns(folder, 1_000);
  await rm(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL on a port, as on Windows', () => {
  it('listens on this machine alone and lets nobody in without the password that it keeps', async () => {
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder, by: 'port' });
    try {
      const { password, ...open } = cluster.connection;
      expect(open.host).toBe('127.0.0.1');
      expect(password).toMatch(/^[\w-]{43}$/);
      expect((await stat(join(folder, 'postgres.password'))).mode & 0o777).toBe(0o600);
      const settings = `select current_setting('listen_addresses') as at,
        current_setting('unix_socket_directories') as sockets`;
      expect(await ask(cluster.connection, settings)).toEqual([{ at: '127.0.0.1', sockets: '' }]);
      await expect(ask({ ...open, password: 'guess' }, 'select 1')).rejects.toThrow(/password authentication failed/);
      expect(await readFile(join(folder, 'postgres', 'pg_hba.conf'), 'utf8')).not.toMatch(/^[^#].*trust/m);
    } finally {
      await cluster.stop();
    }
  });

  it('has its data and the same password after a restart, and databases can be made', async () => {
    const first = await startEmbeddedPostgres({ dataDirectory: folder, by: 'port' });
    await ask(first.connection, 'create table kept as select 1 as n');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDirectory: folder, by: 'port' });
    try {
      expect(second.connection.password).toBe(first.connection.password);
      await second.createDatabase('other', 'kengash');
      expect(await ask({ ...second.connection, database: 'other' }, 'select n from kept')).toEqual([{ n: 1 }]);
      await second.dropDatabase('other');
    } finally {
      await second.stop();
    }
    expect((await readdir(folder)).toSorted()).toEqual(['postgres', 'postgres.password']);
  });
});
