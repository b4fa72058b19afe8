import { describe, expect, it } from 'vitest';
import { readPlan } from './plan.js';
import { report } from './report.js';
import type { FanOutRun, Results } from './results.js';

function run(contestant: string, sockets: number, cost: number, lastP99: number, faults: readonly string[] = []): FanOutRun {
  const plan = { sockets, perSecond: 20_000 / sockets, audiences: 1 };
  const rest = { lastP50: lastP99 / 2, medianP50: 1, deliveries: 1, bytesPerMessage: 1_024, generatorShare: 0.1 };
  return { contestant, round: 1, plan, processorMicroseconds: cost, lastP99, faults, ...rest };
}

function results(fanOut: readonly FanOutRun[], writeCost: Results['writeCost'] = []): Results {
  return {
    startedAt: '2026-11-27T00:00:00.000Z',
    form: 'full',
    machine: { processor: 'P', cores: 2, memory: 2 ** 33, kernel: 'Linux 6', versions: { node: 'v24' }, openFiles: 20_000 },
    isSeparate: true,
    fanOut: [...fanOut],
    writeCost,
    memory: [],
    receipt: [],
    durable: [],
    resume: [],
  };
}

const lineWith = (text: string, part: string): string => text.split('\n').find((line) => line.includes(part)) ?? '';

describe('the report of the benchmark of streams', () => {
  it('holds ours to the floor, with its writes and without them', () => {
    const text = report(results([run('A: ws', 1_000, 10, 20), run('Kengash', 1_000, 12, 21)], [{ perSecond: 20, microseconds: 3_000 }]));
    expect(lineWith(text, 'CPU a delivery / A, 1000 sockets, with the writes')).toContain('| 1.20 | missed |');
    expect(lineWith(text, 'CPU a delivery / A, 1000 sockets, minus the writes')).toContain('| 0.90 | met |');
    expect(lineWith(text, 'last socket p99 / A')).toContain('| <= 1.1 | 1.05 | met |');
  });

  it('takes the median of the rounds, and tells how far they lie apart', () => {
    const text = report(results([10, 30, 20].map((cost) => run('A: ws', 1_000, cost, 20))));
    expect(lineWith(text, '| A: ws')).toContain('| 20.0 ±50 % |');
  });

  it('leaves out a run that is void, and says why', () => {
    const text = report(results([run('A: ws', 1_000, 10, 20), run('A: ws', 1_000, 99, 20, ['1 deliveries lost'])]));
    expect(lineWith(text, '| A: ws')).toContain('| 10.0 |');
    expect(text).toContain('VOID: A: ws, round 1, 1000 sockets: 1 deliveries lost');
  });

  it('says nothing of what was not measured', () => {
    expect(report(results([]))).not.toMatch(/NaN|undefined|commit to receipt/);
  });
});

describe('the plan of the benchmark', () => {
  it('is the full form of all parts unless something else is wanted', () => {
    expect(readPlan({})).toMatchObject({ form: 'full', rounds: 3 });
    expect([...readPlan({ BENCH_FORM: 'short', BENCH_PARTS: 'memory, resume' }).parts]).toEqual(['memory', 'resume']);
  });

  it('refuses what it does not know', () => {
    expect(() => readPlan({ BENCH_FORM: 'tiny' })).toThrow('tiny');
    expect(() => readPlan({ BENCH_PARTS: 'memory,speed' })).toThrow('speed');
  });
});
