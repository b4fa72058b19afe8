import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { answers } from './database-commands.js';
import { failure } from './embedded-postgres-error.js';
import { chooseListening, environment, isWindows, launchCommand, listenAgain, type Listening, type Transport } from './launch.js';
import { endOrphan, findPostmaster, hasEnded, requestShutdown, shutdownTime } from './orphan.js';
import type { RunningProcess } from './running-process.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

/** How long a start with recovery may take, in milliseconds. */
const startTime = 120_000;

/** What a postmaster is started with. */
export interface PostmasterOptions {
  readonly native: string;
  readonly cluster: string;
  readonly user: UnprivilegedUser | null;
  readonly transport: Transport;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (line: string) => void;
}

/** A postmaster that answers. */
export interface Postmaster {
  readonly pid: number;
  readonly listening: Listening;
  /** Fulfilled when it has ended, told to or not. */
  readonly ended: Promise<void>;
  /** Shuts it down and waits until it has ended. Any number of calls is one. */
  stop(): Promise<void>;
}

/** A child process, what it said last and when it ended. */
interface Launched {
  readonly child: ChildProcess;
  readonly lastLines: readonly string[];
  readonly ended: Promise<void>;
  hasEnded(): boolean;
}

/**
 * Starts the postmaster, where an earlier one listened if told, and waits until it answers. Throws EmbeddedPostgresError
 * with START_FAILED or NO_SPACE.
 */
export async function startPostmaster(options: PostmasterOptions, again?: Listening): Promise<Postmaster> {
  const listening = again
    ? await listenAgain(again, options.user)
    : await chooseListening(options.transport, options.user);
  const launched = await launchOrLeaveNothing(options, listening);
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= shutDown(options, listening, launched));
  for (const until = Date.now() + startTime; !launched.hasEnded() && Date.now() < until; await delay(20)) {
    if (await answers(listening)) {
      const postmaster = await findPostmaster(options.cluster);
      if (postmaster) {
        return { pid: postmaster.pid, listening, ended: launched.ended, stop };
      }
    }
  }
  await stop();
  throw failure('START_FAILED', `PostgreSQL did not start:\n${launched.lastLines.join('\n')}`);
}

/** Some failures of spawn are thrown at once, such as a user that this process may not become. */
async function launchOrLeaveNothing(options: PostmasterOptions, listening: Listening): Promise<Launched> {
  try {
    return launch(options, listening);
  } catch (error) {
    await removeSocketFolder(listening);
    throw failure('START_FAILED', `PostgreSQL could not be run: ${String(error)}`, error);
  }
}

async function removeSocketFolder({ socketDirectory }: Listening): Promise<void> {
  if (socketDirectory !== null) {
    await rm(socketDirectory, { recursive: true, force: true });
  }
}

function launch(options: PostmasterOptions, listening: Listening): Launched {
  const [program, parameters] = launchCommand(options.native, options.cluster, listening, options.settings);
  const child = spawn(program, parameters, {
    cwd: isWindows ? options.cluster : '/',
    env: environment(),
    // A session of its own: Ctrl-C in the terminal reaches Node alone, which drains first.
    detached: !isWindows,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    ...options.user,
  });
  const lastLines: string[] = [];
  const note = (line: string): void => {
    lastLines.push(line);
    lastLines.splice(0, lastLines.length - 20);
    options.log(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) {
      createInterface({ input: stream }).on('line', note);
    }
  }
  // A pipe that breaks because the server is gone is told by the exit.
  child.stdio[3]?.on('error', () => {});
  let isOver = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      isOver = true;
      resolve();
    };
    child.once('close', end);
    child.once('error', (error) => {
      note(String(error));
      end();
    });
  });
  return { child, lastLines, ended, hasEnded: () => isOver };
}

/** Fast shutdown; after a minute an immediate one, which the next start recovers from. */
async function shutDown(
  { native, cluster }: PostmasterOptions,
  listening: Listening,
  launched: Launched,
): Promise<void> {
  const postmaster = launched.hasEnded() ? null : await findPostmaster(cluster);
  // Without a socket there is no shell that waits at the pipe.
  if (listening.socketDirectory === null && postmaster) {
    await requestShutdown(native, cluster, postmaster);
  }
  launched.child.stdio[3]?.destroy();
  await endWithin(launched, postmaster);
  // The shell may have been killed before the server.
  await endOrphan(native, cluster);
  await removeSocketFolder(listening);
}

async function endWithin(
  { ended, hasEnded: isOver, child }: Launched,
  postmaster: RunningProcess | null,
): Promise<void> {
  const timer = new AbortController();
  await Promise.race([ended, delay(shutdownTime, undefined, { signal: timer.signal }).catch(() => {})]);
  timer.abort();
  if (isOver() || !postmaster) {
    return;
  }
  signal(postmaster.pid, 'SIGQUIT');
  if (!(await hasEnded(postmaster, 10_000)) && child.pid !== undefined) {
    signal(isWindows ? child.pid : -child.pid, 'SIGKILL');
  }
  await ended;
}

/** Sends a signal to a process that may have ended a moment ago. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}
