import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;
let agency: TestClient;

beforeAll(async () => {
  running = await startTestApp();
  agency = await signIn(running.url, 'agency');
});

afterAll(() => running?.close());

const create = `mutation ($input: AccountCreateInput!) { accountCreate(input: $input) { accountId errors { code path } } }`;

interface Created {
  readonly accountCreate: {
    readonly accountId: string | null;
    readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
  };
}

const sound = {
  email: 'new@example.uz',
  password: 'a long enough passphrase',
  familyName: 'Namunayev',
  givenName: 'Sinov',
};

async function made(changes: Readonly<Record<string, unknown>>): Promise<Created['accountCreate']> {
  const answer = await agency.send<Created>(create, { input: { ...sound, ...changes } });
  expect(answer.errors).toBeUndefined();
  return (answer.data as Created).accountCreate;
}

describe('a new account', () => {
  const long = 'a'.repeat(80_000);
  it.each([
    ['familyName', 'an empty text', '', 'REQUIRED'],
    ['familyName', 'a long text', long, 'TOO_LONG'],
    ['familyName', 'a null character', 'a\u0000b', 'INVALID_CHARACTERS'],
    ['familyName', 'a bell', 'a\u0007b', 'INVALID_CHARACTERS'],
    ['familyName', 'an override of direction', 'a\u202eb', 'INVALID_CHARACTERS'],
    ['familyName', 'a lone surrogate', 'a\ud800b', 'INVALID_CHARACTERS'],
    ['givenName', 'spaces alone', ' \n', 'REQUIRED'],
    ['givenName', 'markup', '<b>', 'WRONG_SCRIPT'],
    ['organisation', 'an empty text', '', 'REQUIRED'],
    ['organisation', 'a long text', long, 'TOO_LONG'],
    ['organisation', 'a null character', 'a\u0000b', 'INVALID_CHARACTERS'],
    ['organisation', 'an isolate of direction', 'a\u2066b', 'INVALID_CHARACTERS'],
    ['email', 'an override of direction', 'a\u202eb@x.example', 'INVALID_CHARACTERS'],
    ['email', 'a null character', 'a\u0000b@x.example', 'INVALID_CHARACTERS'],
    ['email', 'a lone surrogate', 'a\ud800b@x.example', 'INVALID_CHARACTERS'],
    ['email', 'an apostrophe of another spelling', 'oʼb@x.example', 'INVALID_FORMAT'],
    ['email', 'more than 254 characters', `${'a'.repeat(250)}@x.example`, 'INVALID_FORMAT'],
    ['email', 'a long text', `${long}@x.example`, 'INVALID_FORMAT'],
  ])('is refused with a bad %s: %s', async (field, _, value, code) => {
    const before = await running.test.database.selectFrom('person').select('id').execute();
    expect(await made({ [field]: value })).toEqual({ accountId: null, errors: [{ code, path: [field] }] });
    expect(await running.test.database.selectFrom('person').select('id').execute()).toHaveLength(before.length);
  });

  it('is refused with every bad field at once', async () => {
    const { errors } = await made({ email: 'none', password: 'short', familyName: '', givenName: '1', organisation: ' ' });
    expect(errors.map(({ code, path }) => `${path.join('.')} ${code}`)).toEqual([
      'email INVALID_FORMAT',
      'familyName REQUIRED',
      'givenName WRONG_SCRIPT',
      'organisation REQUIRED',
      'password PASSWORD_TOO_WEAK',
    ]);
  });

  it('has clean names, each role once, and an address that takes people in however it is typed', async () => {
    const { accountId, errors } = await made({
      email: ' Clean.Name@Example.uz ',
      familyName: " O'rolov\n",
      givenName: 'Jo`ra  Ali',
      organisation: ' Agentlik \n boʻlimi ',
      roles: ['RATER', 'RATER', 'AUDITOR'],
    });
    expect(errors).toEqual([]);
    const answer = await agency.send('query ($id: ID!) { node(id: $id) { ... on Account { email roles person { fullName organisation } } } }', {
      id: accountId,
    });
    expect(answer.data).toEqual({
      node: {
        email: 'clean.name@example.uz',
        roles: ['AUDITOR', 'RATER'],
        person: { fullName: 'Oʻrolov Joʻra Ali', organisation: 'Agentlik boʻlimi' },
      },
    });
    const found = await agency.send('{ accounts(where: { search: "orolov jora" }) { nodes { id } } }');
    expect(found.data).toEqual({ accounts: { nodes: [{ id: accountId }] } });
    const session = `mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { errors { code } } }`;
    const signedIn = await agency.send(session, { input: { email: 'CLEAN.name@example.uz', password: sound.password } });
    expect(signedIn.data).toEqual({ sessionCreate: { errors: [] } });
  });
});

describe('the administrators', () => {
  const roleSet = `mutation ($input: RoleSetInput!) { roleSet(input: $input) { errors { code path } } }`;

  it('never take the role from each other at once, so that one remains', async () => {
    const answer = await agency.send<{ viewer: { id: string } }>('{ viewer { id } }');
    const first = { client: agency, id: answer.data?.viewer.id };
    for (let round = 0; round < 5; round += 1) {
      const email = `second-${round}@example.uz`;
      const { accountId } = await made({ email, roles: ['AGENCY_ADMIN'] });
      const signedIn = await agency.send<{ sessionCreate: { session: { token: string } } }>(
        'mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { session { token } } }',
        { input: { email, password: sound.password } },
      );
      const second = { client: new TestClient(running.url, signedIn.data?.sessionCreate.session.token), id: accountId };
      const take = ({ client }: { client: TestClient }, { id }: { id: unknown }) =>
        client.send<{ roleSet: { errors: { code: string }[] } }>(roleSet, {
          input: { accountId: id, role: 'AGENCY_ADMIN', granted: false },
        });
      const answers = await Promise.all([take(first, second), take(second, first)]);
      const codes = answers.map(({ data }) => data?.roleSet.errors.map(({ code }) => code).join() ?? 'none');
      expect(codes.toSorted()).toEqual(['', 'FORBIDDEN']);
      // The one who lost it gets it back, and the next round is of the first again.
      const winner = codes[0] === '' ? first : second;
      const loser = winner === first ? second : first;
      const restored = await winner.client.send(roleSet, { input: { accountId: loser.id, role: 'AGENCY_ADMIN', granted: true } });
      expect(restored.data).toEqual({ roleSet: { errors: [] } });
    }
  });
});
