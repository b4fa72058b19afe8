import { afterAll, beforeAll, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { buildServer, ServerProcess } from '../streams/support/server-process.js';
import { drill, patience } from './drill.js';

let test: TestDatabase;
let server: ServerProcess;

beforeAll(async () => {
  [test] = await Promise.all([createTestDatabase(), buildServer()]);
  await seedPeople(test.database);
  server = await ServerProcess.start(test);
}, 120_000);

afterAll(async () => {
  await server?.end('SIGKILL');
  await test?.close();
});

it('a server that is killed or told to stop, again and again', { timeout: patience * 2 }, () =>
  drill('server killed', { url: server.url, test }, async (_random, round) => {
    await server.end(round % 4 === 3 ? 'SIGTERM' : 'SIGKILL');
    server = await ServerProcess.start(test, server.port);
  }),
);
