import { join } from 'node:path';
import type { BenchDatabase } from '../contestants/bench-database.js';
import type { KengashNode } from '../contestants/kengash.js';
import { ServerChild } from '../contestants/server-child.js';
import { monotonicNow } from '../wire/clock.js';

/** Events a second that are on the disk when they are acknowledged. */
export interface DurableResult {
  /** A script that raises the counter and inserts the event, and does nothing else. */
  readonly bare: number;
  /** What the engine does inside a transaction. */
  readonly engine: number;
  /** A whole mutation through the public door: who asks, may they, version, state, event, ledger, remembered answer. */
  readonly door: number;
}

/** So many who write, to so many streams. */
const load = { writers: 16, streams: 50 } as const;

/** Takes the three in turn, on the server's core. */
export async function measureDurable(
  database: BenchDatabase,
  startNode: () => Promise<KengashNode>,
  core: readonly string[],
  seconds: number,
): Promise<DurableResult> {
  const script = join(import.meta.dirname, '..', 'servers', 'durable-server.js');
  const child = new ServerChild(script, core, { DATABASE_URL: database.url });
  const rate = async (durable: 'bare' | 'engine'): Promise<number> => {
    child.send({ durable, ...load, seconds });
    return child.answer<number>('perSecond');
  };
  try {
    await child.answer('ready');
    const [bare, engine] = [await rate('bare'), await rate('engine')];
    await child.stop();
    return { bare, engine, door: await throughTheDoor(database, startNode, seconds) };
  } finally {
    await child.stop();
  }
}

/** Every writer has councils of its own, because whoever comes second with a version is refused. */
async function throughTheDoor(
  database: BenchDatabase,
  startNode: () => Promise<KengashNode>,
  seconds: number,
): Promise<number> {
  const node = await startNode();
  try {
    const councils = await database.councils(load.streams);
    const writers = await Promise.all(councils.map((council) => node.writer(council)));
    const begin = monotonicNow() + seconds * 1_000;
    const end = begin + seconds * 1_000;
    let counted = 0;
    const write = async (own: typeof writers): Promise<void> => {
      for (let nth = 0; monotonicNow() < end; nth += 1) {
        await own[nth % own.length]?.write();
        const now = monotonicNow();
        counted += now >= begin && now < end ? 1 : 0;
      }
    };
    const shares = Array.from({ length: load.writers }, (_, at) => writers.filter((_each, nth) => nth % load.writers === at));
    await Promise.all(shares.map(write));
    return counted / seconds;
  } finally {
    await node.child.stop();
  }
}
