import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { listen, ListenError, tryToListen } from './listen.js';

const host = '127.0.0.1';

it('serves HTTP on one port, whichever of its sockets takes the connection', async () => {
  const server = createServer((_, response) => void response.end('here'));
  const { port, close } = await listen(server, host, 0);
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
  const { port, close } = await listen(createServer(), host, 0);
  const expected = { name: 'ListenError', code: 'PORT_IN_USE' } satisfies Partial<ListenError>;
  await expect(listen(createServer(), host, port)).rejects.toMatchObject(expected);
  await expect(tryToListen(host, port)).rejects.toMatchObject(expected);
  await close();
  await tryToListen(host, port);
});

it.skipIf(process.platform !== 'linux')('takes several connections in a turn of the event loop (libuv/libuv#3696)', async () => {
  const server = createServer();
  const { port, close } = await listen(server, host, 0);
  const count = 80;
  let taken = 0;
  server.on('connection', () => (taken += 1));
  const clients = Array.from({ length: count }, () => connect(port, host).on('error', () => undefined));
  let turns = 0;
  while (taken < count) {
    turns += 1;
    // While the server works, the system lets all of them in.
    for (const until = performance.now() + 5; performance.now() < until; );
    await new Promise((resolve) => void setImmediate(resolve));
  }
  expect(turns).toBeLessThan(count / 2);
  clients.forEach((client) => client.destroy());
  await close();
});
