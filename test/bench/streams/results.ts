import type { Machine } from '../support/machine.js';
import type { DurableResult } from './measures/durable.js';
import type { FanOutPlan, FanOutResult } from './measures/fan-out.js';
import type { MemoryResult } from './measures/memory.js';
import type { ReceiptResult } from './measures/receipt.js';
import type { ResumeResult } from './measures/resume.js';
import type { Plan } from './plan.js';

/** One run of fan-out. */
export interface FanOutRun extends FanOutResult {
  readonly contestant: string;
  readonly round: number;
  readonly plan: Pick<FanOutPlan, 'sockets' | 'audiences' | 'perSecond'>;
}

/** What was measured; filled part by part. */
export interface Results {
  readonly startedAt: string;
  readonly form: Plan['form'];
  readonly machine: Machine;
  /** Whether servers and load had a core each. */
  readonly isSeparate: boolean;
  /** Against A at the rate of the first room, and at twice that: what the load generator bears. */
  generator?: readonly FanOutRun[];
  readonly fanOut: FanOutRun[];
  /** Microseconds of processor time that one write costs the server when nobody listens. */
  readonly writeCost: { readonly perSecond: number; readonly microseconds: number }[];
  readonly memory: (MemoryResult & { readonly contestant: string; readonly round: number })[];
  readonly receipt: ReceiptResult[];
  readonly durable: DurableResult[];
  readonly resume: ResumeResult[];
}
