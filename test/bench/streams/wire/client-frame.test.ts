import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { RawSocket } from '../load/raw-socket.js';
import { clientFrame } from './client-frame.js';

it.each([0, 125, 126, 65_535, 65_536])('a frame of %i bytes is read by ws as it was written', async (length) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const read = new Promise<string>((resolve) => {
    server.once('connection', (socket) => socket.once('message', (data) => resolve(String(data))));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const opening = clientFrame('y'.repeat(length));
  const dialect = { subprotocol: null, opening, answer: () => ({}) };
  const socket = new RawSocket({ host: '127.0.0.1', port, path: '/' }, dialect, { onMessage: () => {}, onLost: () => {} });
  expect(await read).toBe('y'.repeat(length));
  socket.live.catch(() => {});
  socket.close();
  await new Promise((resolve) => server.close(resolve));
});
