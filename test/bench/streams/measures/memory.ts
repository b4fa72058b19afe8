import { setTimeout as sleep } from 'node:timers/promises';
import { slope } from '../../support/statistics.js';
import type { RunningServer } from '../contestants/contestant.js';
import type { Load } from '../load/load.js';

/** What an idle socket with one subscription costs. */
export interface MemoryResult {
  /** Bytes of resident memory for each, by the straight line that fits best. */
  readonly bytesPerSocket: number;
  readonly points: readonly { readonly sockets: number; readonly bytes: number }[];
}

/** Opens sockets step by step, and looks each time at what the server has resident after its garbage was collected. */
export async function measureMemory(server: RunningServer, load: Load, plan: { readonly step: number; readonly steps: number }): Promise<MemoryResult> {
  const points: { sockets: number; bytes: number }[] = [];
  for (let step = 0; step <= plan.steps; step += 1) {
    if (step > 0) {
      await load.order({ do: 'connect', groups: server.idleSockets(plan.step), atOnce: 50 });
      await sleep(1_000);
    }
    points.push({ sockets: step * plan.step, bytes: await server.residentMemory() });
  }
  await load.order({ do: 'disconnect' });
  return { points, bytesPerSocket: slope(points.map(({ sockets, bytes }) => ({ x: sockets, y: bytes }))) };
}
