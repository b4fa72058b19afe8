import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createKengashClient } from '../../src/client/index.js';
import { readCard, writePhone } from '../streams/support/council-card.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { anyPhone, councilStream, heldAfter, quick, until } from './support/followed-council.js';

/** The head of a request as it is passed on. */
function headOf({ method, url, headers }: IncomingMessage, changed: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ ...headers, ...changed }).map(([name, value]) => `${name}: ${String(value)}\r\n`);
  return `${method} ${url} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A proxy that passes HTTP on and lets no WebSocket through, unless told to; its connections can be cut. */
class HttpOnlyProxy {
  readonly #sockets = new Set<Socket>();
  refusedUpgrades = 0;
  passedUpgrades = 0;
  isBlocking = true;

  private constructor(private readonly server: Server) {}

  static async start(target: number): Promise<HttpOnlyProxy> {
    const server = createServer();
    const proxy = new HttpOnlyProxy(server);
    server.on('connection', (near: Socket) => {
      proxy.#sockets.add(near);
      near.on('error', () => undefined).once('close', () => proxy.#sockets.delete(near));
    });
    server.on('upgrade', (request, socket) => {
      if (proxy.isBlocking) {
        proxy.refusedUpgrades += 1;
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
        return;
      }
      proxy.passedUpgrades += 1;
      const far = connect(target, '127.0.0.1');
      far.on('error', () => socket.destroy()).on('close', () => socket.destroy());
      socket.on('close', () => far.destroy());
      far.write(headOf(request, {}));
      socket.pipe(far);
      far.pipe(socket);
    });
    server.on('request', (request, response) => {
      const far = connect(target, '127.0.0.1');
      far.on('error', () => response.destroy());
      response.on('close', () => far.destroy());
      far.write(headOf(request, { connection: 'close' }));
      request.pipe(far, { end: false });
      far.pipe(request.socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  cut(): void {
    this.#sockets.forEach((socket) => socket.destroy());
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.cut();
    await closed;
  }
}

let running: TestApp;
let secretary: TestClient;
let proxy: HttpOnlyProxy;

beforeAll(async () => {
  running = await startTestApp();
  secretary = await signIn(running.url, 'secretary-uz-an');
  proxy = await HttpOnlyProxy.start(running.app.server.port);
});

afterAll(async () => {
  await proxy.stop();
  await running.close();
});

async function write(): Promise<void> {
  await writePhone(secretary, await readCard(secretary, 'UZ-AN'), anyPhone());
}

describe('a stream over Server-Sent Events', () => {
  it('goes on from its cursor when its connections are cut', async () => {
    const { id } = await readCard(secretary, 'UZ-AN');
    const url = `http://127.0.0.1:${proxy.port}/graphql`;
    const client = createKengashClient({ url, token: secretary.token, backoff: quick, transport: 'sse' });
    const stream = client.stream(councilStream, { id }, { apply: heldAfter });
    await until(stream, () => true);
    for (let n = 1; n <= 4; n += 1) {
      await write();
      proxy.cut();
      await write();
      await until(stream, ({ events }) => events.length === 2 * n);
    }
    const seqs = stream.state?.events.map(({ seq }) => seq) ?? [];
    expect(seqs).toEqual(seqs.map((_, n) => (seqs[0] ?? NaN) + n));
    await client.close();
  });

  it('is what a client comes to by itself where WebSockets are blocked', async () => {
    const { id } = await readCard(secretary, 'UZ-AN');
    const url = `http://127.0.0.1:${proxy.port}/graphql`;
    // The longest of all random waits, so that the way that was left is not tried again within this test.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.99);
    const client = createKengashClient({ url, token: secretary.token, backoff: { first: 100, most: 1_000 } });
    const streams = [1, 2, 3].map(() => client.stream(councilStream, { id }, { apply: heldAfter, key: crypto.randomUUID() }));
    await Promise.all(streams.map((stream) => until(stream, () => true)));
    await write();
    await Promise.all(streams.map((stream) => until(stream, ({ events }) => events.length === 1)));
    // Two together, not two each.
    expect(proxy.refusedUpgrades).toBe(2);
    await client.close();
    random.mockRestore();
  });

  it('is left for the WebSocket once that comes through, and nothing is lost on the way', async () => {
    const { id } = await readCard(secretary, 'UZ-AN');
    const url = `http://127.0.0.1:${proxy.port}/graphql`;
    const client = createKengashClient({ url, token: secretary.token, backoff: quick });
    const stream = client.stream(councilStream, { id }, { apply: heldAfter });
    await until(stream, () => true);
    await write();
    await until(stream, ({ events }) => events.length === 1);
    proxy.isBlocking = false;
    // One is the trial, the next one is to stay.
    for (let written = 2; proxy.passedUpgrades < 2; written += 1) {
      await write();
      await until(stream, ({ events }) => events.length === written);
    }
    const { length } = stream.state?.events ?? [];
    await write();
    const { events } = await until(stream, ({ events: all }) => all.length === length + 1);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => (events[0]?.seq ?? NaN) + n));
    await client.close();
    proxy.isBlocking = true;
  });

  it('tells why the server refuses it, and ends', async () => {
    const client = createKengashClient({ url: `${running.url}/graphql`, transport: 'sse', backoff: quick });
    const stream = client.stream(councilStream, { id: 'nonsense' }, { apply: heldAfter });
    await expect(stream.closed).rejects.toMatchObject({ name: 'OperationError', codes: ['NOT_FOUND'] });
    await client.close();
  });
});
