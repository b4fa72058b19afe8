import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { People, Presence } from '../../src/client/index.js';
import { readCard } from '../streams/support/council-card.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { cuttableClient } from './support/followed-council.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

/** Waits until those who are present fulfil a condition. Throws when it ends before. */
async function until(presence: Presence, condition: (people: People) => boolean): Promise<People> {
  for await (const people of presence) {
    if (condition(people)) {
      return people;
    }
  }
  throw new Error('the presence has ended');
}

const statesOf = ({ members }: People): readonly unknown[] => [...(members?.values() ?? [])].map(({ state }) => state);

describe('the presence of a client', () => {
  it('shows who comes, what they say and that they leave, and is there again after its socket was cut', { timeout: 60_000 }, async () => {
    const [secretary, chair] = await Promise.all(['secretary-uz-an', 'chair-uz-an'].map((name) => signIn(running.url, name)));
    const { id } = await readCard(secretary as TestClient, 'UZ-AN');
    const [first, second] = [cuttableClient(secretary as TestClient), cuttableClient(chair as TestClient)];
    const watching = first.client.presence(id, { page: 1 });
    const visiting = second.client.presence(id);
    expect((await until(watching, ({ count }) => count === 2)).members?.size).toBe(2);

    expect(await visiting.update({ page: 7 })).toEqual([]);
    await until(watching, (people) => statesOf(people).some((state) => JSON.stringify(state) === '{"page":7}'));

    second.cut();
    await expect.poll(() => second.sockets(), { timeout: 20_000 }).toBe(2);
    const again = await until(visiting, ({ count }) => count === 2);
    expect(statesOf(again)).toEqual(expect.arrayContaining([{ page: 1 }, { page: 7 }]));

    await visiting.close();
    expect(visiting.people).toBeUndefined();
    expect(statesOf(await until(watching, ({ count }) => count === 1))).toEqual([{ page: 1 }]);
    await Promise.all([first.client.close(), second.client.close()]);
  });

  it('tells the public a number alone, and refuses what is not there', async () => {
    const visitor = new TestClient(running.url);
    const { id } = await readCard(visitor, 'UZ-AN');
    const { client } = cuttableClient(visitor);
    expect(await until(client.presence(id), () => true)).toMatchObject({ members: null });
    await expect(client.presence('nonsense').closed).rejects.toMatchObject({ name: 'OperationError', codes: ['NOT_FOUND'] });
    await client.close();
  });
});
