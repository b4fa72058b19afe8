import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedPeople } from '../../src/cli/demonstration/people.js';
import { TestClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { buildServer, ServerProcess } from '../streams/support/server-process.js';
import { councilStream, StreamReader } from '../streams/support/stream-reader.js';

let test: TestDatabase;
let proxy: FaultProxy;
let server: ServerProcess;

beforeAll(async () => {
  [test] = await Promise.all([createTestDatabase(), buildServer()]);
  await seedPeople(test.database);
}, 120_000);

afterAll(() => test?.close());

beforeEach(async () => {
  const before = await FaultProxy.beforeDatabase(test.connection);
  proxy = before.proxy;
  server = await ServerProcess.start({ ...test, connection: before.through });
});

afterEach(async () => {
  await server.end('SIGKILL');
  await proxy.remove();
});

/** The answer of the readiness door; a door that is shut is as good as one that says no. */
const readiness = (): Promise<number | 'shut'> => fetch(`${server.url}/readyz`).then(({ status }) => status, () => 'shut' as const);

describe('a stop while the database swallows what it is sent', { timeout: 60_000 }, () => {
  it('refuses what is new at once, sends sockets away, and ends with 1 within seconds', async () => {
    const visitor = new TestClient(server.url);
    const { data } = await visitor.send<{ council: { id: string } }>('{ council(code: "UZ-AN") { id } }');
    const reader = new StreamReader(visitor, { query: councilStream, variables: { id: data?.council.id ?? '' } });
    await reader.until(({ frames }) => frames.length === 2);
    proxy.swallow();
    await sleep(600);
    const ended = server.end('SIGTERM');
    await sleep(200);
    expect(await readiness()).not.toBe(200);
    expect(await Promise.race([reader.ended, sleep(5_000, 'still open')])).toEqual({ closeCode: 1012 });
    const exit = await ended;
    expect(exit).toMatchObject({ code: 1, signal: null });
    expect(exit.milliseconds).toBeLessThan(20_000);
  });

  it('is cut short by a second signal, unless that is an echo of the first', async () => {
    proxy.swallow();
    await sleep(600);
    const exited = once(server.child, 'exit');
    server.child.kill('SIGINT');
    await sleep(50);
    server.child.kill('SIGINT');
    await sleep(1_300);
    expect(server.child.exitCode).toBeNull();
    const asked = performance.now();
    server.child.kill('SIGTERM');
    expect(await exited).toEqual([1, null]);
    expect(performance.now() - asked).toBeLessThan(1_000);
  });
});

describe('a server whose output nobody reads any more', { timeout: 60_000 }, () => {
  it('goes on serving, and ends when it is told to', async () => {
    server.child.stdout?.destroy();
    server.child.stderr?.destroy();
    const visitor = new TestClient(server.url);
    for (let time = 0; time < 5; time += 1) {
      expect((await visitor.send('{ councils { totalCount } }')).errors).toBeUndefined();
      expect((await visitor.post('no JSON')).status).toBe(400);
    }
    expect(await readiness()).toBe(200);
    const exit = await server.end('SIGTERM');
    expect(exit).toMatchObject({ code: 0, signal: null });
    expect(exit.milliseconds).toBeLessThan(5_000);
  });
});
