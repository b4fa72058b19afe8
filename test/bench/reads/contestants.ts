import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { serverEntry } from '../../streams/support/server-process.js';

/** A server that is measured: how it is started, and what it is asked. */
export interface Contestant {
  readonly name: string;
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly query: string;
  /** How many members an answer holds, so that nobody is quick by leaving something out. */
  readonly countMembers: (body: string) => number;
}

const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/** Ours with the whole pipeline on, PostGraphile 5, and the floor. */
export const contestants: readonly Contestant[] = [
  {
    name: 'Kengash',
    script: serverEntry,
    environment: {
      HOST: '127.0.0.1',
      KENGASH_SECRET: 'a secret for the benchmark alone, long enough',
      KENGASH_RATE_BURST: '100000000',
      KENGASH_RATE_PER_SECOND: '100000000',
      KENGASH_COST_LIMIT: '1000000',
    },
    query: `query ($first: Int!) { councils(first: $first) { nodes { id code name
      members { id person { fullName } seat { function category } } } } }`,
    countMembers: (body) => occurrences(body, '"person"'),
  },
  {
    name: 'PostGraphile 5.1.5',
    script: join(import.meta.dirname, 'postgraphile-server.mjs'),
    environment: {},
    query: `query ($first: Int!) { allCouncils(first: $first, orderBy: SORT_KEY_ASC) { nodes { id: rowId code name
      membersByCouncilId(orderBy: ORDINAL_ASC) { nodes { id: rowId personByPersonId { fullName }
        seatBySeatId { function category } } } } } }`,
    countMembers: (body) => occurrences(body, '"personByPersonId"'),
  },
  {
    name: 'json_agg on node:http',
    script: join(import.meta.dirname, 'sql-server.mjs'),
    environment: {},
    query: '',
    countMembers: (body) => occurrences(body, '"person"'),
  },
];

/** A contestant that listens. */
export interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a contestant on a core of its own where the machine can do that. Throws with its words when it does not start. */
export async function start(contestant: Contestant, databaseUrl: string, peers: string, core: readonly string[]): Promise<Running> {
  const [command = '', ...more] = [...core, process.execPath, contestant.script];
  const child = spawn(command, more, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      PORT: '0',
      DATABASE_URL: databaseUrl,
      PEERS: peers,
      ...contestant.environment,
    },
  });
  return { url: `${await addressOf(child, contestant.name)}/graphql`, stop: () => stop(child) };
}

async function addressOf(child: ChildProcess, name: string): Promise<string> {
  let told = '';
  child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  for (const deadline = Date.now() + 30_000; ; ) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(told)?.[0];
    if (url) {
      return url;
    }
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${name} did not start:\n${told}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}
