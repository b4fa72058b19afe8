import { buildSchema, getNamedType, type GraphQLInputObjectType, isInputObjectType } from 'graphql';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { hostileValues } from './support/hostile-values.js';
import { rowCounter } from './support/row-counts.js';
import { fieldPaths, type Samples, soundInput, withValue } from './support/sound-input.js';

interface Mutation {
  readonly name: string;
  readonly input: GraphQLInputObjectType;
}

/** The fault of an answer, wherever it stands. */
interface ToldFault {
  readonly code: unknown;
  readonly path?: readonly string[];
}

interface Told {
  readonly data?: Readonly<Record<string, { readonly errors: readonly ToldFault[] } | null>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8'));

const mutations: readonly Mutation[] = Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => {
  const input = getNamedType(field.args[0]?.type);
  if (!isInputObjectType(input)) {
    throw new Error(`${field.name} has no input`);
  }
  return { name: field.name, input };
});

/** Who may do it, where that is not the Agency: their bad input gets past the question of rights. */
const holders: Readonly<Record<string, string>> = {
  conflictDecide: 'manager',
  conflictDeclare: 'rater1',
  evidenceAdd: 'secretary-uz-to',
  evidenceDecide: 'manager',
  evidenceUploadCreate: 'secretary-uz-to',
  evidenceWithdraw: 'secretary-uz-to',
  measurementRecord: 'manager',
  methodologyVersionApprove: 'approver',
  methodologyVersionCreate: 'methodologist',
  methodologyVersionDiscard: 'methodologist',
  methodologyVersionRetire: 'approver',
  methodologyVersionReturn: 'approver',
  methodologyVersionSubmit: 'methodologist',
  publicationApprove: 'approver',
  raterAssign: 'manager',
  ratingCycleAdvance: 'manager',
  ratingCycleCreate: 'manager',
  ratingCycleExtend: 'manager',
  scoreSave: 'rater1',
  scoreSubmit: 'rater1',
  selfAssessmentSave: 'secretary-uz-to',
};

/** Codes that `errors[]` may carry for an input that cannot be read. */
const requestCodes = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

let running: TestApp;
let count: () => Promise<Readonly<Record<string, number>>>;
let samples: Samples;

beforeAll(async () => {
  running = await startTestApp();
  count = await rowCounter(running.test.database);
  const answer = await new TestClient(running.url).send<{
    council: { id: string; version: number; members: { id: string; version: number; seat: { id: string } }[] };
  }>('{ council(code: "UZ-TO") { id version members { id version seat { id } } } }');
  const council = answer.data?.council;
  samples = {
    'CouncilUpdateInput.id': council?.id,
    'CouncilUpdateInput.version': council?.version,
    'AppointmentEndInput.id': council?.members[0]?.id,
    'AppointmentEndInput.version': council?.members[0]?.version,
    'AppointmentCreateInput.seatId': council?.members[0]?.seat.id,
    'AppointmentCreateInput.person': { familyName: 'Namunayev', givenName: 'Sinov' },
    'AccountCreateInput.email': 'nobody@example.org',
    'AccountCreateInput.password': 'a long enough passphrase',
    'SessionDeleteInput.id': 'nonsense',
  };
});

afterAll(() => running?.close());

async function send(client: TestClient, { name, input: type }: Mutation, input: unknown): Promise<Told> {
  const query = `mutation ($input: ${type.name}!) { ${name}(input: $input) { errors { code message path } } }`;
  const response = await client.post({ query, variables: { input } });
  return JSON.parse(await response.text()) as Told;
}

/** What is wrong with an answer to a bad input; null when nothing is. */
function wrongWith(told: Told, { name, input }: Mutation): string | null {
  if (told.errors) {
    const codes = told.errors.map(({ extensions }) => extensions?.code);
    return codes.every((code) => requestCodes.has(String(code))) ? null : `errors of ${JSON.stringify(told.errors)}`;
  }
  const faults = told.data?.[name]?.errors;
  if (!faults) {
    return `no GraphQL answer: ${JSON.stringify(told)}`;
  }
  const fields = new Set(Object.keys(input.getFields()));
  const isSound = ({ code, path }: ToldFault): boolean =>
    typeof code === 'string' &&
    !code.startsWith('INTERNAL') &&
    Array.isArray(path) &&
    (path.length === 0 || fields.has(String(path[0])));
  return faults.every(isSound) ? null : `faults ${JSON.stringify(faults)}`;
}

