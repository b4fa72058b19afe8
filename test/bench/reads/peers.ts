import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** What ours is measured beside, and what measures: kept out of the project's own dependencies. */
const packages = { autocannon: '9.0.0', graphql: '16.15.0', pg: '8.23.0', postgraphile: '5.1.5' };

/** Installs the peers into a folder of their own, once; answers the folder. */
export async function installPeers(): Promise<string> {
  const folder = resolve('node_modules/.cache/kengash-bench');
  const wanted = JSON.stringify({ private: true, type: 'module', dependencies: packages });
  const marker = join(folder, 'installed.json');
  if ((await readFile(marker, 'utf8').catch(() => '')) !== wanted) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), wanted);
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
    await writeFile(marker, wanted);
  }
  return folder;
}

/** What autocannon tells of a run; latencies in milliseconds. */
export interface Load {
  readonly requests: { readonly average: number };
  readonly latency: { readonly p50: number; readonly p99: number; readonly mean: number };
  readonly non2xx: number;
  readonly errors: number;
}

/** How a server is loaded. */
export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  /** Seconds. */
  readonly duration: number;
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The load generator of the peers' folder. */
export async function loadGenerator(peers: string): Promise<(options: LoadOptions) => Promise<Load>> {
  const path = createRequire(join(peers, 'package.json')).resolve('autocannon');
  const { default: autocannon } = (await import(/* @vite-ignore */ pathToFileURL(path).href)) as {
    default: (options: LoadOptions) => Promise<Load>;
  };
  return autocannon;
}
