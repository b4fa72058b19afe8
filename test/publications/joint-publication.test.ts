import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bundle } from '../../src/publication/bundle.js';
import { verifyBundle } from '../../src/verify/index.js';
import { openJointCycle } from '../rating-sessions/support/joint-cycle.js';
import { PlayedCycle } from '../rating-sessions/support/play-cycle.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

const councils = ['UZ-AN', 'UZ-BU', 'UZ-FA'];
const raters = ['rater1', 'rater2', 'rater3', 'rater4'];

let running: TestApp;
let clients: Map<string, TestClient>;
let publicationId: string;

const client = (name: string): TestClient => clients.get(name) as TestClient;

beforeAll(async () => {
  running = await startTestApp();
  const cycle = await openJointCycle(running.test, councils, raters);
  const names = [...raters, 'facilitator', 'manager', 'approver', 'approver2', 'auditor'];
  clients = new Map(await Promise.all(names.map(async (name) => [name, await signIn(running.url, name)] as const)));
  publicationId = await new PlayedCycle({ cycle, councils, raters, rounds: 1, disputed: 1, client }).run();
});

afterAll(() => running?.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(`${running.url}${path}`, { headers });

async function bundleOf(name: string | number): Promise<string> {
  return vi.waitFor(
    async () => {
      const response = await get(`/publications/${name}.bundle.json`);
      expect(response.status).toBe(200);
      return response.text();
    },
    { timeout: 10_000, interval: 200 },
  );
}

describe('the publication of a cycle that was deliberated', () => {
  it('is proved by its bundle to somebody who has nothing else', async () => {
    const bundle = JSON.parse(await bundleOf(1)) as Bundle;
    const report = verifyBundle(bundle);
    expect(report.fault).toBeNull();
    expect(report.verdict).toBe('PROVED');
    expect(report.facts.counts).toMatchObject({ councils: 3, marks: 3 * 4 * 9 + 3 * 4 });
    expect(publicationId).not.toBe('');
  });
});
