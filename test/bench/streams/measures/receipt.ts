import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../../support/statistics.js';
import type { BenchDatabase } from '../contestants/bench-database.js';
import { type KengashNode, listeningTo } from '../contestants/kengash.js';
import type { Load } from '../load/load.js';
import type { SocketGroup } from '../load/orders.js';
import { faultsOf } from './fan-out.js';

/** From COMMIT until a client has the event, in milliseconds. */
export interface ReceiptLatency {
  readonly p50: number;
  readonly p99: number;
}

/** What came to those at the node that wrote, and to those at another one. */
export interface ReceiptResult {
  readonly same: ReceiptLatency;
  readonly other: ReceiptLatency;
  readonly receipts: number;
  readonly faults: readonly string[];
}

/** 100 events a second over 20 streams, and 200 sockets: five of each stream at each of two nodes. */
const room = { streams: 20, perStream: 5, perSecondAndStream: 5 } as const;

/** Milliseconds for what is still on its way when the last write is acknowledged. */
const patience = 10_000;

const latencyOf = (values: readonly number[]): ReceiptLatency => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) });

/** The numbers of the streams, for the groups: those of the first node, then those of the other. */
const ofGroup = (numbers: readonly number[]): readonly number[] => [...numbers, ...numbers];

/** Writes at the first node, and looks when the events come to the sockets of both. */
export async function measureReceipt(
  database: BenchDatabase,
  [writing, other]: readonly [KengashNode, KengashNode],
  load: Load,
  { warmUp, measured }: { readonly warmUp: number; readonly measured: number },
): Promise<ReceiptResult> {
  const councils = await database.councils(room.streams);
  const groups = [writing, other].flatMap((node) =>
    councils.map(({ id }): SocketGroup => {
      const name = node === writing ? 'same' : 'other';
      return { name, count: room.perStream, address: node.address, dialect: listeningTo(id) };
    }),
  );
  await load.order({ do: 'connect', groups, atOnce: 20 });
  await sleep(1_000);
  const heads = await Promise.all(councils.map(({ id }) => database.head(id)));
  await load.order({ do: 'expect', first: ofGroup(heads.map((head) => head + 1)) });
  const rate = room.perSecondAndStream;
  const writers = await Promise.all(councils.map((council) => writing.writer(council)));
  const events = (warmUp + measured) * rate;
  // One after the other within their turn, so that the events are spread evenly.
  await Promise.all(
    writers.map((writer, at) => writer.writeOnSchedule(events, rate, (at * 1_000) / rate / room.streams)),
  );
  const finished = await load.order({ do: 'finish', last: ofGroup(heads.map((head) => head + events)), within: patience });
  await load.order({ do: 'disconnect' });

  const committed = await Promise.all(
    councils.map(({ id }, at) => {
      const head = heads[at] ?? 0;
      return database.commitTimes(id, head + 1 + warmUp * rate, head + events);
    }),
  );
  const latencies = { same: [] as number[], other: [] as number[] };
  finished.groups.forEach(({ name, events: told }, at) => {
    const times = committed[at % councils.length];
    for (const { sequence, times: receipts } of told) {
      const published = times?.get(sequence);
      if (published !== undefined) {
        latencies[name === 'same' ? 'same' : 'other'].push(...[...receipts].map((receipt) => receipt - published));
      }
    }
  });
  return {
    same: latencyOf(latencies.same),
    other: latencyOf(latencies.other),
    receipts: latencies.same.length + latencies.other.length,
    faults: faultsOf(finished),
  };
}
