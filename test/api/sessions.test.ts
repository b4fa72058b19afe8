import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

const create = `mutation ($input: SessionCreateInput!) {
  sessionCreate(input: $input) { session { token expiresAt } viewer { id roles } errors { code message path } }
}`;

interface Created {
  readonly sessionCreate: {
    readonly session: { readonly token: string } | null;
    readonly errors: readonly { readonly code: string; readonly message: string }[];
  };
}

async function attempt(email: string, password: string): Promise<Created['sessionCreate']> {
  const answer = await new TestClient(running.url).send<Created>(create, { input: { email, password } });
  expect(answer.errors).toBeUndefined();
  return (answer.data as Created).sessionCreate;
}

function change(client: TestClient, currentPassword: string, newPassword: string) {
  return client.send(
    `mutation ($input: PasswordChangeInput!) {
      passwordChange(input: $input) { viewer { id } errors { code path } }
    }`,
    { input: { currentPassword, newPassword } },
  );
}

async function idOf(client: TestClient): Promise<string> {
  const answer = await client.send<{ viewer: { id: string } }>('{ viewer { id } }');
  return answer.data?.viewer.id ?? '';
}

/** The answer to an attempt after five wrong ones. */
async function attemptAfterFive(email: string, password: string) {
  for (let failure = 0; failure < 5; failure += 1) {
    await attempt(email, 'not the password');
  }
  return attempt(email, password);
}

