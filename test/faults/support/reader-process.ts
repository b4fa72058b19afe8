import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiled } from '../../streams/support/server-process.js';
import { Durations } from './durations.js';
import type { DrillContext } from './drill.js';
import type { ClientEvidence } from './evidence.js';
import type { ReaderAnswer, ReaderOrder, ReaderTask } from './reader-messages.js';

/** Clients in a process of their own, to be stopped and continued by signals. */
export class ReaderProcess {
  private constructor(
    readonly child: ChildProcess,
    private readonly file: string,
  ) {}

  /** Starts it and waits until all its clients hold a state; it ends with the drill. */
  static async start(context: DrillContext, task: Omit<ReaderTask, 'file' | 'seed'>): Promise<ReaderProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'kengash-readers-'));
    context.finally(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'applied');
    const whole: ReaderTask = { ...task, file, seed: context.random.seed };
    const child = fork(compiled('test/faults/support/reader-program'), [JSON.stringify(whole)]);
    context.finally(async () => child.kill('SIGKILL'));
    await once(child, 'message');
    return new ReaderProcess(child, file);
  }

  /** Cuts all sockets at once and waits until everybody has what was missed. Gives the milliseconds that each was without. */
  async drop(): Promise<Durations> {
    const order: ReaderOrder = { kind: 'drop' };
    this.child.send(order);
    const [{ gaps }] = (await once(this.child, 'message')) as [ReaderAnswer & { kind: 'back' }];
    const durations = new Durations();
    gaps.forEach((gap) => durations.add(gap));
    return durations;
  }

  /** Waits until its clients have got so far, ends it, and gives what they have applied. */
  async finish(heads: ReadonlyMap<string, number>): Promise<{
    readonly clients: readonly ClientEvidence[];
    readonly told: ReaderAnswer & { kind: 'done' };
  }> {
    const order: ReaderOrder = { kind: 'finish', heads: [...heads] };
    this.child.send(order);
    const [told] = (await once(this.child, 'message')) as [ReaderAnswer & { kind: 'done' }];
    const lines = (await readFile(this.file, 'utf8')).split('\n');
    return { clients: lines.map((line) => JSON.parse(line) as ClientEvidence), told };
  }
}
