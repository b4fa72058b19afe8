import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { frameOf, FrameWriter } from './frame-writer.js';

/** What a WebSocket client reads when it is written these bytes beside what `ws` writes itself. */
async function read(frame: Buffer): Promise<string> {
  const http = createServer();
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  http.on('upgrade', (request, stream, first) => {
    server.handleUpgrade(request, stream, first, (socket) => {
      socket.send('before');
      stream.write(frame);
      socket.send('after');
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
  const messages: string[] = [];
  await new Promise<void>((resolve, reject) => {
    client.on('error', reject);
    client.on('message', (data) => {
      messages.push(String(data));
      if (messages.length === 3) {
        resolve();
      }
    });
  });
  client.terminate();
  http.close();
  expect([messages[0], messages[2]]).toEqual(['before', 'after']);
  return messages[1] ?? '';
}

describe('a frame', () => {
  it.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('of %i bytes is read as it was written', async (length) => {
    const text = 'ў'.repeat(Math.floor(length / 2)) + 'x'.repeat(length % 2);
    expect(await read(frameOf(Buffer.from(text)))).toBe(text);
  });

  it('is made of its parts', async () => {
    expect(await read(frameOf(Buffer.from('{"payload":'), Buffer.from('1'), Buffer.from('}')))).toBe('{"payload":1}');
  });
});

/** A WebSocket as far as a writer needs it. */
class PingedSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  readonly pings: string[] = [];

  ping(data: string): void {
    this.pings.push(data);
  }

  /** Answers the last ping, or with something else. */
  pong(data: string = this.pings.at(-1) ?? ''): void {
    this.emit('pong', Buffer.from(data));
  }
}

/** A writer to a stream that reads, or that does not. */
function world({ reads = true, blocked = 10_000, onBlocked = (_stream: PassThrough): void => {} } = {}) {
  const socket = new PingedSocket();
  const stream = new PassThrough({ writableHighWaterMark: 10, readableHighWaterMark: 10 });
  if (reads) {
    stream.resume();
  }
  const limits = { slow: 1_000, fluent: 500, blocked };
  const writer = new FrameWriter(socket as never, stream, limits, () => onBlocked(stream));
  return { socket, stream, writer };
}

/** Whether a promise is fulfilled by now. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => void setImmediate(resolve));
  return done;
}

describe('a writer of frames', () => {
  it('is slow while too much waits to be read, and waits until that is read', async () => {
    const { socket, stream, writer } = world({ reads: false });
    expect(writer.isSlow).toBe(false);
    writer.write(Buffer.alloc(800));
    writer.write(Buffer.alloc(800));
    writer.write(Buffer.alloc(800));
    expect(writer.isSlow).toBe(true);
    const writable = writer.writable();
    stream.resume();
    // The system has taken it; whether the client has read it the answers tell.
    expect(await isDone(writable)).toBe(false);
    socket.pong();
    socket.pong();
    await writable;
    expect(writer.isSlow).toBe(false);
  });

  it('asks in time how far the client has read, so that one who reads never waits', async () => {
    const { socket, writer } = world();
    writer.write(Buffer.alloc(400));
    expect(socket.pings).toEqual([]);
    writer.write(Buffer.alloc(200));
    writer.write(Buffer.alloc(300));
    expect(socket.pings).toHaveLength(1);
    expect([await isDone(writer.writable()), writer.isSlow]).toEqual([true, false]);
    socket.pong();
    expect(socket.pings).toHaveLength(1);
    writer.write(Buffer.alloc(300));
    expect(socket.pings).toHaveLength(2);
  });

  it('writes again to one who was slow when little is left, and asks until it is', async () => {
    const { socket, writer } = world();
    writer.write(Buffer.alloc(600));
    writer.write(Buffer.alloc(600));
    const writable = writer.writable();
    socket.pong();
    expect([await isDone(writable), await isDone(writer.writable()), writer.isSlow]).toEqual([false, false, true]);
    expect(socket.pings).toHaveLength(2);
    socket.pong();
    await writable;
    expect([await isDone(writer.writable()), writer.isSlow]).toEqual([true, false]);
  });

  it('takes a pong that answers no ping for nothing', () => {
    const { socket, writer } = world();
    writer.write(Buffer.alloc(600));
    socket.pong();
    writer.write(Buffer.alloc(1_200));
    ['', '0', socket.pings[0] ?? '', 'there'].forEach((data) => socket.pong(data));
    expect([writer.isSlow, writer.unanswered]).toEqual([true, socket.pings[1]]);
  });

  it('is slow from when the client is found behind until it answers, though nothing waits here', async () => {
    const { socket, stream, writer } = world();
    writer.ask();
    writer.fallBehind();
    const writable = writer.writable();
    stream.emit('drain');
    expect([writer.isSlow, await isDone(writable)]).toEqual([true, false]);
    socket.pong();
    await writable;
    expect(writer.isSlow).toBe(false);
    expect(stream.listenerCount('drain')).toBe(0);
  });

  it('says when a client has not read for too long, and lets nobody wait for one that has left', async () => {
    const onBlocked = vi.fn<(stream: PassThrough) => void>((stream) => void stream.destroy());
    const { writer } = world({ reads: false, blocked: 20, onBlocked });
    writer.write(Buffer.alloc(5_000));
    writer.write(Buffer.alloc(5_000));
    await writer.writable();
    expect(onBlocked).toHaveBeenCalledOnce();
    await writer.writable();
  });

  it('says so once, though nobody waits, of one who is found behind again and again', async () => {
    const onBlocked = vi.fn<() => void>();
    const { writer } = world({ blocked: 20, onBlocked });
    for (let times = 0; times < 10; times += 1) {
      writer.fallBehind();
      await new Promise((resolve) => void setTimeout(resolve, 10));
    }
    expect(onBlocked).toHaveBeenCalledOnce();
  });

  it('writes nothing to a connection that is closing', () => {
    const { socket, stream, writer } = world({ reads: false });
    socket.readyState = 2;
    writer.write(Buffer.from('late'));
    writer.ask();
    expect([stream.read(), socket.pings]).toEqual([null, []]);
  });
});
