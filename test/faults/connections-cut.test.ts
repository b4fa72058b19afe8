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

const system = () => ({ url: running.url, database: running.test.database });

it('connections to the database cut in the middle of COMMIT', { timeout: patience }, () =>
  drill('cut at COMMIT', system(), async () => gate.cutAfterNext('commit')),
);
