import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { residentBytes } from '../../support/process-usage.js';

const servers = join(import.meta.dirname, '..', 'servers');

/** A server in a process of its own that answers to its parent. */
export class ServerChild {
  readonly #child: ChildProcess;
  readonly #told: string[] = [];

  /** Starts a script behind the words that put it on its core. */
  constructor(script: string, core: readonly string[], environment: Readonly<Record<string, string>>) {
    const node = [process.execPath, '--expose-gc', '--import', join(servers, 'preload.js'), script];
    const [command = '', ...more] = [...core, ...node];
    this.#child = spawn(command, more, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#tell(chunk));
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#tell(chunk));
  }

  /** Its process; the words before the command are gone by the time it runs. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The last of what it wrote. */
  get words(): string {
    return this.#told.join('').slice(-4_000);
  }

  /** Whether it has ended. */
  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Sends an order. */
  send(order: object): void {
    this.#child.send(order);
  }

  /** Waits for a message with this member, and gives it. Throws with its words when it ends before. */
  async answer<T>(member: string): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const heard = (message: unknown): void => {
      if (typeof message === 'object' && message !== null && member in message) {
        resolve((message as Record<string, T>)[member] as T);
      }
    };
    const ended = (): void => reject(new Error(`The server has ended:\n${this.words}`));
    this.#child.on('message', heard);
    this.#child.once('exit', ended);
    try {
      return await promise;
    } finally {
      this.#child.off('message', heard);
      this.#child.off('exit', ended);
    }
  }

  /** Bytes that it has resident after its garbage was collected. */
  async residentMemory(): Promise<number> {
    this.send({ memory: true });
    await this.answer('memory');
    return residentBytes(this.pid);
  }

  /** Ends it. */
  async stop(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    if (!this.hasEnded) {
      const exited = once(this.#child, 'exit');
      this.#child.kill(signal);
      await exited;
    }
  }

  #tell(chunk: Buffer): void {
    this.#told.push(chunk.toString());
    if (this.#told.length > 200) {
      this.#told.splice(0, 100);
    }
  }
}
