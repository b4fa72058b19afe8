import { sql } from 'kysely';
import { buildSchema, getNamedType, type GraphQLInputObjectType, isInputObjectType } from 'graphql';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { prepareCycles } from '../policy/prepared-cycles.js';
import { type PreparedSessions, prepareSessions } from '../policy/prepared-sessions.js';
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
  checkIn: 'rater1',
  checkOut: 'rater1',
  conflictDecide: 'manager',
  conflictDeclare: 'rater1',
  consensusVote: 'rater1',
  dissentRecord: 'rater1',
  evidenceAdd: 'secretary-uz-to',
  evidenceDecide: 'manager',
  evidenceUploadCreate: 'secretary-uz-to',
  evidenceWithdraw: 'secretary-uz-to',
  facilitationHandOver: 'facilitator',
  facilitationRenew: 'facilitator',
  facilitationTakeOver: 'facilitator',
  measurementRecord: 'manager',
  methodologyVersionApprove: 'approver',
  methodologyVersionCreate: 'methodologist',
  methodologyVersionDiscard: 'methodologist',
  methodologyVersionRetire: 'approver',
  methodologyVersionReturn: 'approver',
  methodologyVersionSubmit: 'methodologist',
  publicationApprove: 'approver',
  raterAssign: 'manager',
  raterRecuse: 'rater1',
  ratingCycleAdvance: 'manager',
  ratingCycleCreate: 'manager',
  ratingCycleExtend: 'manager',
  ratingSessionAbort: 'facilitator',
  ratingSessionClose: 'facilitator',
  ratingSessionItemActivate: 'facilitator',
  ratingSessionItemCloseRound: 'facilitator',
  ratingSessionItemConclude: 'facilitator',
  ratingSessionItemDefer: 'facilitator',
  ratingSessionItemDiscuss: 'facilitator',
  ratingSessionItemOpenRound: 'facilitator',
  ratingSessionItemPass: 'rater1',
  ratingSessionItemPropose: 'facilitator',
  ratingSessionItemReopen: 'facilitator',
  ratingSessionItemReveal: 'facilitator',
  ratingSessionOpen: 'facilitator',
  ratingSessionResume: 'facilitator',
  ratingSessionSchedule: 'manager',
  ratingSessionSign: 'rater1',
  ratingSessionSuspend: 'facilitator',
  scoreSave: 'rater1',
  scoreSubmit: 'rater1',
  selfAssessmentSave: 'secretary-uz-to',
};

/** What a text of free form takes of the list. */
const freeText = (path: string): readonly string[] => ['SQL', 'markup', 'a template'].map((value) => `${path}: ${value}`);

/**
 * The values of the list that a field may take all the same, each with the mutation, the path and the value's name. Texts
 * of free form take markup and SQL as the texts that they are; they are bound as parameters and never shown as markup.
 */
const accepted: Readonly<Record<string, readonly string[]>> = {
  accountCreate: [
    ...freeText('organisation'),
    'organisation: null',
    // A password is whatever its owner says.
    ...freeText('password'),
    // An account without a role may sign in, and no more.
    'roles: an empty list',
  ],
  appointmentCreate: [
    ...freeText('basis'),
    ...freeText('person.organisation'),
    ...['basis', 'idempotencyKey', 'person.organisation', 'person.patronymic', 'personId'].map((path) => `${path}: null`),
  ],
  appointmentEnd: ['idempotencyKey: null'],
  // Null empties a field of the card.
  councilUpdate: [...freeText('address'), ...['address', 'email', 'idempotencyKey', 'phone', 'website'].map((path) => `${path}: null`)],
  // Without an id it is one's own session.
  sessionDelete: ['id: null'],
  sessionExtend: ['idempotencyKey: null'],
};

/** Codes that say that the server failed, not that the input is bad: no input may bring them about. */
const serverCodes: readonly unknown[] = ['INTERNAL', 'DATABASE_UNAVAILABLE', 'STORAGE_UNAVAILABLE', 'OUTCOME_UNKNOWN', 'TIMEOUT'];

/** Codes that `errors[]` may carry for an input that cannot be read. */
const requestCodes = new Set(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);

let running: TestApp;
let count: () => Promise<Readonly<Record<string, number>>>;
let samples: Samples;
let sessionSamples: Samples;
let renewals = 0;

/**
 * Joint rating that takes its path by no input: what is sound is refused at last, under a stale number of the lead, or
 * because it was done before. So the checks before that are reached, and nothing is ever accepted.
 */
function samplesOfSessions(
  evaluations: Readonly<Record<'open' | 'scoring', string>>,
  scoringCycle: string,
  { sessions, sessionItems, proposal }: PreparedSessions,
): Samples {
  const ids: Readonly<Record<string, string>> = {
    CheckIn: sessions.discussed,
    CheckOut: sessions.convened,
    DissentRecord: sessionItems.revealed,
    FacilitationHandOver: sessions.discussed,
    FacilitationRenew: sessions.discussed,
    FacilitationTakeOver: sessions.leaderless,
    RatingSessionAbort: sessions.paused,
    RatingSessionClose: sessions.discussed,
    RatingSessionItemActivate: sessionItems.disputed,
    RatingSessionItemCloseRound: sessionItems.scoring,
    RatingSessionItemConclude: sessionItems.spent,
    RatingSessionItemDefer: sessionItems.disputed,
    RatingSessionItemDiscuss: sessionItems.revealed,
    RatingSessionItemOpenRound: sessionItems.onFloor,
    RatingSessionItemPass: sessionItems.scoring,
    RatingSessionItemPropose: sessionItems.revealed,
    RatingSessionItemReopen: sessionItems.askedByLead,
    RatingSessionItemReveal: sessionItems.closed,
    RatingSessionOpen: sessions.convened,
    RatingSessionResume: sessions.paused,
    RatingSessionSign: sessions.decided,
    RatingSessionSuspend: sessions.discussed,
  };
  return {
    ...Object.fromEntries(Object.entries(ids).flatMap(([name, id]) => [[`${name}Input.id`, id], [`${name}Input.term`, 999]])),
    'ConsensusVoteInput.proposalIds': [proposal],
    'RaterRecuseInput.evaluationId': evaluations.open,
    'RaterRecuseInput.kind': 'FAMILY',
    // Nobody who leads is named.
    'RatingSessionScheduleInput.ratingCycleId': scoringCycle,
    'RatingSessionScheduleInput.evaluationIds': [evaluations.scoring],
  };
}

