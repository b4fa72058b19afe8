import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimant, startEmbeddedPostgres } from '../../src/database/embedded/index.js';
import { ask, ensureNothingRuns, openFolder } from './embedded-program.js';

let folder: string;

beforeEach(async () => {
  folder = await openFolder('data');
});

afterEach(async () => {
  await ensureNothingRuns(folder, 1_000);
  await rm(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data over a restart and leaves neither process nor socket nor claim', async () => {
    const first = await startEmbeddedPostgres({ dataDirectory: folder });
    expect(first.connection).toMatchObject({ port: 5432, user: 'kengash', database: 'kengash' });
    expect((await claimant(folder))?.pid).toBe(process.pid);
    await ask(first.connection, `create table kept as select 'Тошкент' as name`);
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    expect(existsSync(first.connection.host)).toBe(false);
    expect(await readdir(folder)).toEqual(['postgres']);
    const second = await startEmbeddedPostgres({ dataDirectory: folder });
    try {
      expect(await ask(second.connection, 'select name from kept')).toEqual([{ name: 'Тошкент' }]);
    } finally {
      await second.stop();
    }
  });

  it('listens on no port, lets nobody else at its socket, and takes settings', async () => {
    const lines: string[] = [];
    const cluster = await startEmbeddedPostgres({
      dataDirectory: folder,
      settings: { work_mem: '7MB', listen_addresses: '*' },
      log: (line) => lines.push(line),
    });
    try {
      const settings = `select current_setting('listen_addresses') as addresses, current_setting('work_mem') as memory`;
      expect(await ask(cluster.connection, settings)).toEqual([{ addresses: '', memory: '7MB' }]);
      expect((await stat(cluster.connection.host)).mode & 0o777).toBe(0o700);
      expect((await stat(join(folder, 'postgres'))).mode & 0o777).toBe(0o700);
      expect(cluster.connection.host.length).toBeLessThan(40);
      expect(lines.join('\n')).toContain('ready to accept connections');
    } finally {
      await cluster.stop();
    }
  });

  it('knows Cyrillic letters and ICU collations', async () => {
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder });
    try {
      await ask(cluster.connection, 'create extension pg_trgm');
      const [row] = await ask(
        cluster.connection,
        `select similarity('Тошкент', 'Ташкент') > 0.3 as alike, 'Sh' > 'Z' collate "uz-x-icu" as sorted,
          current_setting('TimeZone') as zone`,
      );
      expect(row).toEqual({ alike: true, sorted: true, zone: 'UTC' });
    } finally {
      await cluster.stop();
    }
  });

  it('makes a database as a copy of another and drops it while connections to it are open', async () => {
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder });
    try {
      await ask(cluster.connection, 'create table copied as select 1 as n');
      await cluster.createDatabase('a "quoted" name', 'kengash');
      const copy = { ...cluster.connection, database: 'a "quoted" name' };
      expect(await ask(copy, 'select n from copied')).toEqual([{ n: 1 }]);
      const waiting = ask(copy, 'select pg_sleep(20)').catch((error: Error) => error.message);
      await expect
        .poll(() => ask(cluster.connection, `select from pg_stat_activity where datname = 'a "quoted" name'`))
        .toHaveLength(1);
      await cluster.dropDatabase('a "quoted" name');
      expect(await waiting).toMatch(/terminat/);
      await cluster.dropDatabase('a "quoted" name');
      await expect(ask(copy, 'select 1')).rejects.toThrow(/does not exist/);
    } finally {
      await cluster.stop();
    }
  });

  it('is started again at the same address when it is killed, with what was committed', async () => {
    const told: string[] = [];
    const losses = { lost: () => void told.push('lost'), found: () => void told.push('found'), failed: () => {} };
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder, losses });
    try {
      await ask(cluster.connection, 'create table kept as select 1 as n');
      const first = cluster.pid;
      for (let time = 1; time <= 2; time += 1) {
        process.kill(cluster.pid, 'SIGKILL');
        await expect.poll(() => told.length, { timeout: 20_000 }).toBe(2 * time);
        expect(await ask(cluster.connection, 'select n from kept')).toEqual([{ n: 1 }]);
      }
      expect(told).toEqual(['lost', 'found', 'lost', 'found']);
      expect(cluster.pid).not.toBe(first);
    } finally {
      await cluster.stop();
    }
    expect(existsSync(cluster.connection.host)).toBe(false);
  });

  it('stays down when it is stopped right after it was killed', async () => {
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder });
    process.kill(cluster.pid, 'SIGKILL');
    await cluster.stop();
    expect(existsSync(cluster.connection.host)).toBe(false);
    const again = await startEmbeddedPostgres({ dataDirectory: folder });
    expect(await ask(again.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
    await again.stop();
  });

  it('refuses a second start on a folder in the same process, and the first goes on', async () => {
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder });
    try {
      await expect(startEmbeddedPostgres({ dataDirectory: folder })).rejects.toMatchObject({
        code: 'DATA_DIRECTORY_IN_USE',
      });
      expect(await ask(cluster.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
    } finally {
      await cluster.stop();
    }
  });

  it('begins anew after a first start that was broken off half-way', async () => {
    await mkdir(join(folder, 'postgres.new.draft'));
    await writeFile(join(folder, 'postgres.new.draft', 'PG_VERSION'), '18\n');
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder });
    await cluster.stop();
    expect(await readdir(folder)).toEqual(['postgres']);
  });

  it('does not take a claim from before a restart of the machine for a living user', async () => {
    await writeFile(join(folder, 'kengash.pid'), `${process.ppid}\nanother-boot/1\n`);
    expect(await claimant(folder)).toBeNull();
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder });
    await cluster.stop();
  });
});

describe('a data folder that cannot be used', () => {
  it('is named when another version made it, and stays as it is', async () => {
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '17\n');
    await expect(startEmbeddedPostgres({ dataDirectory: folder })).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_OTHER_VERSION',
      message: expect.stringMatching(/17.*18.*npm run reset/),
    });
    expect(await readdir(join(folder, 'postgres'))).toEqual(['PG_VERSION']);
  });

  it('is left alone when it holds the files of somebody else', async () => {
    await mkdir(join(folder, 'postgres'));
    await writeFile(join(folder, 'postgres', 'letter.txt'), 'dear');
    await expect(startEmbeddedPostgres({ dataDirectory: folder })).rejects.toMatchObject({ code: 'START_FAILED' });
    expect(await readFile(join(folder, 'postgres', 'letter.txt'), 'utf8')).toBe('dear');
    expect(await claimant(folder)).toBeNull();
  });

  it('is named when it is a file', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(startEmbeddedPostgres({ dataDirectory: join(folder, 'file') })).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_UNWRITABLE',
      message: expect.stringContaining('KENGASH_DATA_DIR'),
    });
  });

  it("gives the server's own words when a setting is wrong, and can be started afterwards", async () => {
    await expect(
      startEmbeddedPostgres({ dataDirectory: folder, settings: { max_connections: 'many' } }),
    ).rejects.toMatchObject({ code: 'START_FAILED', message: expect.stringContaining('max_connections') });
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder });
    await cluster.stop();
  });
});
