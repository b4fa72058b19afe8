import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { ApiClient } from './api-client.js';
import { inTime } from './server-gone.js';
import { Watcher } from './watcher.js';

it('a server that dies, or is not there, is named with a code, by requests and by the watcher', async () => {
  const server = createServer((request) => request.socket.destroy());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gone = {
    code: 'SERVER_GONE',
    message: `The server at ${url} stopped answering. Start it, then run \`npm run demo\` again.`,
  };
  await expect(ApiClient.signIn(url, 'manager')).rejects.toMatchObject(gone);
  server.close();
  await expect(ApiClient.signIn(url, 'manager')).rejects.toMatchObject(gone);
  const watcher = new Watcher(new ApiClient(url, 'manager'), () => {}, 200);
  await expect(watcher.followOwn()).rejects.toMatchObject(gone);
  watcher.cut();
  await expect(watcher.comeBack()).rejects.toMatchObject(gone);
  watcher.stop();
});

it('what is told in time is no failure', async () => {
  expect(await inTime('http://127.0.0.1', Promise.resolve(7))).toBe(7);
});
