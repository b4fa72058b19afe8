import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { TestClient } from '../../support/client.js';
import { masked } from './bytes.js';

/** A stream as a listener heard it. */
interface Heard {
  readonly frames: string[];
  isOver: boolean;
}

/**
 * Listens to any number of streams on one socket and keeps each message of the server as it came, clocks apart. It
 * speaks the protocol itself: a client's library reads and forgets the bytes.
 */
export class SocketListener {
  readonly #heard = new Map<string, Heard>();

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.#take(data.toString()));
  }

  /** Opens a socket for a client. To be closed at the end. */
  static async open(client: TestClient): Promise<SocketListener> {
    const socket = new WebSocket(`${client.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const acknowledged = new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve());
      socket.once('close', () => reject(new Error('The server closed the socket')));
      socket.once('error', reject);
    });
    const payload = client.token ? { authorization: `Bearer ${client.token}` } : {};
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
    await acknowledged;
    return new SocketListener(socket);
  }

  /** Begins to listen to a stream, under a name of one's own. */
  listen(name: string, query: string, variables: object): void {
    this.#heard.set(name, { frames: [], isOver: false });
    this.socket.send(JSON.stringify({ id: name, type: 'subscribe', payload: { query, variables } }));
  }

  /** What was heard of a stream so far: frames, the error that it ended with, or that it is complete. */
  frames(name: string): readonly string[] {
    return this.#heard.get(name)?.frames ?? [];
  }

  /** Whether a stream was refused or has ended. */
  isOver(name: string): boolean {
    return this.#heard.get(name)?.isOver ?? true;
  }

  /** Waits until each stream has ended or has told the text that is waited for. Throws after ten seconds. */
  async until(texts: Readonly<Record<string, string>>): Promise<void> {
    const deadline = Date.now() + 10_000;
    const missing = () =>
      Object.entries(texts).filter(
        ([name, text]) => !this.isOver(name) && !this.frames(name).some((frame) => frame.includes(text)),
      );
    while (missing().length > 0) {
      if (Date.now() > deadline) {
        const told = missing().map(([name]) => [name, this.frames(name).map((frame) => frame.slice(0, 300))]);
        throw new Error(`The streams did not tell ${JSON.stringify(texts)} in time; they told ${JSON.stringify(told)}`);
      }
      await sleep(2);
    }
  }

  close(): void {
    this.socket.terminate();
  }

  #take(text: string): void {
    const { id = '', type } = JSON.parse(text) as { id?: string; type: string };
    const heard = this.#heard.get(id);
    if (!heard) {
      return;
    }
    heard.isOver ||= type === 'error' || type === 'complete';
    const frame = masked(text);
    // Checkpoints come by the clock, after quiet: one that repeats the cursor of the frame before tells nothing else.
    const cursor = /Checkpoint_cursor":"([\w-]+)"/.exec(frame)?.[1];
    if (cursor === undefined || !heard.frames.at(-1)?.includes(cursor)) {
      heard.frames.push(frame);
    }
  }
}
