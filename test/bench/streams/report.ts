import { median, spread } from '../support/statistics.js';
import { rooms } from './plan.js';
import type { FanOutRun, Results } from './results.js';

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(...head),
  row(...head.map(() => '---')),
  ...rows.map((cells) => row(...cells)),
];

/** The median of the rounds, with how far they lie apart where there are several. */
function figure(values: readonly number[], digits = 1): string {
  if (values.length === 0) {
    return '-';
  }
  const apart = values.length > 1 ? ` ±${((spread(values) / 2) * 100).toFixed(0)} %` : '';
  return `${median(values).toFixed(digits)}${apart}`;
}

/** Runs that are not void. */
const valid = <T extends { readonly faults: readonly string[] }>(runs: readonly T[]): readonly T[] =>
  runs.filter(({ faults }) => faults.length === 0);

/** The runs of one contestant in one room that count. */
function runsOf({ fanOut }: Results, contestant: string, sockets: number, audiences = 1): readonly FanOutRun[] {
  return valid(fanOut).filter(
    (run) => run.contestant === contestant && run.plan.sockets === sockets && run.plan.audiences === audiences,
  );
}

const costs = (runs: readonly FanOutRun[]): readonly number[] => runs.map(({ processorMicroseconds }) => processorMicroseconds);
const lasts = (runs: readonly FanOutRun[]): readonly number[] => runs.map(({ lastP99 }) => lastP99);

/** Processor time of our deliveries without what the writes cost by themselves, in microseconds. */
function withoutWrites({ writeCost }: Results, runs: readonly FanOutRun[]): readonly number[] {
  return runs.map(({ processorMicroseconds, plan }) => {
    const write = median(writeCost.filter(({ perSecond }) => perSecond === plan.perSecond).map(({ microseconds }) => microseconds));
    return processorMicroseconds - write / plan.sockets;
  });
}

function names({ fanOut, memory }: Results): readonly string[] {
  return [...new Set([...fanOut, ...memory].map(({ contestant }) => contestant))].toSorted((a, b) =>
    a === 'Kengash' ? 1 : b === 'Kengash' ? -1 : a.localeCompare(b),
  );
}

function sideBySide(results: Results): readonly string[] {
  const head = [
    'server',
    ...rooms.flatMap(({ sockets, perSecond }) => [
      `${sockets} sockets, ${perSecond} events/s: CPU a delivery, us`,
      'last socket p50 / p99, ms',
    ]),
    'bytes a message',
    'RSS an idle subscription, KB',
  ];
  const rows = names(results).map((name) => {
    const memory = results.memory.filter(({ contestant }) => contestant === name);
    const told = rooms.flatMap(({ sockets }) => {
      const runs = runsOf(results, name, sockets);
      return [figure(costs(runs)), `${figure(runs.map(({ lastP50 }) => lastP50))} / ${figure(lasts(runs))}`];
    });
    const bytes = runsOf(results, name, rooms[0].sockets).map(({ bytesPerMessage }) => bytesPerMessage);
    return [name, ...told, bytes.length > 0 ? median(bytes).toFixed(0) : '-', figure(memory.map(({ bytesPerSocket }) => bytesPerSocket / 1_000))];
  });
  if (names(results).length === 0) {
    return [];
  }
  const minus = rooms.flatMap(({ sockets }) => [figure(withoutWrites(results, runsOf(results, 'Kengash', sockets))), '']);
  return table(head, results.writeCost.length > 0 ? [...rows, ['Kengash, minus the writes', ...minus, '', '']] : rows);
}

/** A target of the engine, and what came of it. */
interface Target {
  readonly what: string;
  readonly bound: number;
  readonly isGreatest: boolean;
  readonly ours: number;
}

/** What is measured of ours alone. */
function oursAlone({ receipt, durable, resume }: Results): readonly string[] {
  const latency = (at: 'same' | 'other'): string => {
    const runs = valid(receipt).map((run) => run[at]);
    return `${figure(runs.map(({ p50 }) => p50))} / ${figure(runs.map(({ p99 }) => p99))} ms`;
  };
  const returned = valid(resume);
  if (receipt.length + durable.length + resume.length === 0) {
    return [];
  }
  return table(
    ['Kengash', 'measured'],
    [
      ['commit to receipt p50 / p99, same node (100 events/s, 20 streams, 200 sockets)', latency('same')],
      ['commit to receipt p50 / p99, another node', latency('other')],
      ['durable events/s, 16 writers, 50 streams: a bare script of the two statements', figure(durable.map(({ bare }) => bare), 0)],
      ['durable events/s: the engine', figure(durable.map(({ engine }) => engine), 0)],
      ['durable events/s: whole mutations over HTTP', figure(durable.map(({ door }) => door), 0)],
      ['1000 clients resume with 100 missed events each: all live', `${figure(returned.map(({ allLive }) => allLive), 0)} ms`],
      ['reads of the log for that', figure(returned.map(({ logReads }) => logReads), 0)],
    ],
  );
}

