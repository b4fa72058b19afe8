import { setTimeout as sleep } from 'node:timers/promises';
import { processorTime } from '../../support/process-usage.js';
import { quantile } from '../../support/statistics.js';
import type { RunningServer } from '../contestants/contestant.js';
import type { Load } from '../load/load.js';
import type { Answers } from '../load/orders.js';

/** How fan-out is measured. */
export interface FanOutPlan {
  readonly sockets: number;
  readonly audiences: number;
  readonly perSecond: number;
  /** Seconds. */
  readonly warmUp: number;
  readonly measured: number;
}

/** What one run of fan-out told. Milliseconds, unless named otherwise. */
export interface FanOutResult {
  /** From the publication of an event until the last socket has it. */
  readonly lastP50: number;
  readonly lastP99: number;
  /** From its publication until half of the sockets have it. */
  readonly medianP50: number;
  /** Of the server, for each delivery, in microseconds. */
  readonly processorMicroseconds: number;
  readonly deliveries: number;
  readonly bytesPerMessage: number;
  /** The share of its core that the load generator was busy. */
  readonly generatorShare: number;
  /** Why the run does not count; empty when it does. */
  readonly faults: readonly string[];
}

/** Milliseconds that a server may take for what it has not delivered when the last event is published. */
const patience = 30_000;

/** What makes a run void: an event lost or doubled, or a socket lost. */
export function faultsOf({ groups, lostSockets, isComplete }: Answers['finish']): readonly string[] {
  const lost = groups.reduce((sum, { faults }) => sum + faults.lost, 0);
  const doubled = groups.reduce((sum, { faults }) => sum + faults.doubled, 0);
  return [
    ...(lost > 0 ? [`${lost} deliveries lost`] : []),
    ...(doubled > 0 ? [`${doubled} deliveries doubled`] : []),
    ...(lostSockets.length > 0 ? [`${lostSockets.length} sockets lost, the first: ${lostSockets[0]}`] : []),
    ...(isComplete || lost > 0 ? [] : ['not delivered in time']),
  ];
}

/** Has a server publish to sockets that are there already, and looks at what comes and what it costs. */
export async function measureFanOut(server: RunningServer, load: Load, plan: FanOutPlan): Promise<FanOutResult> {
  const { sockets, audiences, perSecond, warmUp, measured } = plan;
  await load.order({ do: 'connect', groups: server.sockets(sockets, audiences), atOnce: 50 });
  await sleep(1_000);
  const first = await server.nextSequence();
  const counted = first + warmUp * perSecond;
  const last = counted + measured * perSecond - 1;
  await load.order({ do: 'expect', first: Array.from({ length: audiences }, () => first) });
  await server.publish(warmUp * perSecond, perSecond);
  const before = { count: await load.order({ do: 'count' }), time: await processorTime(server.pid), at: performance.now() };
  await server.publish(measured * perSecond, perSecond);
  const seconds = (performance.now() - before.at) / 1_000;
  const finished = await load.order({ do: 'finish', last: Array.from({ length: audiences }, () => last), within: patience });
  const after = { count: await load.order({ do: 'count' }), time: await processorTime(server.pid) };
  const told = await server.publicationTimes(counted, last);
  await load.order({ do: 'disconnect' });

  const deliveries = after.count.delivered - before.count.delivered;
  const latencies = latenciesOf(finished, told, counted);
  return {
    lastP50: quantile(latencies.map(({ last: each }) => each), 0.5),
    lastP99: quantile(latencies.map(({ last: each }) => each), 0.99),
    medianP50: quantile(latencies.map(({ median }) => median), 0.5),
    processorMicroseconds: ((after.time - before.time) * 1_000) / deliveries,
    deliveries,
    bytesPerMessage: (after.count.bytes - before.count.bytes) / (after.count.messages - before.count.messages),
    generatorShare: (after.count.processorTime - before.count.processorTime) / 1_000 / seconds,
    faults: faultsOf(finished),
  };
}

/** For each event that is counted, when half of all sockets and when the last of them had it. */
function latenciesOf(
  { groups }: Answers['finish'],
  told: ReadonlyMap<number, number>,
  counted: number,
): readonly { readonly median: number; readonly last: number }[] {
  const events = Map.groupBy(groups.flatMap((group) => group.events), ({ sequence }) => sequence);
  return [...events]
    .filter(([sequence]) => sequence >= counted)
    .map(([sequence, receipts]) => {
      const published = told.get(sequence) ?? receipts[0]?.publishedAt ?? NaN;
      const times = receipts.flatMap((each) => [...each.times]);
      // Each group's times are in their order already.
      const last = Math.max(...receipts.map((each) => each.times.at(-1) ?? NaN));
      return { median: quantile(times, 0.5) - published, last: last - published };
    });
}
