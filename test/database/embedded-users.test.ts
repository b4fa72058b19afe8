import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { resolveDataDirectory } from '../../src/database/embedded/index.js';
import {
  ask,
  buildProgram,
  closedFolder,
  isRoot,
  ensureNothingRuns,
  leftAfter,
  nativeFolder,
  openFolder,
  remove,
  runProgram,
  type RunningProgram,
} from './embedded-program.js';

const nobody = 65_534;
let program: string;
let folder: string;
const started: RunningProgram[] = [];

/** The user that the program runs as: an ordinary one in any case. */
const ordinary = isRoot ? nobody : undefined;

const run = async (place: string, asked: string, uid?: number): Promise<RunningProgram> => {
  const running = await runProgram(place, asked, uid);
  started.push(running);
  return running;
};

beforeAll(async () => {
  program = await buildProgram();
});

afterAll(() => remove(program));

beforeEach(async () => {
  folder = await openFolder('data');
});

afterEach(async () => {
  for (const running of started.splice(0)) {
    await running.kill();
    if (running.said.dataDirectory) {
      await ensureNothingRuns(running.said.dataDirectory, 5_000);
    }
  }
  await rm(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL of an ordinary user', () => {
  it('runs as that user', async () => {
    if (isRoot) {
      await chown(folder, nobody, nobody);
    }
    const running = await run(program, folder, ordinary);
    expect(running.said.code).toBeUndefined();
    expect((await stat(`/proc/${running.said.pid}`)).uid).toBe(ordinary ?? process.getuid?.());
    expect(await ask(running.said.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
    await running.stop();
    expect(await readdir(folder)).toEqual(['postgres']);
  });

  it('names a folder that it may not write', async () => {
    await chmod(folder, 0o555);
    const running = await run(program, folder, ordinary);
    expect(running.said).toMatchObject({ code: 'DATA_DIRECTORY_UNWRITABLE', message: expect.stringContaining(folder) });
    const within = await run(program, join(folder, 'deeper'), ordinary);
    expect(within.said).toMatchObject({ code: 'DATA_DIRECTORY_UNWRITABLE' });
    expect(await readdir(folder)).toEqual([]);
  });
});

/** What root alone can do and needs; for anybody else, what takes its place. */
const describeRoot = (): void => {
  it('runs as another user, in a folder of that user alone', async () => {
    const running = await run(program, folder);
    const { uid } = await stat(`/proc/${running.said.pid}`);
    expect(uid).not.toBe(0);
    expect(await stat(join(folder, 'postgres'))).toMatchObject({ uid, mode: 0o040700 });
    await running.stop();
  });

  it('goes on with the data that an ordinary user has made, as that user', async () => {
    await chown(folder, nobody, nobody);
    const first = await run(program, folder, nobody);
    await ask(first.said.connection, 'create table kept as select 1 as n');
    await first.stop();
    const second = await run(program, folder);
    expect((await stat(`/proc/${second.said.pid}`)).uid).toBe(nobody);
    expect(await ask(second.said.connection, 'select n from kept')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  it('keeps data and binaries elsewhere below a folder that nobody else may enter, and finds them again', async () => {
    const closed = await closedFolder('closed');
    const project = join(closed, 'project');
    const asked = join(project, '.kengash');
    const made: string[] = [closed];
    try {
      await cp(program, project, { recursive: true, verbatimSymlinks: true });
      const { version } = JSON.parse(await readFile(join(nativeFolder(project), '..', 'package.json'), 'utf8')) as {
        version: string;
      };
      const copy = `/var/tmp/kengash-pg18-${version}`;
      made.push(copy);
      expect(await resolveDataDirectory(asked)).toBe(asked);
      const first = await run(project, asked);
      expect(first.said.code).toBeUndefined();
      const { dataDirectory } = first.said;
      made.push(dataDirectory);
      expect(dataDirectory).toMatch(/^\/var\/lib\/kengash\/[0-9a-f]{16}$/);
      expect(await readdir(asked)).toEqual(['WHERE-THE-DATA-ARE.txt']);
      expect(await readFile(join(asked, 'WHERE-THE-DATA-ARE.txt'), 'utf8')).toContain(dataDirectory);
      expect(await resolveDataDirectory(asked)).toBe(dataDirectory);
      expect(await stat(copy)).toMatchObject({ uid: 0, mode: 0o040755 });
      await ask(first.said.connection, 'create table kept as select 1 as n');
      await first.stop();
      // A system that deletes old files may have taken some of the copy.
      await rm(join(copy, 'share', 'postgresql', 'postgres.bki'));
      const second = await run(project, asked);
      expect(second.said.dataDirectory).toBe(dataDirectory);
      expect(await ask(second.said.connection, 'select n from kept')).toEqual([{ n: 1 }]);
      expect(existsSync(join(copy, 'share', 'postgresql', 'postgres.bki'))).toBe(true);
      await second.stop();
      // A copy that others may write is made anew, not run.
      await chmod(copy, 0o777);
      await writeFile(join(copy, 'planted'), '');
      const third = await run(project, asked);
      expect(third.said.code).toBeUndefined();
      expect(existsSync(join(copy, 'planted'))).toBe(false);
      await third.stop();
      expect((await readdir('/var/tmp')).filter((name) => name.startsWith(`kengash-pg18-${version}.`))).toEqual([]);
    } finally {
      for (const running of started.splice(0)) {
        await running.kill();
      }
      expect(await leftAfter(made[2] ?? closed, 5_000)).toEqual([]);
      await remove(...made);
    }
  });

  it('moves its data elsewhere alone when only the data folder is closed', async () => {
    const closed = await closedFolder('closed');
    const asked = join(closed, 'project');
    try {
      const running = await run(program, asked);
      expect(running.said.dataDirectory).toBe(await resolveDataDirectory(asked));
      expect(running.said.dataDirectory).not.toBe(asked);
      await running.stop();
    } finally {
      await remove(await resolveDataDirectory(asked), closed);
    }
  });

  it('begins anew where the asked folder with its note was deleted', async () => {
    const closed = await closedFolder('closed');
    const asked = join(closed, 'project', '.kengash');
    const made: string[] = [closed];
    try {
      const first = await run(program, asked);
      made.push(first.said.dataDirectory);
      await ask(first.said.connection, 'create table kept as select 1 as n');
      await first.stop();
      await rm(asked, { recursive: true });
      const second = await run(program, asked);
      made.push(second.said.dataDirectory);
      expect(second.said.dataDirectory).not.toBe(first.said.dataDirectory);
      expect(await resolveDataDirectory(asked)).toBe(second.said.dataDirectory);
      expect(await ask(second.said.connection, "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
      await second.stop();
    } finally {
      await remove(...made);
    }
  });

  it('moves its data elsewhere when a symbolic link leads to the closed folder', async () => {
    const closed = await closedFolder('closed');
    await mkdir(join(closed, 'project', 'data'));
    await chmod(join(closed, 'project'), 0o755);
    const asked = join(folder, 'linked', 'data');
    await symlink(join(closed, 'project'), join(folder, 'linked'));
    try {
      const running = await run(program, asked);
      expect(running.said).not.toHaveProperty('code');
      expect(running.said.dataDirectory).toBe(await resolveDataDirectory(asked));
      expect(running.said.dataDirectory).not.toBe(asked);
      await running.stop();
    } finally {
      await remove(await resolveDataDirectory(asked), closed);
    }
  });
};

/** Where the tests do not run as root, nothing has to be moved: the closed folder is one's own. */
const describeOwner = (): void => {
  it('stays below a folder that nobody else may enter', async () => {
    const closed = await closedFolder('closed');
    const asked = join(closed, 'project', '.kengash');
    try {
      const running = await run(program, asked);
      expect(running.said).not.toHaveProperty('code');
      expect(running.said.dataDirectory).toBe(asked);
      expect((await stat(`/proc/${running.said.pid}`)).uid).toBe(process.getuid?.());
      await running.stop();
      expect(await readdir(asked)).toEqual(['postgres']);
    } finally {
      await remove(closed);
    }
  });
};

const name = isRoot ? 'of root' : 'of an ordinary user, in place of root';

describe(`the embedded PostgreSQL ${name}`, () => {
  (isRoot ? describeRoot : describeOwner)();
});

describe('the note in a data folder', () => {
  it('is not believed when it names a folder of somebody else', async () => {
    for (const stranger of ['/home', '/var/lib/kengash/../postgresql', '/var/lib/kengash', '/']) {
      await writeFile(join(folder, 'WHERE-THE-DATA-ARE.txt'), `The data are in\n${stranger}\n`);
      expect(await resolveDataDirectory(folder)).toBe(folder);
    }
  });
});
