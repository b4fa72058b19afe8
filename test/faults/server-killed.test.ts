import { afterAll, beforeAll, it } from 'vitest';
import { KillableServer } from '../streams/support/killable-server.js';
import { drill, patience } from './drill.js';

let server: KillableServer;

beforeAll(async () => {
  server = await KillableServer.start();
});

afterAll(() => server?.close());

it('a server that is killed or told to stop, again and again', { timeout: patience * 2 }, () =>
  drill('server killed', { url: server.url, test: server.test }, async (_random, round) => {
    await server.end(round % 4 === 3 ? 'SIGTERM' : 'SIGKILL');
    await server.again();
  }),
);
