import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Loss } from './transport.js';
import { WebSocketConnection } from './websocket-connection.js';

/** A WebSocket to a server that takes every connection and answers no ping. */
class MuteSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  static last: MuteSocket;
  readonly sent: { readonly type: string; readonly id?: string }[] = [];
  readyState = MuteSocket.OPEN;
  onopen?: () => void;
  onmessage?: (event: { readonly data: string }) => void;
  onclose?: (event: { readonly code: number; readonly reason: string }) => void;

  constructor() {
    MuteSocket.last = this;
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    const message = JSON.parse(text) as (typeof this.sent)[number];
    this.sent.push(message);
    if (message.type === 'connection_init') {
      this.tell({ type: 'connection_ack' });
    }
  }

  close(code: number, reason: string): void {
    this.readyState = MuteSocket.CLOSED;
    this.onclose?.({ code, reason });
  }

  tell(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

/** A connection with one subscription. */
async function connect() {
  const losses: Loss[] = [];
  const results: unknown[] = [];
  const connection = new WebSocketConnection(
    { url: 'ws://nowhere', webSocketImpl: MuteSocket, connectionParameters: async () => ({}) },
    () => undefined,
  );
  const sink = {
    next: (result: unknown) => void results.push(result),
    refused: () => undefined,
    completed: () => undefined,
    lost: (loss: Loss) => void losses.push(loss),
  };
  connection.subscribe({ query: 'subscription { ticks }', variables: {} } as never, sink);
  await vi.advanceTimersByTimeAsync(100);
  const socket = MuteSocket.last;
  const id = socket.sent.find(({ type }) => type === 'subscribe')?.id;
  return { losses, results, socket, tell: () => socket.tell({ id, type: 'next', payload: { data: {} } }) };
}

it('a connection on which nothing comes after a ping is given up', async () => {
  const { losses, socket, tell } = await connect();
  tell();
  await vi.advanceTimersByTimeAsync(23_000);
  expect([socket.sent.filter(({ type }) => type === 'ping').length, losses.length]).toEqual([1, 0]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(losses).toHaveLength(1);
});

it('a connection on a slow line, where the answer to a ping waits behind what is told, is not', async () => {
  const { losses, results, socket, tell } = await connect();
  for (let seconds = 0; seconds < 60; seconds += 5) {
    await vi.advanceTimersByTimeAsync(5_000);
    tell();
  }
  expect([results.length, losses.length]).toEqual([12, 0]);
  // To the server too it has to be seen to live, though it answers nothing there.
  expect(socket.sent.filter(({ type }) => type === 'ping').length).toBeGreaterThanOrEqual(4);
  await vi.advanceTimersByTimeAsync(13_000);
  expect(losses).toHaveLength(1);
});
