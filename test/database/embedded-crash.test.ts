import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ask,
  buildProgram,
  ensureNothingRuns,
  leftAfter,
  openFolder,
  processesOn,
  remove,
  runProgram,
  type RunningProgram,
  spawnProgram,
} from './embedded-program.js';

let program: string;
let folder: string;
const started: RunningProgram[] = [];

const run = async (): Promise<RunningProgram> => {
  const running = await runProgram(program, folder);
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
  }
  await ensureNothingRuns(folder, 5_000);
  await rm(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL when its program is killed', () => {
  it('leaves no process and no socket within three seconds, and the next start has the data', async () => {
    const first = await run();
    await ask(first.said.connection, 'create table kept as select generate_series(1, 1000) as n');
    expect((await processesOn(folder)).length).toBeGreaterThan(1);
    await first.kill();
    expect(await leftAfter(folder, 3_000)).toEqual([]);
    expect(existsSync(first.said.connection.host)).toBe(false);
    const second = await run();
    expect(await ask(second.said.connection, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
    await second.stop();
  });

  it('recovers when the server was killed as well', async () => {
    const first = await run();
    await ask(first.said.connection, 'create table kept as select generate_series(1, 1000) as n');
    process.kill(first.said.pid, 'SIGKILL');
    await first.kill();
    const second = await run();
    expect(second.said.code).toBeUndefined();
    expect(await ask(second.said.connection, 'select count(*)::int as n from kept')).toEqual([{ n: 1000 }]);
    expect(existsSync(first.said.connection.host)).toBe(false);
    await second.stop();
  });

  it('ends a server that outlived both its program and the shell between them, and starts anew', async () => {
    const first = await run();
    await ask(first.said.connection, 'create table kept as select 1 as n');
    for (const pid of await processesOn(folder)) {
      if (pid !== first.said.pid && (await isShell(pid))) {
        process.kill(pid, 'SIGKILL');
      }
    }
    await first.kill();
    expect(await leftAfter(folder, 300)).toContain(first.said.pid);
    const second = await run();
    expect(second.said.pid).not.toBe(first.said.pid);
    expect(await ask(second.said.connection, 'select n from kept')).toEqual([{ n: 1 }]);
    await second.stop();
  });

  it('does not notice Ctrl-C in the terminal, so that the program can drain first', async () => {
    const running = await run();
    process.kill(-running.child.pid!, 'SIGINT');
    await delay(300);
    expect(await ask(running.said.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
    await running.stop();
    expect(await leftAfter(folder, 1_000)).toEqual([]);
  });

  it('starts at once again and again after each kill', async () => {
    for (let round = 1; round <= 4; round += 1) {
      const running = await run();
      expect(running.said.code).toBeUndefined();
      await ask(running.said.connection, `create table round_${round} ()`);
      await running.kill();
    }
    const last = await run();
    const tables = await ask(
      last.said.connection,
      `select count(*)::int as n from pg_tables where tablename like 'round%'`,
    );
    expect(tables).toEqual([{ n: 4 }]);
    await last.stop();
  });
});

describe('the embedded PostgreSQL when its program is killed during the very first start', () => {
  it('begins anew at once, and an initdb that goes on meanwhile spoils nothing', async () => {
    const child = spawnProgram(program, folder);
    const orphan = await initdbOn(folder);
    process.kill(orphan, 'SIGSTOP');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await readdir(folder)).not.toContain('postgres');
    const second = run();
    await initdbOn(folder, orphan);
    process.kill(orphan, 'SIGCONT');
    const running = await second;
    expect(running.said).not.toHaveProperty('code');
    expect(await ask(running.said.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
    await running.stop();
    expect(await leftAfter(folder, 3_000)).toEqual([]);
    expect(await readdir(folder)).toEqual(['postgres']);
  });
});

describe('a data folder in use', () => {
  it('is refused to a second program with the number of the first, which goes on', async () => {
    const first = await run();
    const second = await run();
    expect(second.said.code).toBe('DATA_DIRECTORY_IN_USE');
    expect(second.said.message).toContain(String(first.child.pid));
    expect(await ask(first.said.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
    await first.stop();
  });

  it('is given to one alone of several programs that begin at the same moment on an empty folder', async () => {
    const all = await Promise.all([run(), run(), run()]);
    const codes = all.map(({ said }) => said.code ?? 'started').toSorted();
    expect(codes).toEqual(['DATA_DIRECTORY_IN_USE', 'DATA_DIRECTORY_IN_USE', 'started']);
    const winner = all.find(({ said }) => said.code === undefined);
    expect(await ask(winner!.said.connection, 'select 1 as n')).toEqual([{ n: 1 }]);
    await winner!.stop();
  });
});

async function isShell(pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() === 'sh';
}

/** Waits for an initdb that works on a data folder, other than a known one. */
async function initdbOn(dataDirectory: string, other?: number): Promise<number> {
  for (const until = Date.now() + 10_000; Date.now() < until; await delay(5)) {
    for (const pid of await processesOn(dataDirectory)) {
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      if (pid !== other && name.trim() === 'initdb') {
        return pid;
      }
    }
  }
  throw new Error('No initdb has begun.');
}
