import { hash } from 'node:crypto';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { TestDatabase } from '../../support/database.js';

const root = resolve(import.meta.dirname, '../../..');
/** Below `node_modules`, so that packages resolve and nothing else sees it; each working tree that shares those has its own. */
const output = join(root, 'node_modules', '.cache', `kengash-test-${hash('sha1', root).slice(0, 8)}`);

/** Where a module is once it is compiled, by its path in the working tree without the ending. */
export const compiled = (path: string): string => join(output, `${path}.js`);

/** What Node runs to start a server, once it is compiled. */
export const serverEntry = compiled('src/main');

/** The project of the server alone. */
const serverProject = join(root, 'src', 'tsconfig.json');

/**
 * Compiles the server, or a project with it and with programs of a test's own, to where tests start it from. Throws with
 * the compiler's words when it does not compile.
 */
export async function buildServer(project = serverProject): Promise<void> {
  const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  await mkdir(output, { recursive: true });
  await writeFile(join(output, 'package.json'), '{ "type": "module" }\n');
  const options = ['--outDir', output, '--tsBuildInfoFile', join(output, '.tsbuildinfo'), '--sourceMap', 'false'];
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', project, ...options]);
  } catch (error) {
    throw new Error(`The server does not compile:\n${(error as { stdout?: string }).stdout ?? ''}`, { cause: error });
  }
}

/** The address of a test database as DATABASE_URL takes it: the socket's folder is the host, percent-encoded. */
export function databaseUrl({ connection }: Pick<TestDatabase, 'connection'>): string {
  if ('url' in connection) {
    return connection.url;
  }
  const { user, host, port, database } = connection;
  return `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}`;
}

/** What a server may be started with, beside its database. */
export interface ServerProcessOptions {
  /** Any free one unless given. */
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Another program than the server's own, compiled beside it. */
  readonly entry?: string;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly milliseconds: number;
}

/** A server in a process of its own, in the server profile. */
export class ServerProcess {
  private constructor(
    readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** The port, to start the next one on. */
  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Starts a server and waits until it is ready. Throws with its output when it ends before. */
  static async start(
    database: Pick<TestDatabase, 'connection'>,
    { port = 0, environment = {}, entry = serverEntry }: ServerProcessOptions = {},
  ): Promise<ServerProcess> {
    const child = spawn(process.execPath, [entry], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_URL: databaseUrl(database),
        KENGASH_SECRET: 'a secret for tests alone, long enough',
        ...environment,
      },
    });
    const told: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => told.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => told.push(chunk.toString()));
    // Seconds alone on a machine, much more beside others.
    const deadline = Date.now() + 90_000;
    for (;;) {
      const url = /"url":"(http:[^"]+)"/.exec(told.join(''))?.[1];
      if (url && (await fetch(`${url}/readyz`).then(({ ok }) => ok, () => false))) {
        return new ServerProcess(child, url);
      }
      if (child.exitCode !== null || Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error(`The server did not start:\n${told.join('')}`);
      }
      await sleep(20);
    }
  }

  /** Sends a signal and waits for the end. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit> {
    const started = Date.now();
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill(signal);
      await exited;
    }
    return { code: this.child.exitCode, signal: this.child.signalCode, milliseconds: Date.now() - started };
  }
}
