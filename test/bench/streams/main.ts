// Streams side by side: bare ws, Hocuspocus, graphql-ws with type-graphql, and ours. See the plan for what is measured.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { canSeparate, moveToCore, onCore } from '../support/cores.js';
import { describeMachine } from '../support/machine.js';
import { startBenchDatabase } from './contestants/bench-database.js';
import { kengash } from './contestants/kengash.js';
import { installPeers, peerContestants } from './contestants/peers.js';
import { type Bench, runFanOut, runGenerator, runMemory } from './bench.js';
import { runDurable, runReceipt, runResume } from './ours.js';
import { readPlan, rooms } from './plan.js';
import { report } from './report.js';
import type { Results } from './results.js';

const plan = readPlan(process.env);
const output = resolve(process.env.BENCH_OUTPUT ?? 'node_modules/.cache/kengash-bench-streams/results.json');
const machine = await describeMachine(['ws', 'graphql', 'graphql-ws', 'type-graphql']);
const needed = Math.max(...rooms.map(({ sockets }) => sockets)) + 500;
if (machine.openFiles < needed) {
  throw new Error(`A process may open ${machine.openFiles} files; ${needed} are needed: ulimit -Hn ${needed}`);
}
const peers = await installPeers();
const isSeparate = await canSeparate();
const database = await startBenchDatabase();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void database.close().finally(() => process.exit(1)));
}
try {
  if (isSeparate) {
    await Promise.all([moveToCore(process.pid, 1), moveToCore(database.pid, 1)]);
  }
  const results: Results = {
    startedAt: new Date().toISOString(),
    form: plan.form,
    machine,
    isSeparate,
    fanOut: [],
    writeCost: [],
    memory: [],
    receipt: [],
    durable: [],
    resume: [],
  };
  const bench: Bench = {
    plan,
    results,
    database,
    contestants: [...peerContestants(peers), kengash(database)],
    serverCore: isSeparate ? onCore(0) : [],
    loadCore: isSeparate ? onCore(1) : [],
  };
  for (const run of [runGenerator, runFanOut, runMemory, runReceipt, runDurable, runResume]) {
    try {
      await run(bench);
    } catch (error) {
      // What was measured before, and what can be measured after, counts all the same.
      console.error(error);
      process.exitCode = 1;
    }
  }
  await mkdir(dirname(output), { recursive: true });
  await writeFile(output, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\n${report(results)}\n\nThe results are in ${output}`);
} finally {
  await database.close();
}
