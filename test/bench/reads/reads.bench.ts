import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { buildServer, databaseUrl } from '../../streams/support/server-process.js';
import { separateCores } from '../support/cores.js';
import { median } from '../support/statistics.js';
import { type Contestant, contestants, start } from './contestants.js';
import { fillDatabase } from './data.js';
import { installPeers, type Load, loadGenerator } from './peers.js';

/** Seconds, and how often everything is measured: each round takes all in turn, so that noise meets all alike. */
const plan = { warmUp: 3, measured: 5, rounds: 3, connections: 16 };

/** Pages of councils with 15 members each: the 14 real ones, and ten and a hundred to see how the time grows. */
const pages = [14, 10, 100] as const;

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await Promise.all([fillDatabase(test), buildServer()]);
}, 120_000);

afterAll(() => test?.close());

const bodyOf = ({ query }: Contestant, first: number): string => JSON.stringify({ query, variables: { first } });
const headers = { 'content-type': 'application/json', 'accept-language': 'en' };

it('reads of councils with their members', { timeout: 900_000 }, async () => {
  const peers = await installPeers();
  const load = await loadGenerator(peers);
  const core = await separateCores(test.database);
  const measured = new Map<string, Load[]>();
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const contestant of contestants) {
      const server = await start(contestant, databaseUrl(test), peers, core);
      try {
        for (const first of pages) {
          const body = bodyOf(contestant, first);
          const answer = await fetch(server.url, { method: 'POST', headers, body });
          expect(contestant.countMembers(await answer.text()), `${contestant.name}, ${first} councils`).toBe(first * 15);
          const options = { url: server.url, method: 'POST', headers, body, connections: plan.connections } as const;
          await load({ ...options, duration: plan.warmUp });
          const result = await load({ ...options, duration: plan.measured });
          expect([result.non2xx, result.errors]).toEqual([0, 0]);
          const key = `${contestant.name} ${first}`;
          measured.set(key, [...(measured.get(key) ?? []), result]);
          console.log(`round ${round}: ${key.padEnd(28)} ${result.requests.average.toFixed(0)} requests/s`);
        }
      } finally {
        await server.stop();
      }
    }
  }
  report(measured, core.length > 0);
});

function report(measured: ReadonlyMap<string, readonly Load[]>, isSeparate: boolean): void {
  const rate = (name: string, first: number): number =>
    median((measured.get(`${name} ${first}`) ?? []).map(({ requests }) => requests.average));
  const p99 = (name: string, first: number): number =>
    median((measured.get(`${name} ${first}`) ?? []).map(({ latency }) => latency.p99));
  const [ours = '', peer = ''] = contestants.map(({ name }) => name);
  const lines = contestants.map(({ name }) => {
    const cells = pages.map((first) => `${rate(name, first).toFixed(0).padStart(7)} (${String(p99(name, first)).padStart(4)})`);
    return `${name.padEnd(24)}${cells.join('  ')}   ${(rate(name, 14) / rate(peer, 14)).toFixed(2).padStart(5)}`;
  });
  const growth = rate(ours, 10) / rate(ours, 100);
  console.log(
    [
      '',
      `Councils with 15 members each, requests/s (p99 in ms), medians of ${plan.rounds} rounds, ${plan.connections} connections,`,
      isSeparate ? 'server on one core, PostgreSQL and load on another.' : 'all on the same cores: read the ratios with care.',
      '',
      `${'page of'.padEnd(24)}${pages.map((first) => `${String(first).padStart(7)}       `).join('  ')}   ratio to ${peer} (14)`,
      ...lines,
      '',
      `no slower than ${peer}: ${rate(ours, 14) >= rate(peer, 14) ? 'yes' : 'NO'}`,
      `10 times the rows take ${growth.toFixed(1)} times the time (at most 11): ${growth <= 11 ? 'yes' : 'NO'}`,
    ].join('\n'),
  );
}
