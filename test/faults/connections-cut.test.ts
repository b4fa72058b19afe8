import { afterAll, beforeAll, it } from 'vitest';
import { type GatedApp, startGatedApp } from '../support/gated-app.js';
import { drill, patience } from './drill.js';

let app: GatedApp;

beforeAll(async () => {
  app = await startGatedApp({ timeout: 3_000 });
});

afterAll(() => app?.close());

it('connections to the database cut in the middle of COMMIT', { timeout: patience }, () =>
  drill('cut at COMMIT', app.running, async () => app.gate.cutAfterNext('commit')),
);