const isRefused = ({ data, errors }: Told, name: string): boolean =>
  errors !== undefined || data?.[name]?.errors.length !== 0;

/** Sends every hostile value in every field; gives a line for each answer that is not as it has to be. */
async function attack(clientFor: () => Promise<TestClient>, mutation: Mutation): Promise<readonly string[]> {
  const wrong: string[] = [];
  let client = await clientFor();
  let before = await count();
  const sound = soundInput(mutation.input, samples);
  const inputs = fieldPaths(mutation.input).flatMap((path) =>
    hostileValues.map(([name, value]) => ({
      about: `${path.join('.')}: ${name}`,
      input: withValue(mutation.input, sound, path, value, samples) as unknown,
    })),
  );
  const whole = hostileValues.map(([name, value]) => ({ about: `input: ${name}`, input: value }));
  for (const { about, input } of [...inputs, ...whole, { about: 'another field', input: { ...sound, hostile: 1 } }]) {
    const told = await send(client, mutation, input);
    const fault = wrongWith(told, mutation);
    if (fault) {
      wrong.push(`${about} -> ${fault}`);
    }
    const after = await count();
    if (isRefused(told, mutation.name) && JSON.stringify(after) !== JSON.stringify(before)) {
      const tables = Object.keys(after).filter((table) => after[table] !== before[table]);
      wrong.push(`${about} -> refused, but written to ${tables.join(', ')}: ${JSON.stringify(told)}`);
    }
    if (!isRefused(told, mutation.name)) {
      wrong.push(`${about} -> accepted`);
      client = await clientFor();
    }
    before = isRefused(told, mutation.name) ? after : await count();
  }
  return wrong;
}

describe.each(mutations)('$name', (mutation) => {
  it('refuses bad input from the public by code and path, and writes nothing', { timeout: 60_000 }, async () => {
    expect(await attack(async () => new TestClient(running.url), mutation)).toEqual([]);
  });

  it('refuses bad input from the Agency by code and path, and writes nothing', { timeout: 60_000 }, async () => {
    expect(await attack(() => signIn(running.url, 'agency'), mutation)).toEqual([]);
    const alive = await new TestClient(running.url).send('{ councils { totalCount } }');
    expect(alive.data).toEqual({ councils: { totalCount: 14 } });
  });
});

describe.each(mutations.filter(({ name }) => name in holders))('$name', (mutation) => {
  it('refuses bad input from who may do it by code and path, and writes nothing', { timeout: 60_000 }, async () => {
    expect(await attack(() => signIn(running.url, holders[mutation.name] ?? ''), mutation)).toEqual([]);
  });
});

it('half of a surrogate pair is refused by its path, under an idempotency key too', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  for (const mutation of mutations.filter(({ input }) => 'idempotencyKey' in input.getFields())) {
    const client = await signIn(running.url, holders[mutation.name] ?? 'agency');
    const sound = { ...soundInput(mutation.input, samples), idempotencyKey: randomUUID() };
    for (const path of fieldPaths(mutation.input)) {
      const told = await send(client, mutation, withValue(mutation.input, sound, path, 'a\uD800b', samples));
      const fault = wrongWith(told, mutation);
      if (fault) {
        wrong.push(`${mutation.name} ${path.join('.')} -> ${fault}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

it('a body beyond the limit is refused before it is read, and the server goes on', async () => {
  for (const mutation of mutations) {
    const told = await send(new TestClient(running.url), mutation, { hostile: 'a'.repeat(200_000) });
    expect(told.data ?? null).toBeNull();
    expect(String(told.errors?.[0]?.extensions?.code)).not.toMatch(/INTERNAL|undefined/);
  }
});
