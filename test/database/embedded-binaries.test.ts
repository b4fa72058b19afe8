import { existsSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { locateBinaries } from '../../src/database/embedded/binaries.js';
import { startEmbeddedPostgres } from '../../src/database/embedded/index.js';
import {
  ask,
  buildProgram,
  ensureNothingRuns,
  isRoot,
  nativeFolder,
  openFolder,
  remove,
  runProgram,
} from './embedded-program.js';

const nobody = 65_534;
let folder: string;
let copy: string;
let native: string;

beforeEach(async () => {
  folder = await openFolder('data');
  copy = await openFolder('binaries');
  native = join(copy, 'native');
});

afterEach(async () => {
  await ensureNothingRuns(folder, 1_000);
  await remove(folder, copy);
});

/** Takes away the links that the package's install script makes; their paths within the package. */
async function removeLinks(from: string): Promise<readonly string[]> {
  const links = JSON.parse(await readFile(join(from, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const { target } of links) {
    await rm(join(from, '..', target), { force: true });
  }
  return links.map(({ target }) => target);
}

/** Puts a program in place of one of PostgreSQL's that fails as that one does when the disk is full. */
async function standIn(name: 'initdb' | 'postgres', words: string): Promise<void> {
  const file = join(native, 'bin', name);
  await rm(file, { force: true });
  await writeFile(file, `#!/bin/sh\necho "${words}" >&2\nexit 1\n`, { mode: 0o755 });
  await chmod(file, 0o755);
}

describe('binaries installed without scripts', () => {
  it('get their missing links before the first start', async () => {
    await cp(locateBinaries(), native, { recursive: true, verbatimSymlinks: true });
    const links = await removeLinks(native);
    expect(links.length).toBeGreaterThan(5);
    expect(existsSync(join(native, 'lib', 'libicui18n.so.60'))).toBe(false);
    const cluster = await startEmbeddedPostgres({ dataDirectory: folder, native });
    await cluster.stop();
    for (const target of links) {
      expect((await lstat(join(copy, target))).isSymbolicLink()).toBe(true);
    }
  });
});

describe('binaries without links in a folder that an ordinary user may not write', () => {
  let program: string;

  beforeAll(async () => {
    program = await buildProgram();
  });

  afterAll(() => remove(program));

  it('are copied for that user alone, and the next start uses the same copy', async () => {
    const installed = nativeFolder(program);
    await removeLinks(installed);
    const library = join(installed, 'lib');
    const uid = isRoot ? nobody : process.getuid!();
    const manifest = await readFile(join(installed, '..', 'package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    const made = `/var/tmp/kengash-pg18-${version}-${uid}`;
    await chmod(library, 0o555);
    if (isRoot) {
      await chown(folder, nobody, nobody);
    }
    try {
      const first = await runProgram(program, folder, isRoot ? nobody : undefined);
      expect(first.said).not.toHaveProperty('code');
      expect(await stat(made)).toMatchObject({ uid, mode: 0o040755 });
      expect(await readFile(`/proc/${first.said.pid}/cmdline`, 'utf8')).toContain(made);
      await ask(first.said.connection, 'create table kept as select 1 as n');
      await first.stop();
      const { ino } = await stat(made);
      const second = await runProgram(program, folder, isRoot ? nobody : undefined);
      expect(await ask(second.said.connection, 'select n from kept')).toEqual([{ n: 1 }]);
      await second.stop();
      expect((await stat(made)).ino).toBe(ino);
      expect(existsSync(join(library, 'libicui18n.so.60'))).toBe(false);
    } finally {
      await chmod(library, 0o755);
      await remove(made);
    }
  });
});

describe('a full disk', () => {
  it('is named when a new database does not fit, and nothing half-made stays', async () => {
    await mkdir(join(native, 'bin'), { recursive: true });
    await mkdir(join(native, 'share', 'postgresql'), { recursive: true });
    await writeFile(join(native, 'share', 'postgresql', 'postgres.bki'), '');
    await standIn('postgres', '');
    await standIn('initdb', 'initdb: error: could not write file pg_wal/1: No space left on device');
    await expect(startEmbeddedPostgres({ dataDirectory: folder, native })).rejects.toMatchObject({
      code: 'NO_SPACE',
      message: expect.stringMatching(/disk is full.*Free some space.*could not write file/),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is named when the server cannot start for it, and the data are there when there is room again', async () => {
    await cp(locateBinaries(), native, { recursive: true, verbatimSymlinks: true });
    const first = await startEmbeddedPostgres({ dataDirectory: folder });
    await ask(first.connection, 'create table kept as select 1 as n');
    await first.stop();
    await standIn('postgres', 'FATAL:  could not write lock file postmaster.pid: No space left on device');
    await expect(startEmbeddedPostgres({ dataDirectory: folder, native })).rejects.toMatchObject({ code: 'NO_SPACE' });
    const second = await startEmbeddedPostgres({ dataDirectory: folder });
    expect(await ask(second.connection, 'select n from kept')).toEqual([{ n: 1 }]);
    await second.stop();
  });
});