/** The peers store nothing: so ours is told with the writes that its events are of, and without them. */
function targets(results: Results): readonly Target[] {
  const whole = { name: 'with the writes', pick: costs };
  const fanOutAlone = { name: 'minus the writes', pick: (runs: readonly FanOutRun[]) => withoutWrites(results, runs) };
  const [a = '', b = '', c = ''] = names(results);
  const of = (pick: (runs: readonly FanOutRun[]) => readonly number[], name: string, sockets: number): number =>
    median(pick(runsOf(results, name, sockets)));
  const memory = results.memory.filter(({ contestant }) => contestant === 'Kengash').map(({ bytesPerSocket }) => bytesPerSocket / 1_000);
  return [
    ...rooms.flatMap(({ sockets }) => [
      {
        what: `last socket p99 / A, ${sockets} sockets`,
        isGreatest: true,
        bound: 1.1,
        ours: of(lasts, 'Kengash', sockets) / of(lasts, a, sockets),
      },
      ...[whole, fanOutAlone].flatMap(({ name, pick }) =>
        ([[a, 'A', 1], [b, 'B', 0.8], [c, 'C', 0.3]] as const).map(([peer, letter, bound]) => ({
          what: `CPU a delivery / ${letter}, ${sockets} sockets, ${name}`,
          isGreatest: true,
          bound,
          ours: of(pick, 'Kengash', sockets) / of(costs, peer, sockets),
        })),
      ),
    ]),
    {
      what: '4 audiences / 1, CPU a delivery, 5000 sockets',
      isGreatest: true, bound: 1.1,
      ours: median(costs(runsOf(results, 'Kengash', 5_000, 4))) / of(costs, 'Kengash', 5_000),
    },
    { what: 'RSS an idle subscription, KB', isGreatest: true, bound: 15, ours: median(memory) },
    {
      what: 'durable events/s, engine / bare script',
      isGreatest: false,
      bound: 0.6,
      ours: median(results.durable.map(({ engine, bare }) => engine / bare)),
    },
  ].filter(({ ours }) => !Number.isNaN(ours));
}

/** The runs that do not count, and why. */
function voids({ fanOut, receipt, resume }: Results): readonly string[] {
  const runs = [
    ...fanOut.map(({ contestant, round, plan, faults }) => [`${contestant}, round ${round}, ${plan.sockets} sockets`, faults] as const),
    ...receipt.map(({ faults }, at) => [`receipt, round ${at + 1}`, faults] as const),
    ...resume.map(({ faults }, at) => [`resumption, round ${at + 1}`, faults] as const),
  ];
  return runs.filter(([, faults]) => faults.length > 0).map(([run, faults]) => `VOID: ${run}: ${faults.join(', ')}`);
}

/** The results as Markdown. */
export function report(results: Results): string {
  const { machine, isSeparate, form } = results;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const met = targets(results).map(({ what, isGreatest, bound, ours }) => {
    const isMet = isGreatest ? ours <= bound : ours >= bound;
    return [what, `${isGreatest ? '<=' : '>='} ${bound}`, ours.toFixed(2), isMet ? 'met' : 'missed'];
  });
  const busy = (results.generator ?? []).map(
    ({ plan, generatorShare, lastP99 }) =>
      `${plan.perSecond} events/s: ${(generatorShare * 100).toFixed(0)} % of its core, last p99 ${lastP99.toFixed(1)} ms`,
  );
  return [
    `${machine.processor}, ${machine.cores} cores, ${(machine.memory / 2 ** 30).toFixed(0)} GiB, ${machine.kernel}; ${versions.join(', ')};`,
    `NODE_ENV=production, loopback, no compression, ${isSeparate ? 'server on core 0, load and PostgreSQL on core 1' : 'all on the same cores'}; ${form} form.`,
    '',
    ...sideBySide(results),
    '',
    ...oursAlone(results),
    '',
    ...table(['target', '', 'measured', ''], met),
    ...(busy.length > 0 ? ['', `The load generator against A, 1000 sockets: ${busy.join('; ')}.`] : []),
    ...voids(results),
  ].join('\n');
}
