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

/** The runs of one contestant in one room that count. */
function runsOf({ fanOut }: Results, contestant: string, sockets: number, audiences = 1): readonly FanOutRun[] {
  return fanOut.filter(
    (run) =>
      run.contestant === contestant &&
      run.plan.sockets === sockets &&
      run.plan.audiences === audiences &&
      run.faults.length === 0,
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
  const minus = rooms.flatMap(({ sockets }) => [figure(withoutWrites(results, runsOf(results, 'Kengash', sockets))), '']);
  return table(head, results.writeCost.length > 0 ? [...rows, ['Kengash, minus the writes', ...minus, '', '']] : rows);
}

/** A target of the engine, and what came of it. */
interface Target {
  readonly what: string;
  readonly atMost: number;
  readonly ours: number;
}

function targets(results: Results): readonly Target[] {
  const [a = '', b = '', c = ''] = names(results);
  const of = (pick: (runs: readonly FanOutRun[]) => readonly number[], name: string, sockets: number): number =>
    median(pick(runsOf(results, name, sockets)));
  const memory = results.memory.filter(({ contestant }) => contestant === 'Kengash').map(({ bytesPerSocket }) => bytesPerSocket / 1_000);
  return [
    ...rooms.flatMap(({ sockets }) => {
      const cost = (peer: string): number => of(costs, 'Kengash', sockets) / of(costs, peer, sockets);
      return [
        { what: `last socket p99 / A, ${sockets} sockets`, atMost: 1.1, ours: of(lasts, 'Kengash', sockets) / of(lasts, a, sockets) },
        { what: `CPU a delivery / A, ${sockets} sockets`, atMost: 1, ours: cost(a) },
        { what: `CPU a delivery / B, ${sockets} sockets`, atMost: 0.8, ours: cost(b) },
        { what: `CPU a delivery / C, ${sockets} sockets`, atMost: 0.3, ours: cost(c) },
      ];
    }),
    {
      what: '4 audiences / 1, CPU a delivery, 5000 sockets',
      atMost: 1.1,
      ours: median(costs(runsOf(results, 'Kengash', 5_000, 4))) / of(costs, 'Kengash', 5_000),
    },
    { what: 'RSS an idle subscription, KB', atMost: 15, ours: median(memory) },
  ].filter(({ ours }) => !Number.isNaN(ours));
}

/** The results as Markdown. */
export function report(results: Results): string {
  const { machine, isSeparate, form } = results;
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  const met = targets(results).map(({ what, atMost, ours }) => [what, `<= ${atMost}`, ours.toFixed(2), ours <= atMost ? 'met' : 'missed']);
  const voided = results.fanOut.filter(({ faults }) => faults.length > 0);
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
    ...table(['target', '', 'measured', ''], met),
    ...(busy.length > 0 ? ['', `The load generator against A, 1000 sockets: ${busy.join('; ')}.`] : []),
    ...voided.map(({ contestant, round, plan, faults }) => `VOID: ${contestant}, round ${round}, ${plan.sockets} sockets: ${faults.join(', ')}`),
  ].join('\n');
}
