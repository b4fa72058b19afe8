import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answers, Order, Reply } from './orders.js';

/** The load generator, from its parent's side. */
export class Load {
  private constructor(private readonly child: ChildProcess) {}

  /** Starts it behind the words that put it on its core. */
  static start(core: readonly string[]): Load {
    const [command = '', ...more] = [...core, process.execPath, join(import.meta.dirname, 'generator.js')];
    // Receipts are arrays of numbers, which JSON would make texts of.
    return new Load(spawn(command, more, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' }));
  }

  /** Has an order carried out. Throws when that fails. */
  async order<Name extends Order['do']>(order: Extract<Order, { do: Name }>): Promise<Answers[Name]> {
    this.child.send(order);
    const ended = new AbortController();
    const [reply] = (await Promise.race([
      once(this.child, 'message', { signal: ended.signal }),
      once(this.child, 'exit', { signal: ended.signal }).then(() => [{ failed: 'it has ended' }]),
    ]).finally(() => ended.abort())) as [Reply];
    if ('failed' in reply) {
      throw new Error(`The load generator could not ${order.do}: ${reply.failed}`);
    }
    return reply.answer as Answers[Name];
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const exited = once(this.child, 'exit');
      this.child.disconnect();
      await exited;
    }
  }
}
