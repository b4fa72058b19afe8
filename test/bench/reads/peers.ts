import { importFrom, installPackages } from '../support/packages.js';

/** What ours is measured beside, and what measures: kept out of the project's own dependencies. */
const packages = { autocannon: '9.0.0', graphql: '16.15.0', pg: '8.23.0', postgraphile: '5.1.5' };

/** Installs the peers into a folder of their own, once; answers the folder. */
export const installPeers = (): Promise<string> => installPackages('kengash-bench', packages);

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
  const { default: autocannon } = (await importFrom(peers, 'autocannon')) as {
    default: (options: LoadOptions) => Promise<Load>;
  };
  return autocannon;
}
