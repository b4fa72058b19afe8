import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { type GatedApp, startGatedApp } from '../support/gated-app.js';
import { drill, patience } from './drill.js';

let app: GatedApp;

beforeAll(async () => {
  app = await startGatedApp({ timeout: 3_000 });
});

afterAll(() => app?.close());

it('a database that goes away and comes back, or breaks all connections at once', { timeout: patience }, () =>
  drill('database away', app.running, async (random, round) => {
    if (round % 3 === 2) {
      app.gate.cut();
      return;
    }
    await app.gate.close();
    await sleep(random.below(400));
    await app.gate.open();
  }),
);