/**
 * Sets everything up that a sound input needs to be accepted: after each one that was, the next needs other versions, a
 * seat that is free, an address that nobody has. So what is refused is refused for the hostile value.
 */
async function renew(): Promise<void> {
  await sql`delete from appointment where started_on < '1991-01-01'`.execute(running.test.database);
  const answer = await new TestClient(running.url).send<{
    council: { id: string; version: number; members: { id: string; version: number; seat: { id: string } }[] };
  }>('{ council(code: "UZ-TO") { id version members { id version seat { id } } } }');
  const council = answer.data?.council;
  renewals += 1;
  samples = {
    'CouncilUpdateInput.id': council?.id,
    'CouncilUpdateInput.version': council?.version,
    'CouncilUpdateInput.phone': `+998 71 200-00-${String(renewals).padStart(2, '0')}`,
    'AppointmentEndInput.id': council?.members[0]?.id,
    'AppointmentEndInput.version': council?.members[0]?.version,
    'AppointmentEndInput.endedOn': '2999-12-31',
    'AppointmentCreateInput.seatId': council?.members[0]?.seat.id,
    'AppointmentCreateInput.person': { familyName: 'Namunayev', givenName: 'Sinov' },
    'AppointmentCreateInput.startedOn': '1990-01-01',
    'AppointmentCreateInput.endedOn': '1990-02-01',
    'AccountCreateInput.email': `nobody-${renewals}@example.org`,
    'AccountCreateInput.password': 'a long enough passphrase',
    'SessionDeleteInput.id': 'nonsense',
    ...sessionSamples,
  };
}

beforeAll(async () => {
  running = await startTestApp();
  // It chains the ledger in the background, between two counts too.
  await running.app.sequencer.stop();
  const cycles = await prepareCycles(running.test);
  const evaluationIn = async (cycleId: string): Promise<string> => {
    const query = running.test.database.selectFrom('evaluation').select('id').where('cycle_id', '=', cycleId);
    return encodeNodeId('Evaluation', (await query.executeTakeFirstOrThrow()).id);
  };
  const evaluations = { open: await evaluationIn(cycles.open), scoring: await evaluationIn(cycles.scoring) };
  const sessions = await prepareSessions(running.test, cycles);
  sessionSamples = samplesOfSessions(evaluations, encodeNodeId('RatingCycle', cycles.scoring), sessions);
  count = await rowCounter(running.test.database);
  await renew();
}, 180_000);

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
    !serverCodes.includes(code) &&
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
  const values = fieldPaths(mutation.input).flatMap((path) =>
    hostileValues.map(([name, value]) => ({ path, name, value: value as unknown })),
  );
  const ways: readonly (readonly [about: string, input: () => unknown])[] = [
    ...values.map(({ path, name, value }) => {
      const input = () => withValue(mutation.input, soundInput(mutation.input, samples), path, value, samples);
      return [`${path.join('.')}: ${name}`, input] as const;
    }),
    ...hostileValues.map(([name, value]) => [`input: ${name}`, () => value] as const),
    ['another field', () => ({ ...soundInput(mutation.input, samples), hostile: 1 })],
  ];
  for (const [about, input] of ways) {
    const told = await send(client, mutation, input());
    const fault = wrongWith(told, mutation);
    if (fault) {
      wrong.push(`${about} -> ${fault}`);
    }
    const after = await count();
    if (isRefused(told, mutation.name)) {
      if (JSON.stringify(after) !== JSON.stringify(before)) {
        const tables = Object.keys(after).filter((table) => after[table] !== before[table]);
        wrong.push(`${about} -> refused, but written to ${tables.join(', ')}: ${JSON.stringify(told)}`);
      }
      before = after;
      continue;
    }
    if (!accepted[mutation.name]?.includes(about)) {
      wrong.push(`${about} -> accepted`);
    }
    client = await clientFor();
    await renew();
    before = await count();
  }
  return wrong;
}

describe.each(mutations)('$name', (mutation) => {
  it('refuses bad input from the public by code and path, and writes nothing', { timeout: 300_000 }, async () => {
    expect(await attack(async () => new TestClient(running.url), mutation)).toEqual([]);
  });

  it('refuses bad input from the Agency by code and path, and writes nothing', { timeout: 300_000 }, async () => {
    expect(await attack(() => signIn(running.url, 'agency'), mutation)).toEqual([]);
    const alive = await new TestClient(running.url).send('{ councils { totalCount } }');
    expect(alive.data).toEqual({ councils: { totalCount: 14 } });
  });
});

describe.each(mutations.filter(({ name }) => name in holders))('$name', (mutation) => {
  it('refuses bad input from who may do it by code and path, and writes nothing', { timeout: 300_000 }, async () => {
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