describe('signing in', () => {
  it('gives a token that tells who the viewer is', async () => {
    const client = await signIn(running.url, 'secretary-uz-an');
    const answer = await client.send('{ viewer { email roles person { fullName invented } sessions { current } } }');
    expect(answer.data).toMatchObject({
      viewer: {
        email: 'secretary-uz-an@demo.kengash.example',
        person: { invented: true },
        sessions: [{ current: true }],
      },
    });
  });

  it('answers a wrong address and a wrong password alike', async () => {
    const unknown = await attempt('nobody@demo.kengash.example', 'kengash-demo');
    const wrong = await attempt('rater9@demo.kengash.example', 'not the password');
    expect(unknown).toEqual(wrong);
    expect(unknown).toMatchObject({ session: null, viewer: null, errors: [{ code: 'INVALID_CREDENTIALS' }] });
  });

  it('locks after five failures in a row, and tells neither who is known nor which password is right', async () => {
    const [right, wrong, unknown] = await Promise.all([
      attemptAfterFive('rater8@demo.kengash.example', 'kengash-demo'),
      attemptAfterFive('rater5@demo.kengash.example', 'still not'),
      attemptAfterFive('nobody-at-all@demo.kengash.example', 'kengash-demo'),
    ]);
    expect(right).toMatchObject({
      session: null,
      errors: [{ code: 'ACCOUNT_LOCKED', message: expect.stringContaining('1 min') as string }],
    });
    expect([wrong, unknown]).toEqual([right, right]);
  });

  it('lets the right password in when the lock has ended, and counts anew', async () => {
    const email = 'rater4@demo.kengash.example';
    for (let failure = 0; failure < 5; failure += 1) {
      await attempt(email, 'not the password');
    }
    await sql`update sign_in_failure set locked_until = now() - interval '1 second'`.execute(running.test.database);
    expect(await attempt(email, 'kengash-demo')).toMatchObject({ errors: [] });
    expect(await attempt(email, 'not the password')).toMatchObject({ errors: [{ code: 'INVALID_CREDENTIALS' }] });
    expect(await attempt(email, 'kengash-demo')).toMatchObject({ errors: [] });
  });

  it('twenty guesses at once are judged one after the other', async () => {
    const email = 'rater3@demo.kengash.example';
    const guesses = Array.from({ length: 20 }, (_, at) => attempt(email, at === 19 ? 'kengash-demo' : `guess ${at}`));
    const codes = (await Promise.all(guesses)).map((answer) => answer?.errors[0]?.code ?? 'in');
    // The right one may come before the fifth wrong one and clear the count; never are there more than nine in all.
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS').length).toBeLessThanOrEqual(9);
    expect(codes.filter((code) => code === 'ACCOUNT_LOCKED').length).toBeGreaterThanOrEqual(10);
  });

  it('counts wrong guesses at the present password of an open session too', async () => {
    const client = await signIn(running.url, 'rater2');
    for (let failure = 0; failure < 5; failure += 1) {
      await change(client, 'wrong', 'a much longer one');
    }
    expect((await change(client, 'kengash-demo', 'a much longer one')).data).toMatchObject({
      passwordChange: { errors: [{ code: 'ACCOUNT_LOCKED', path: ['currentPassword'] }] },
    });
  });

  it('ends with the session, on HTTP by status 401', async () => {
    const client = await signIn(running.url, 'rater7');
    const ended = await client.send('mutation { sessionDelete(input: {}) { deletedSessionId errors { code } } }');
    expect(ended.data).toMatchObject({ sessionDelete: { errors: [] } });
    const response = await client.post({ query: '{ viewer { id } }' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it.each(['kgs_forged', `kgs_${'A'.repeat(43)}`, 'x'.repeat(5_000), "' or 1=1 --"])(
    'refuses the forged token %s',
    async (token) => {
      const response = await new TestClient(running.url, token).post({ query: '{ viewer { id } }' });
      expect(response.status).toBe(401);
    },
  );

  it('changes the password and ends the other sessions', async () => {
    const first = await signIn(running.url, 'rater6');
    const second = await signIn(running.url, 'rater6');
    expect((await change(first, 'wrong', 'a much longer one')).data).toMatchObject({
      passwordChange: { errors: [{ code: 'INVALID_CREDENTIALS', path: ['currentPassword'] }] },
    });
    expect((await change(first, 'kengash-demo', 'short')).data).toMatchObject({
      passwordChange: { errors: [{ code: 'PASSWORD_TOO_WEAK', path: ['newPassword'] }] },
    });
    expect((await change(first, 'kengash-demo', 'a much longer one')).data).toMatchObject({
      passwordChange: { errors: [] },
    });
    expect((await second.post({ query: '{ viewer { id } }' })).status).toBe(401);
    expect((await first.post({ query: '{ viewer { id } }' })).status).toBe(200);
  });

  it('leaves the keeping of accounts and roles to the Agency, and not over oneself', async () => {
    const roleSet = `mutation ($input: RoleSetInput!) { roleSet(input: $input) { errors { code path } } }`;
    const agency = await signIn(running.url, 'agency');
    const rater = await signIn(running.url, 'rater1');
    const own = await idOf(agency);
    const other = await idOf(rater);
    const set = async (client: TestClient, accountId: string) =>
      (await client.send(roleSet, { input: { accountId, role: 'AUDITOR', granted: true } })).data;
    expect(await set(rater, other)).toMatchObject({ roleSet: { errors: [{ code: 'FORBIDDEN' }] } });
    expect(await set(agency, own)).toMatchObject({ roleSet: { errors: [{ code: 'FOUR_EYES_REQUIRED' }] } });
    expect(await set(agency, other)).toMatchObject({ roleSet: { errors: [] } });
    expect((await rater.send('{ viewer { roles } }')).data).toEqual({ viewer: { roles: ['AUDITOR', 'RATER'] } });
  });

  it.each(['', 'nonsense', '%00'])('ends no session for the id %j', async (id) => {
    const client = await signIn(running.url, 'auditor');
    const ended = await client.send(
      'mutation ($id: ID) { sessionDelete(input: { id: $id }) { deletedSessionId errors { code path } } }',
      { id },
    );
    expect(ended.data).toEqual({ sessionDelete: { deletedSessionId: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] } });
    expect((await client.send('{ viewer { email } }')).data).toEqual({ viewer: { email: 'auditor@demo.kengash.example' } });
  });

  it('tells of a null character where it stands', async () => {
    expect(await attempt('a\u0000b@demo.kengash.example', 'kengash-demo')).toMatchObject({
      session: null,
      errors: [{ code: 'INVALID_CHARACTERS', path: ['email'] }],
    });
    expect(await attempt('auditor@demo.kengash.example', 'kengash\u0000demo')).toMatchObject({
      errors: [{ code: 'INVALID_CREDENTIALS' }],
    });
  });
});
