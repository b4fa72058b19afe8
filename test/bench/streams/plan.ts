import type { FanOutPlan } from './measures/fan-out.js';

/** What of the benchmark is to be run. */
export const parts = ['generator', 'fan-out', 'memory', 'receipt', 'durable', 'resume'] as const;
export type Part = (typeof parts)[number];

/** How much is measured. Times in seconds. */
export interface Plan {
  readonly form: 'full' | 'short';
  readonly parts: ReadonlySet<Part>;
  /** Each round takes all in turn, so that noise meets all alike. */
  readonly rounds: number;
  readonly warmUp: number;
  readonly measured: number;
  /** Sockets that are opened at each step of the measure of memory, and how many steps there are. */
  readonly memory: { readonly step: number; readonly steps: number };
}

/** The two rooms in which events are told to all: a seminar, and a hall. */
export const rooms = [
  { sockets: 1_000, perSecond: 20 },
  { sockets: 5_000, perSecond: 4 },
] as const satisfies readonly Pick<FanOutPlan, 'sockets' | 'perSecond'>[];

const forms = {
  full: { form: 'full', rounds: 3, warmUp: 5, measured: 30, memory: { step: 1_000, steps: 5 } },
  short: { form: 'short', rounds: 1, warmUp: 2, measured: 5, memory: { step: 1_000, steps: 2 } },
} as const;

/**
 * Reads what is wanted: `BENCH_FORM=short` for some minutes in place of half an hour, `BENCH_PARTS` for a choice of
 * parts, separated by commas. Throws Error at a name that is not known.
 */
export function readPlan(environment: Readonly<Record<string, string | undefined>>): Plan {
  const form = environment.BENCH_FORM ?? 'full';
  if (form !== 'full' && form !== 'short') {
    throw new Error(`BENCH_FORM is full or short, not ${form}`);
  }
  const wanted = (environment.BENCH_PARTS ?? parts.join(',')).split(',').map((part) => part.trim());
  const unknown = wanted.filter((part) => !parts.some((known) => known === part));
  if (unknown.length > 0) {
    throw new Error(`BENCH_PARTS may name ${parts.join(', ')}; not ${unknown.join(', ')}`);
  }
  return { ...forms[form], parts: new Set(wanted as Part[]) };
}
