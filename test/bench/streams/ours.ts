import { type Bench, say } from './bench.js';
import { KengashNode } from './contestants/kengash.js';
import { Load } from './load/load.js';
import { measureDurable } from './measures/durable.js';
import { measureReceipt } from './measures/receipt.js';
import { measureResume } from './measures/resume.js';

/** What to do with so many nodes and the load, all of which are ended whatever happens. */
async function withNodes<T>(bench: Bench, count: number, use: (nodes: readonly KengashNode[], load: Load) => Promise<T>): Promise<T> {
  const load = Load.start(bench.loadCore);
  const nodes: KengashNode[] = [];
  try {
    while (nodes.length < count) {
      nodes.push(await KengashNode.start(bench.database, bench.serverCore));
    }
    return await use(nodes, load);
  } finally {
    await Promise.all([load.stop(), ...nodes.map((node) => node.child.stop())]);
  }
}

const voided = (faults: readonly string[]): string => faults.map((fault) => `, VOID: ${fault}`).join('');

/** From COMMIT to the client, at the node that wrote and at another one. */
export async function runReceipt(bench: Bench): Promise<void> {
  const { plan, results, database } = bench;
  for (let round = 1; plan.parts.has('receipt') && round <= plan.rounds; round += 1) {
    const result = await withNodes(bench, 2, ([writing, other], load) => {
      if (!writing || !other) {
        throw new Error('There are not two nodes');
      }
      return measureReceipt(database, [writing, other], load, plan);
    });
    results.receipt.push(result);
    const { same, other, faults } = result;
    say(
      `round ${round}: commit to receipt ${same.p50.toFixed(1)} / ${same.p99.toFixed(1)} ms at the same node, ` +
        `${other.p50.toFixed(1)} / ${other.p99.toFixed(1)} ms at another${voided(faults)}`,
    );
  }
}

/** Events a second that are durable: the bare script, the engine, and the whole mutation. */
export async function runDurable(bench: Bench): Promise<void> {
  const { plan, results, database, serverCore } = bench;
  for (let round = 1; plan.parts.has('durable') && round <= plan.rounds; round += 1) {
    const startNode = (): Promise<KengashNode> => KengashNode.start(database, serverCore);
    const result = await measureDurable(database, startNode, serverCore, Math.min(plan.measured, 10));
    results.durable.push(result);
    const { bare, engine, door } = result;
    say(`round ${round}: durable events/s: ${bare.toFixed(0)} bare, ${engine.toFixed(0)} engine, ${door.toFixed(0)} whole mutations`);
  }
}

/** A thousand who come back at once. */
export async function runResume(bench: Bench): Promise<void> {
  const { plan, results, database } = bench;
  for (let round = 1; plan.parts.has('resume') && round <= plan.rounds; round += 1) {
    const result = await withNodes(bench, 1, ([node], load) => {
      if (!node) {
        throw new Error('There is no node');
      }
      return measureResume(database, node, load);
    });
    results.resume.push(result);
    const { allLive, logReads, statements, faults } = result;
    say(`round ${round}: 1000 resumed with 100 events each in ${allLive.toFixed(0)} ms, ${logReads} log reads, ${statements} statements${voided(faults)}`);
  }
}
