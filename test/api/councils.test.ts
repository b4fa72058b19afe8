import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

const update = `mutation ($input: CouncilUpdateInput!) {
  councilUpdate(input: $input) { council { version phone } positions errors { code message path } }
}`;

interface Updated {
  readonly councilUpdate: {
    readonly council: { readonly version: number; readonly phone: string | null } | null;
    readonly positions: readonly string[];
    readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
  };
}

async function council(code: string): Promise<{ id: string; version: number }> {
  const answer = await new TestClient(running.url).send<{ council: { id: string; version: number } }>(
    `{ council(code: "${code}") { id version } }`,
  );
  return answer.data?.council ?? { id: '', version: 0 };
}

async function change(client: TestClient, input: Readonly<Record<string, unknown>>): Promise<Updated['councilUpdate']> {
  const answer = await client.send<Updated>(update, { input });
  expect(answer.errors).toBeUndefined();
  return (answer.data as Updated).councilUpdate;
}

describe('councils', () => {
  it('are the 14 territorial ones in the order of the alphabet, for everyone, in the asked language', async () => {
    const answer = await new TestClient(running.url, null, 'ru').send<{
      councils: { totalCount: number; nodes: { code: string; name: string; territory: { soato: string } }[] };
    }>('{ councils { totalCount nodes { code name territory { soato name(locale: UZ_CYRL) } } } }');
    expect(answer.data?.councils.totalCount).toBe(14);
    expect(answer.data?.councils.nodes[0]).toEqual({
      code: 'UZ-AN',
      name: 'Территориальный совет по противодействию коррупции Андижанской области',
      territory: { soato: '1703', name: 'Андижон вилояти' },
    });
  });

  it('are found by their name in either script', async () => {
    for (const search of ['fargʻona', "Farg'ona", 'ФАРҒОНА']) {
      const answer = await new TestClient(running.url).send('query ($s: String) { councils(where: { search: $s }) { nodes { code } } }', {
        s: search,
      });
      expect(answer.data).toEqual({ councils: { nodes: [{ code: 'UZ-FA' }] } });
    }
  });

  it('have 15 members today, and another chair in former times', async () => {
    const answer = await new TestClient(running.url).send<{
      council: { members: unknown[]; then: { seat: { function: string }; endedOn: string | null }[] };
    }>(`{ council(code: "UZ-XO") {
      members { seat { function category } person { fullName } startedOn }
      then: members(on: "2023-06-01") { seat { function } endedOn }
    } }`);
    expect(answer.data?.council.members).toHaveLength(15);
    const chair = answer.data?.council.then.find(({ seat }) => seat.function === 'CHAIR');
    expect(chair?.endedOn).not.toBeNull();
  });

  it('are joined by pages to the whole list, in both directions', async () => {
    const client = new TestClient(running.url);
    const whole = await client.send<{ councils: { nodes: { code: string }[] } }>('{ councils { nodes { code } } }');
    const codes = whole.data?.councils.nodes.map(({ code }) => code) ?? [];
    for (const size of [1, 3, 5, 14]) {
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: { data?: { councils: Page } | null } = await client.send<{ councils: Page }>(
          'query ($n: Int, $c: Cursor) { councils(first: $n, after: $c) { nodes { code } pageInfo { hasNextPage endCursor } } }',
          { n: size, c: after },
        );
        forward.push(...(page.data?.councils.nodes.map(({ code }) => code) ?? []));
        more = page.data?.councils.pageInfo.hasNextPage ?? false;
        after = page.data?.councils.pageInfo.endCursor ?? null;
      }
      expect(forward).toEqual(codes);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const page: { data?: { councils: Page } | null } = await client.send<{ councils: Page }>(
          'query ($n: Int, $c: Cursor) { councils(last: $n, before: $c) { nodes { code } pageInfo { hasPreviousPage startCursor } } }',
          { n: size, c: before },
        );
        backward.unshift(...(page.data?.councils.nodes.map(({ code }) => code) ?? []));
        more = page.data?.councils.pageInfo.hasPreviousPage ?? false;
        before = page.data?.councils.pageInfo.startCursor ?? null;
      }
      expect(backward).toEqual(codes);
    }
  });
});

interface Page {
  readonly nodes: readonly { readonly code: string }[];
  readonly pageInfo: {
    readonly hasNextPage?: boolean;
    readonly hasPreviousPage?: boolean;
    readonly endCursor?: string | null;
    readonly startCursor?: string | null;
  };
}

