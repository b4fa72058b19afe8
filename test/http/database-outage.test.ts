import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import type { FaultProxy } from '../support/fault-proxy.js';
import { type GatedApp, startGatedApp } from '../support/gated-app.js';
import { readCard, writePhone } from '../streams/support/council-card.js';
import { readLog } from '../streams/support/event-log.js';
import { councilStream, StreamReader } from '../streams/support/stream-reader.js';

let app: GatedApp;
let gate: FaultProxy;
let running: TestApp;

beforeEach(async () => {
  app = await startGatedApp({ timeout: 1_500 });
  ({ gate, running } = app);
});

afterEach(() => app?.close());

const readiness = async () => {
  const response = await fetch(`${running.url}/readyz`);
  return { status: response.status, body: (await response.json()) as { checks: Record<string, { ok: boolean }> } };
};

/** Waits until the server can work again. */
async function untilReady(): Promise<void> {
  const deadline = Date.now() + 15_000;
  while ((await readiness()).status !== 200) {
    expect(Date.now()).toBeLessThan(deadline);
    await sleep(20);
  }
}

describe('a database that goes away', () => {
  it('is named in every answer, keeps nothing half written, and everything goes on when it is back', async () => {
    const writer = await signIn(running.url, 'secretary-uz-an');
    const visitor = new TestClient(running.url);
    const card = await readCard(writer, 'UZ-AN');
    const reader = new StreamReader(visitor, { query: councilStream, variables: { id: card.id } });
    await reader.until(({ frames }) => frames.length === 2);
    const first = await writePhone(writer, card, '+998 74 000 00 01');
    await reader.until(({ events }) => events.length === 1);

    await gate.close();
    const query = await visitor.post({ query: '{ councils { totalCount } }' });
    expect(await query.json()).toMatchObject({
      data: null,
      errors: [{ path: ['councils'], extensions: { code: 'DATABASE_UNAVAILABLE' } }],
    });
    const nodes = await visitor.send('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', { id: card.id });
    expect(nodes.errors?.map(({ extensions }) => extensions?.code)).toContain('DATABASE_UNAVAILABLE');
    const signedIn = await writer.post({ query: '{ viewer { account { email } } }' });
    expect([signedIn.status, await signedIn.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }] },
    ]);
    expect(await readiness()).toMatchObject({ status: 503, body: { checks: { database: { ok: false } } } });
    expect((await fetch(`${running.url}/livez`)).status).toBe(200);
    await expect(writePhone(writer, { ...card, version: first.version }, '+998 74 000 00 02')).rejects.toThrow(
      'DATABASE_UNAVAILABLE',
    );
    const command = await visitor.send(
      'mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { session { token } errors { code message } } }',
      { input: { email: 'agency@demo.kengash.example', password: 'kengash-demo' } },
    );
    expect(command.data).toEqual({
      sessionCreate: { session: null, errors: [{ code: 'DATABASE_UNAVAILABLE', message: expect.any(String) as string }] },
    });

    await gate.open();
    await untilReady();
    expect(await readCard(writer, 'UZ-AN')).toMatchObject({ version: first.version, phone: first.phone });
    const second = await writePhone(writer, { ...card, version: first.version }, '+998 74 000 00 03');
    await reader.until(({ events }) => events.length === 2);
    expect(reader.events.map(({ mutationId }) => mutationId)).toEqual([first.key, second.key]);
    expect((await readLog(running.test.database, card.id)).map(({ mutationId }) => mutationId)).toEqual([
      first.key,
      second.key,
    ]);
    await reader.leave();
  });

  it('falls silent: operations and readiness end in time, and the server lives', async () => {
    const client = new TestClient(running.url);
    gate.swallow();
    const asked = await client.post({ query: '{ councils { totalCount } }' });
    expect([asked.status, await asked.json()]).toMatchObject([503, { errors: [{ extensions: { code: 'TIMEOUT' } }] }]);
    expect((await readiness()).status).toBe(503);
    expect((await fetch(`${running.url}/livez`)).status).toBe(200);
    await gate.close();
    await gate.open();
    await untilReady();
    expect((await client.send('{ councils { totalCount } }')).errors).toBeUndefined();
  });
});

describe('a connection that breaks while COMMIT is on its way', () => {
  const update = `mutation ($input: CouncilUpdateInput!) {
    councilUpdate(input: $input) { council { version } errors { code } }
  }`;

  it('is invisible to a client that gave a key: one effect, one answer', async () => {
    const writer = await signIn(running.url, 'secretary-uz-an');
    const card = await readCard(writer, 'UZ-AN');
    gate.cutAfterNext('commit');
    const told = await writePhone(writer, card, '+998 74 000 00 04');
    expect(await readCard(writer, 'UZ-AN')).toMatchObject({ version: card.version + 1, phone: told.phone });
    expect(await readLog(running.test.database, card.id)).toHaveLength(1);
  });

  it('hides nothing from a repeat that is cut off as well: what was committed with the first answer is told', async () => {
    const writer = await signIn(running.url, 'secretary-uz-an');
    const card = await readCard(writer, 'UZ-AN');
    const heal = gate.cutAfterEach('commit');
    const told = await writePhone(writer, card, '+998 74 000 00 06');
    heal();
    expect(await readCard(writer, 'UZ-AN')).toMatchObject({ version: card.version + 1, phone: told.phone });
  });

  it('is never reported as a write that did not happen', async () => {
    const writer = await signIn(running.url, 'secretary-uz-an');
    const card = await readCard(writer, 'UZ-AN');
    // Every one: the server commits things of its own as well.
    const heal = gate.cutAfterEach('commit');
    const { data } = await writer.send(update, {
      input: { id: card.id, version: card.version, phone: '+998 74 000 00 05' },
    });
    heal();
    expect(data).toEqual({ councilUpdate: { council: null, errors: [{ code: 'OUTCOME_UNKNOWN' }] } });
    // The database may still be at it when the answer comes: nobody knew, and the client was told so.
    await expect.poll(async () => (await readCard(writer, 'UZ-AN')).phone).toBe('+998 74 000 00 05');
  });

  it('gives its place in the pool back, however many are lost (kysely-org/kysely#1990)', async () => {
    const writer = await signIn(running.url, 'secretary-uz-an');
    for (let lost = 0; lost < 12; lost += 1) {
      const card = await readCard(writer, 'UZ-AN');
      gate.cutAfterNext('commit');
      await writePhone(writer, card, `+998 74 000 01 ${10 + lost}`);
    }
    expect((await readiness()).status).toBe(200);
  });
});
