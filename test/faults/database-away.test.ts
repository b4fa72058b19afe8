import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { DatabaseGate } from '../support/database-gate.js';
import { drill, patience } from './drill.js';

let gate: DatabaseGate;
let running: TestApp;

beforeAll(async () => {
  running = await startTestApp({
    connectionOf: async (connection) => (gate = await DatabaseGate.before(connection)).connection,
    limits: { timeout: 3_000 },
  });
});

afterAll(async () => {
  await gate?.remove();
  await running?.close();
});

it('a database that goes away and comes back, or breaks all connections at once', { timeout: patience }, () =>
  drill('database away', { url: running.url, database: running.test.database }, async (random, round) => {
    if (round % 3 === 2) {
      gate.cut();
      return;
    }
    await gate.close();
    await sleep(random.below(400));
    await gate.open();
  }),
);
