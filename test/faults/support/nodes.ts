import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseConnection } from '../../../src/database/orm.js';
import { type Exit, ServerProcess } from '../../streams/support/server-process.js';

/** How the nodes of a drill are started. */
export interface NodesOptions {
  readonly count: number;
  /** Where each node finds the database, by its number from 0. */
  readonly connectionOf: (node: number) => DatabaseConnection;
  readonly environment?: Readonly<Record<string, string>>;
  /** What one node has beside, by its number. */
  readonly environmentOf?: (node: number) => Readonly<Record<string, string>>;
  /** Another program than the server, by the number of the node. */
  readonly entryOf?: (node: number) => string | undefined;
}

/** Opens the figures of the nodes to the drills. */
export const metricsToken = 'the-figures-of-a-drill';

/**
 * What a drill takes for itself: thousands of clients come from one address. Each variable is one that those who run a
 * server have, too.
 */
const generous: Readonly<Record<string, string>> = {
  KENGASH_CONNECTIONS_PER_ADDRESS: '100000',
  KENGASH_RATE_PER_SECOND: '100000000',
  KENGASH_RATE_BURST: '100000000',
  KENGASH_LOG_LEVEL: 'info',
  KENGASH_METRICS_TOKEN: metricsToken,
};

/** Server processes on one database. One that is started again has another address, as behind any discovery of services. */
export class Nodes {
  readonly #nodes: (ServerProcess | null)[] = [];

  private constructor(
    private readonly options: NodesOptions,
    private readonly folder: string,
  ) {}

  /** Starts the nodes of the server that the run has built. To be closed at the end. */
  static async start(options: NodesOptions): Promise<Nodes> {
    const nodes = new Nodes(options, await mkdtemp(join(tmpdir(), 'kengash-nodes-')));
    try {
      await Promise.all(Array.from({ length: options.count }, (_, n) => nodes.again(n)));
      return nodes;
    } catch (error) {
      await nodes.close();
      throw error;
    }
  }

  /** The addresses of the nodes that run. */
  readonly urls = (): readonly string[] => this.#nodes.flatMap((node) => (node ? [node.url] : []));

  /** A node that runs. Throws when it does not. */
  node(n: number): ServerProcess {
    const node = this.#nodes[n];
    if (!node) {
      throw new Error(`Node ${n} does not run`);
    }
    return node;
  }

  /** Ends a node, at once or by draining it. With `keepAddress` clients learn it only by trying. */
  async end(n: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<Exit> {
    const node = this.node(n);
    const exit = node.end(signal);
    if (signal === 'SIGKILL') {
      await exit;
    }
    // While it drains it is still there, and says that it is not ready.
    this.#nodes[n] = null;
    return exit;
  }

  /** Starts a node, where there is none or again, and waits until it is ready. */
  async again(n: number): Promise<void> {
    const { connectionOf, environment, environmentOf, entryOf } = this.options;
    const entry = entryOf?.(n);
    this.#nodes[n] = await ServerProcess.start(
      { connection: connectionOf(n) },
      {
        environment: { ...generous, KENGASH_DATA_DIR: join(this.folder, String(n)), ...environment, ...environmentOf?.(n) },
        ...(entry === undefined ? {} : { entry }),
      },
    );
  }

  /** Ends all. */
  async close(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node?.end('SIGKILL')));
    await rm(this.folder, { recursive: true, force: true });
  }
}