describe('a card', () => {
  it('is changed by the own secretary, once for each key, and never over a newer version', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const { id, version } = await council('UZ-AN');
    const idempotencyKey = randomUUID();
    const input = { id, version, phone: '+998 74 000 00 00', idempotencyKey };
    const first = await change(secretary, input);
    expect(first).toMatchObject({ council: { version: version + 1, phone: '+998 74 000 00 00' }, errors: [] });
    expect(first.positions).toHaveLength(1);
    expect(await change(secretary, input)).toEqual(first);
    expect(await change(secretary, { ...input, phone: '+998 74 111 11 11' })).toMatchObject({
      council: null,
      errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    });
    expect(await change(secretary, { id, version, phone: '+998 74 222 22 22' })).toMatchObject({
      council: { version: version + 1, phone: '+998 74 000 00 00' },
      errors: [{ code: 'VERSION_CONFLICT', path: ['version'] }],
    });
  });

  it('is not for others to change, and says why before they try', async () => {
    const { id, version } = await council('UZ-BU');
    const other = await signIn(running.url, 'secretary-uz-an');
    expect(await change(other, { id, version, phone: '12345' })).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    expect(await change(new TestClient(running.url), { id, version, phone: '12345' })).toMatchObject({
      errors: [{ code: 'UNAUTHENTICATED' }],
    });
    const told = await other.send('{ council(code: "UZ-BU") { viewerCanUpdate { allowed code reason } } }');
    expect(told.data).toEqual({
      council: { viewerCanUpdate: { allowed: false, code: 'FORBIDDEN', reason: 'You have no right to do this.' } },
    });
  });

  it('names every bad field with its path, and keeps nothing', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-ji');
    const { id, version } = await council('UZ-JI');
    const answer = await change(secretary, {
      id,
      version,
      phone: "1'; drop table council; --",
      email: 'no address',
      website: 'javascript:alert(1)',
      address: `a\u202Eb`,
    });
    expect(answer.errors.map(({ code, path }) => `${path.join('.')} ${code}`)).toEqual([
      'address INVALID_CHARACTERS',
      'phone INVALID_FORMAT',
      'email INVALID_FORMAT',
      'website INVALID_FORMAT',
    ]);
    expect(await council('UZ-JI')).toEqual({ id, version });
  });

  it('gives one answer for unknown, foreign and unreadable ids', async () => {
    const agency = await signIn(running.url, 'agency');
    const ids = [
      Buffer.from(`Council:${randomUUID()}`).toString('base64url'),
      Buffer.from(`Person:${randomUUID()}`).toString('base64url'),
      'nonsense',
      '',
      '%00',
    ];
    const answers = await Promise.all(ids.map((id) => change(agency, { id, version: 1, phone: '12345' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
    expect(answers[0]).toMatchObject({ council: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] });
  });
});

describe('appointments', () => {
  it('are recorded by the Agency; a right ends with its appointment', async () => {
    const agency = await signIn(running.url, 'agency');
    const secretary = await signIn(running.url, 'secretary-uz-si');
    const found = await agency.send<{
      council: { id: string; version: number; members: { id: string; version: number; seat: { id: string; function: string } }[] };
    }>('{ council(code: "UZ-SI") { id version members { id version seat { id function } } } }');
    const card = found.data?.council;
    const held = card?.members.find(({ seat }) => seat.function === 'RESPONSIBLE_SECRETARY');
    const today = new Date().toISOString().slice(0, 10);

    const taken = await agency.send(
      `mutation ($input: AppointmentCreateInput!) { appointmentCreate(input: $input) { errors { code path } } }`,
      { input: { seatId: held?.seat.id, person: { familyName: 'Namunayev', givenName: 'Sinov' }, startedOn: today } },
    );
    expect(taken.data).toEqual({ appointmentCreate: { errors: [{ code: 'SEAT_TAKEN', path: ['startedOn'] }] } });

    const ended = await agency.send(
      `mutation ($input: AppointmentEndInput!) {
        appointmentEnd(input: $input) { appointment { endedOn version } errors { code path } }
      }`,
      { input: { id: held?.id, version: held?.version, endedOn: today, reason: 'test' } },
    );
    expect(ended.data).toMatchObject({ appointmentEnd: { appointment: { endedOn: today }, errors: [] } });
    expect(await change(secretary, { id: card?.id, version: card?.version, phone: '12345' })).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    });
  });
});
