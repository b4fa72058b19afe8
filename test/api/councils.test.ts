import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import {
  AppointmentCreateDocument,
  AppointmentEndDocument,
  CouncilAppointmentsDocument,
  CouncilMembersDocument,
  CouncilNamesDocument,
  CouncilPageDocument,
  type CouncilPageQuery,
  CouncilPermissionDocument,
  CouncilSearchDocument,
  CouncilUpdateDocument,
  type CouncilUpdateInput,
  type CouncilUpdateMutation,
  CouncilVersionDocument,
} from '../support/generated/graphql.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

async function council(code: string): Promise<{ id: string; version: number }> {
  const found = await new TestClient(running.url).ask(CouncilVersionDocument, { code });
  assert(found.council);
  return found.council;
}

async function change(client: TestClient, input: CouncilUpdateInput): Promise<CouncilUpdateMutation['councilUpdate']> {
  return (await client.ask(CouncilUpdateDocument, { input })).councilUpdate;
}

describe('councils', () => {
  it('are the 14 territorial ones in the order of the alphabet, for everyone, in the asked language', async () => {
    const { councils } = await new TestClient(running.url, null, 'ru').ask(CouncilNamesDocument);
    expect(councils.totalCount).toBe(14);
    expect(councils.nodes[0]).toEqual({
      code: 'UZ-AN',
      name: 'Территориальный совет по противодействию коррупции Андижанской области',
      territory: { soato: '1703', name: 'Андижон вилояти' },
    });
  });

  it('are found by their name in either script', async () => {
    for (const search of ['fargʻona', "Farg'ona", 'ФАРҒОНА']) {
      const answer = await new TestClient(running.url).ask(CouncilSearchDocument, { search });
      expect(answer).toEqual({ councils: { nodes: [{ code: 'UZ-FA' }] } });
    }
  });

  it('have 15 members today, and another chair in former times', async () => {
    const client = new TestClient(running.url);
    const answer = await client.ask(CouncilMembersDocument, { code: 'UZ-XO', day: '2023-06-01' });
    expect(answer.council?.members).toHaveLength(15);
    const chair = answer.council?.former.find(({ seat }) => seat.function === 'CHAIR');
    expect(chair).toBeDefined();
    expect(chair?.endedOn).not.toBeNull();
  });

  it('are joined by pages to the whole list, in both directions', async () => {
    const client = new TestClient(running.url);
    const whole = await client.ask(CouncilPageDocument);
    const codes = whole.councils.nodes.map(({ code }) => code);
    for (const size of [1, 3, 5, 14]) {
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { councils }: CouncilPageQuery = await client.ask(CouncilPageDocument, { first: size, after });
        forward.push(...councils.nodes.map(({ code }) => code));
        more = councils.pageInfo.hasNextPage;
        after = councils.pageInfo.endCursor;
      }
      expect(forward).toEqual(codes);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const { councils }: CouncilPageQuery = await client.ask(CouncilPageDocument, { last: size, before });
        backward.unshift(...councils.nodes.map(({ code }) => code));
        more = councils.pageInfo.hasPreviousPage;
        before = councils.pageInfo.startCursor;
      }
      expect(backward).toEqual(codes);
    }
  });
});

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
    const told = await other.ask(CouncilPermissionDocument, { code: 'UZ-BU' });
    expect(told).toEqual({
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
    const { council: card } = await agency.ask(CouncilAppointmentsDocument, { code: 'UZ-SI' });
    const held = card?.members.find(({ seat }) => seat.function === 'RESPONSIBLE_SECRETARY');
    assert(card && held);
    const today = new Date().toISOString().slice(0, 10);

    const taken = await agency.ask(AppointmentCreateDocument, {
      input: { seatId: held.seat.id, person: { familyName: 'Namunayev', givenName: 'Sinov' }, startedOn: today },
    });
    expect(taken).toEqual({ appointmentCreate: { errors: [{ code: 'SEAT_TAKEN', path: ['startedOn'] }] } });

    const ended = await agency.ask(AppointmentEndDocument, {
      input: { id: held.id, version: held.version, endedOn: today, reason: 'test' },
    });
    expect(ended).toMatchObject({ appointmentEnd: { appointment: { endedOn: today }, errors: [] } });
    expect(await change(secretary, { id: card.id, version: card.version, phone: '12345' })).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    });
  });

  it('are kept in clean texts, whatever was typed', async () => {
    const agency = await signIn(running.url, 'agency');
    const { council: card } = await agency.ask(CouncilAppointmentsDocument, { code: 'UZ-QA' });
    const held = card?.members.find(({ seat }) => seat.function === 'MEMBER');
    assert(card && held);
    const endedOn = '2026-06-01';
    const { appointmentEnd } = await agency.ask(AppointmentEndDocument, {
      input: { id: held.id, version: held.version, endedOn, reason: ' O`z\nxohishi  bilan ' },
    });
    expect(appointmentEnd.errors).toEqual([]);
    const person = {
      familyName: " O'rolov\n",
      givenName: 'Jo`ra  Ali',
      patronymic: " G'ani\u00A0oʻgʻli",
      organisation: ' “Namuna”\r\n gazetasi ',
    };
    const { appointmentCreate } = await agency.ask(AppointmentCreateDocument, {
      input: { seatId: held.seat.id, person, startedOn: endedOn, basis: ' Qaror\n № 1' },
    });
    expect(appointmentCreate.errors).toEqual([]);
    const answer = await agency.send(
      `query ($id: ID!) { node(id: $id) { ... on Council { appointments(first: 100) { nodes {
        startedOn endedOn basis endReason seat { id } person { fullName organisation } } } } } }`,
      { id: card.id },
    );
    const nodes = (answer.data as unknown as { node: { appointments: { nodes: { seat: { id: string } }[] } } }).node;
    expect(nodes.appointments.nodes.filter(({ seat }) => seat.id === held.seat.id)).toMatchObject([
      {
        startedOn: endedOn,
        basis: 'Qaror № 1',
        person: { fullName: 'Oʻrolov Joʻra Ali Gʻani oʻgʻli', organisation: '“Namuna” gazetasi' },
      },
      { endedOn, endReason: 'Oʻz xohishi bilan' },
    ]);
  });

  it('can have a planned end that is brought forward, and none that has come', async () => {
    const agency = await signIn(running.url, 'agency');
    const { council: card } = await agency.ask(CouncilAppointmentsDocument, { code: 'UZ-NW' });
    const held = card?.members.find(({ seat }) => seat.function === 'MEMBER');
    assert(held);
    const { rows } = await sql<{ days: string[] }>`
      select array(select ((now() at time zone 'Asia/Tashkent')::date + n)::text from unnest(array[0, 5, 9]) n) as days`.execute(
      running.test.database,
    );
    const [today = '', soon = '', later = ''] = rows[0]?.days ?? [];
    const end = async (version: number, endedOn: string) => {
      const { appointmentEnd } = await agency.ask(AppointmentEndDocument, { input: { id: held.id, version, endedOn } });
      return appointmentEnd;
    };
    const planned = await end(held.version, later);
    expect(planned).toMatchObject({ appointment: { endedOn: later }, errors: [] });
    const { version } = planned.appointment ?? { version: 0 };
    expect(await end(version, later)).toMatchObject({ errors: [{ code: 'INVALID_STATE', path: ['id'] }] });
    const sooner = await end(version, soon);
    expect(sooner).toMatchObject({ appointment: { endedOn: soon }, errors: [] });
    const now = await end(sooner.appointment?.version ?? 0, today);
    expect(now).toMatchObject({ appointment: { endedOn: today }, errors: [] });
    expect(await end(now.appointment?.version ?? 0, held.startedOn)).toMatchObject({ errors: [{ code: 'INVALID_STATE' }] });
  });

  it('are of one person, known or new, not of both', async () => {
    const agency = await signIn(running.url, 'agency');
    const { council: card } = await agency.ask(CouncilAppointmentsDocument, { code: 'UZ-SA' });
    const [held] = card?.members ?? [];
    assert(held);
    const input = { seatId: held.seat.id, startedOn: '2026-06-01' };
    const person = { familyName: 'Namoyishov', givenName: 'Sinov' };
    const appoint = async (whom: object) =>
      (await agency.ask(AppointmentCreateDocument, { input: { ...input, ...whom } })).appointmentCreate;
    expect(await appoint({ person, personId: held.person.id })).toEqual({
      errors: [{ code: 'INVALID_FORMAT', path: ['personId'] }],
    });
    expect(await appoint({})).toEqual({ errors: [{ code: 'REQUIRED', path: ['personId'] }] });
  });

  it('give nobody two seats of one council at a time', async () => {
    const agency = await signIn(running.url, 'agency');
    const { council: card } = await agency.ask(CouncilAppointmentsDocument, { code: 'UZ-SA' });
    const [first, second] = (card?.members ?? []).filter(({ seat }) => seat.function === 'MEMBER');
    assert(first && second);
    const today = '2026-06-01';
    await agency.ask(AppointmentEndDocument, { input: { id: first.id, version: first.version, endedOn: today } });
    const appoint = async (startedOn: string) => {
      const input = { seatId: first.seat.id, personId: second.person.id, startedOn };
      return (await agency.ask(AppointmentCreateDocument, { input })).appointmentCreate;
    };
    expect(await appoint(today)).toEqual({ errors: [{ code: 'PERIOD_OVERLAP', path: ['personId'] }] });
    await agency.ask(AppointmentEndDocument, { input: { id: second.id, version: second.version, endedOn: today } });
    expect(await appoint(today)).toEqual({ errors: [] });
  });
});
