import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { listen, type ListenError, tryToListen } from './listen.js';

const host = '127.0.0.1';
/** Whether several sockets can listen on one port, each with its share of the connections. */
const isShared = process.platform === 'linux';
const anyPort = { host, port: 0, admit: (begin: () => void) => begin() };

it('serves HTTP on one port, whichever of its sockets takes the connection', async () => {
  const server = createServer((_, response) => void response.end('here'));
  const { port, close } = await listen(server, anyPort);
  const answers = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const asked = request({ host, port, agent: false }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      return String(Buffer.concat(await response.toArray()));
    }),
  );
  expect(answers).toEqual(answers.map(() => 'here'));
  await close();
  await expect(once(request({ host, port }).end(), 'response')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('lets nobody listen beside it, another server of this kind as little as any other', async () => {
  const { port, close } = await listen(createServer(), anyPort);
  const expected = { name: 'ListenError', code: 'PORT_IN_USE' } satisfies Partial<ListenError>;
  await expect(listen(createServer(), { ...anyPort, port })).rejects.toMatchObject(expected);
  await expect(tryToListen(host, port)).rejects.toMatchObject(expected);
  await close();
  await tryToListen(host, port);
});

it.skipIf(!isShared)('takes several connections in a turn of the event loop (libuv/libuv#3696)', async () => {
  const server = createServer();
  const { port, close } = await listen(server, anyPort);
  const count = 80;
  const clients = Array.from({ length: count }, () => connect(port, host).on('error', () => undefined));
  const taken = new Set<Socket>();
  server.on('connection', (socket) => taken.add(socket));
  let turns = 0;
  for (; taken.size < count; turns += 1) {
    // While the server works, the system lets all of them in.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    await new Promise((resolve) => void setImmediate(resolve));
  }
  expect(turns).toBeLessThan(count / 2);
  clients.forEach((client) => client.destroy());
  await close();
});

it('begins with what it takes beyond one connection a turn when it is let', async () => {
  const server = createServer((_, response) => void response.end('here'));
  const waiting: (() => void)[] = [];
  const { port, close } = await listen(server, { ...anyPort, admit: (begin) => void waiting.push(begin) });
  const asked = Array.from({ length: 40 }, () => request({ host, port, agent: false }).end());
  const answers = Promise.all(asked.map((each) => once(each, 'response')));
  await expect.poll(() => waiting.length).toBeGreaterThanOrEqual(isShared ? 20 : 0);
  const later = setInterval(() => waiting.splice(0).forEach((begin) => begin()), 5);
  for (const [response] of (await answers) as [IncomingMessage][]) {
    expect(String(Buffer.concat(await response.toArray()))).toBe('here');
  }
  clearInterval(later);
  await close();
});

it('ends with what still waits to be begun with', async () => {
  const server = createServer();
  const { port, close } = await listen(server, { ...anyPort, admit: () => undefined });
  const clients = Array.from({ length: 20 }, () => connect(port, host).on('error', () => undefined).resume());
  await Promise.all(clients.map((client) => once(client, 'connect')));
  const ended = clients.map((client) => new Promise((resolve) => client.once('close', resolve)));
  const closed = close();
  server.closeAllConnections();
  await Promise.all([closed, ...ended]);
  expect(server.listening).toBe(false);
});
