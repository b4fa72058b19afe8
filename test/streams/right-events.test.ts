import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { openScoring } from '../support/scoring.js';
import { StreamReader } from './support/stream-reader.js';

let running: TestApp;
let agency: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  agency = await signIn(running.url, 'agency');
});

afterAll(() => running.close());

const ownStream = `subscription { stream: userStream { __typename ... on Events { events { type body {
  ... on AppointmentChanged { appointment { id endedOn person { familyName } } }
  ... on RaterAssignmentChanged { raterAssignment { state } } } } } } }`;

async function listening(client: TestClient): Promise<StreamReader> {
  const reader = new StreamReader(client, { query: ownStream });
  await reader.until(({ frames }) => frames.length >= 2);
  return reader;
}

/** Sends a mutation that has to be accepted; gives its payload. */
async function change<Payload>(client: TestClient, name: string, input: object, selection = ''): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { data } = await client.send<Record<string, Payload & { errors: object[] }>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code } } }`,
    { input },
  );
  expect(data?.[name]?.errors).toEqual([]);
  return data?.[name] as Payload;
}

interface Appointed {
  readonly appointment: { readonly id: string; readonly version: number };
}

/** A seat that nobody held before the councils were, with a person who may be put there for that time. */
async function oldSeat(): Promise<{ seatId: string | undefined; personId: string | undefined }> {
  const seats = await agency.send<{ council: { seats: { id: string }[] } }>('{ council(code: "UZ-TO") { seats { id } } }');
  const rater = await agency.send<{ accounts: { nodes: { id: string; person: { id: string } }[] } }>(
    '{ accounts(first: 100, where: { role: RATER }) { nodes { id person { id } } } }',
  );
  const account = rater.data?.accounts.nodes.find(({ id }) => decodeNodeIdOf('Account', id) === demonstrationAccountId('rater9'));
  return { seatId: seats.data?.council.seats[0]?.id, personId: account?.person.id };
}

describe('a change of rights is told on the own stream of', () => {
  it('whoever is appointed, and whose appointment is given an end', async () => {
    const [reader, other] = await Promise.all([
      listening(await signIn(running.url, 'rater9')),
      listening(await signIn(running.url, 'rater8')),
    ]);
    const period = { startedOn: '1980-01-01', endedOn: '2999-01-01' };
    const { seatId, personId } = await oldSeat();
    await running.test.database.deleteFrom('appointment').where('seat_id', '=', decodeNodeIdOf('Seat', seatId ?? '') ?? '').execute();
    const { appointment } = await change<Appointed>(
      agency,
      'appointmentCreate',
      { seatId, personId, ...period },
      'appointment { id version }',
    );
    await change(agency, 'appointmentEnd', { id: appointment.id, version: appointment.version, endedOn: '2998-01-01' });
    await reader.until(({ events }) => events.length === 2);
    expect(reader.events.map(({ type }) => type)).toEqual(['AppointmentChanged', 'AppointmentChanged']);
    expect(reader.events[1]?.body).toMatchObject({ appointment: { id: appointment.id, endedOn: '2998-01-01' } });
    expect(other.events).toEqual([]);
    await Promise.all([reader.leave(), other.leave()]);
  });

  it('a rater who declares, whatever there is to declare', async () => {
    const cycle = await openScoring(running.test);
    const client = await signIn(running.url, 'rater1');
    const reader = await listening(client);
    await change(client, 'conflictDeclare', { evaluationIds: [cycle.evaluationId], kind: 'FAMILY', note: 'Qarindoshim' });
    await reader.until(({ events }) => events.length === 1);
    expect(reader.events).toMatchObject([
      { type: 'RaterAssignmentChanged', body: { raterAssignment: { state: 'CONFLICTED' } } },
    ]);
    await reader.leave();
  });
});
