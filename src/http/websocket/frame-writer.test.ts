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

describe('a writer of frames', () => {
  const limits = { slow: 1_000, fluent: 500, blocked: 20 };
  const open = { readyState: 1, OPEN: 1 } as never;

  it('is slow while too much waits to be read, and waits until that is read', async () => {
    const stream = new PassThrough({ writableHighWaterMark: 10, readableHighWaterMark: 10 });
    const writer = new FrameWriter(open, stream, limits, () => {});
    expect(writer.isSlow).toBe(false);
    writer.write(Buffer.alloc(800));
    writer.write(Buffer.alloc(800));
    writer.write(Buffer.alloc(800));
    expect(writer.isSlow).toBe(true);
    const writable = writer.writable();
    stream.resume();
    await writable;
    expect(writer.isSlow).toBe(false);
  });

  it('says when a client has not read for too long, and lets nobody wait for one that has left', async () => {
    const stream = new PassThrough({ writableHighWaterMark: 10, readableHighWaterMark: 10 });
    const blocked = vi.fn<() => void>(() => void stream.destroy());
    const writer = new FrameWriter(open, stream, limits, blocked);
    writer.write(Buffer.alloc(5_000));
    writer.write(Buffer.alloc(5_000));
    await writer.writable();
    expect(blocked).toHaveBeenCalledOnce();
    await writer.writable();
  });

  it('is slow from when the client is found behind until it has caught up, though nothing waits here', async () => {
    const stream = new PassThrough();
    const writer = new FrameWriter(open, stream, { ...limits, blocked: 10_000 }, () => {});
    writer.fallBehind();
    expect(writer.isSlow).toBe(true);
    let isWritable = false;
    const writable = writer.writable().then(() => (isWritable = true));
    stream.emit('drain');
    await new Promise((resolve) => void setImmediate(resolve));
    expect(isWritable).toBe(false);
    writer.catchUp();
    await writable;
    expect(writer.isSlow).toBe(false);
    expect([stream.listenerCount('drain'), stream.listenerCount('close')]).toEqual([0, 0]);
  });

  it('says when a client that is behind has not caught up for too long, though nobody waits', async () => {
    const blocked = vi.fn<() => void>();
    const writer = new FrameWriter(open, new PassThrough(), limits, blocked);
    writer.fallBehind();
    writer.fallBehind();
    await expect.poll(() => blocked.mock.calls.length).toBe(1);
  });

  it('writes nothing to a connection that is closing', () => {
    const stream = new PassThrough();
    new FrameWriter({ readyState: 2, OPEN: 1 } as never, stream, limits, () => {}).write(Buffer.from('late'));
    expect(stream.read()).toBeNull();
  });
});
