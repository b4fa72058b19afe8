import { setTimeout as sleep } from 'node:timers/promises';
import { processorTime } from '../support/process-usage.js';
import type { BenchDatabase } from './contestants/bench-database.js';
import type { Contestant, RunningServer } from './contestants/contestant.js';
import { Load } from './load/load.js';
import { type FanOutPlan, measureFanOut } from './measures/fan-out.js';
import { measureMemory } from './measures/memory.js';
import { type Plan, rooms } from './plan.js';
import type { FanOutRun, Results } from './results.js';

/** What all parts work with. */
export interface Bench {
  readonly plan: Plan;
  readonly results: Results;
  readonly database: BenchDatabase;
  /** The floor first, ours last. */
  readonly contestants: readonly Contestant[];
  /** The words that put a process on its core. */
  readonly serverCore: readonly string[];
  readonly loadCore: readonly string[];
}

/** Starts a contestant and the load, and ends both whatever happens. */
export async function withServer<T>(bench: Bench, contestant: Contestant, use: (server: RunningServer, load: Load) => Promise<T>): Promise<T> {
  const server = await contestant.start(bench.serverCore);
  const load = Load.start(bench.loadCore);
  try {
    return await use(server, load);
  } finally {
    await Promise.all([load.stop(), server.stop()]);
  }
}

/** Tells how far the benchmark is. */
export const say = (what: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${what}`);

async function fanOut(
  { plan: { warmUp, measured } }: Bench,
  [server, load]: readonly [RunningServer, Load],
  contestant: string,
  round: number,
  plan: Pick<FanOutPlan, 'sockets' | 'audiences' | 'perSecond'>,
): Promise<FanOutRun> {
  const result = await measureFanOut(server, load, { ...plan, warmUp, measured });
  const { processorMicroseconds: cost, lastP50, lastP99, generatorShare, faults } = result;
  const { sockets, perSecond, audiences } = plan;
  say(
    `round ${round}: ${contestant.padEnd(28)} ${sockets} sockets, ${perSecond}/s, ${audiences} audience(s): ` +
      `${cost.toFixed(1)} us a delivery, last ${lastP50.toFixed(1)} / ${lastP99.toFixed(1)} ms, ` +
      `generator ${(generatorShare * 100).toFixed(0)} %${faults.map((fault) => `, VOID: ${fault}`).join('')}`,
  );
  return { ...result, contestant, round, plan };
}

/** Shows that the load generator is not what is measured: A, at its rate and at twice that. */
export async function runGenerator(bench: Bench): Promise<void> {
  const [floor] = bench.contestants;
  if (!bench.plan.parts.has('generator') || !floor) {
    return;
  }
  const [{ sockets, perSecond }] = rooms;
  bench.results.generator = await withServer(bench, floor, async (...both) => [
    await fanOut(bench, both, floor.name, 0, { sockets, perSecond, audiences: 1 }),
    await fanOut(bench, both, floor.name, 0, { sockets, perSecond: 2 * perSecond, audiences: 1 }),
  ]);
}

/** Fan-out to both rooms, of everybody in turn, and of ours to four audiences. */
export async function runFanOut(bench: Bench): Promise<void> {
  const { plan, results, contestants } = bench;
  for (let round = 1; plan.parts.has('fan-out') && round <= plan.rounds; round += 1) {
    for (const contestant of contestants) {
      await withServer(bench, contestant, async (...both) => {
        const isOurs = contestant === contestants.at(-1);
        for (const room of rooms) {
          if (isOurs) {
            results.writeCost.push(await writeCost(plan, both[0], room.perSecond));
          }
          results.fanOut.push(await fanOut(bench, both, contestant.name, round, { ...room, audiences: 1 }));
        }
        if (isOurs) {
          results.fanOut.push(await fanOut(bench, both, contestant.name, round, { ...rooms[1], audiences: 4 }));
        }
      });
    }
  }
}

/** What a write costs by itself: the same writes at the same rate, and nobody listens. */
async function writeCost({ warmUp, measured }: Plan, server: RunningServer, perSecond: number): Promise<Results['writeCost'][number]> {
  await server.publish(warmUp * perSecond, perSecond);
  const before = await processorTime(server.pid);
  await server.publish(measured * perSecond, perSecond);
  // What a write has left to do after its answer.
  await sleep(500);
  const microseconds = (((await processorTime(server.pid)) - before) * 1_000) / (measured * perSecond);
  say(`Kengash: a write costs ${(microseconds / 1_000).toFixed(2)} ms of processor time at ${perSecond}/s`);
  return { perSecond, microseconds };
}

/** Memory of idle sockets, of everybody in turn. */
export async function runMemory(bench: Bench): Promise<void> {
  const { plan, results, contestants } = bench;
  for (let round = 1; plan.parts.has('memory') && round <= plan.rounds; round += 1) {
    for (const contestant of contestants) {
      const result = await withServer(bench, contestant, (server, load) => measureMemory(server, load, plan.memory));
      results.memory.push({ ...result, contestant: contestant.name, round });
      say(`round ${round}: ${contestant.name.padEnd(28)} ${(result.bytesPerSocket / 1_000).toFixed(1)} KB a socket`);
    }
  }
}
