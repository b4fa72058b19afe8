import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { JointRating } from '../support/joint-rating.js';
import { type Cast, signInCast } from './support/cast.js';
import { beginDeliberation, openJointCycle } from './support/joint-cycle.js';
import { tell } from './support/player.js';

const raters = ['rater1', 'rater2', 'rater3'];
/** The deputies in their order; the second one and `other` are facilitators in this test alone. */
const [first, deputy, second, other] = ['facilitator', 'facilitator2', 'rater8', 'rater9'] as const;

const account = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));

let running: TestApp;
let client: Cast;
/** Its id as clients see it, and that of its row. */
let id: string;
let sessionId: string;
let itemId: string;

beforeAll(async () => {
  running = await startTestApp();
  const { test } = running;
  for (const name of [second, other]) {
    await sql`insert into role_grant (id, account_id, role) values (gen_random_uuid(), ${demonstrationAccountId(name)}, 'FACILITATOR')`.execute(test.database);
  }
  const cycle = await openJointCycle(test, ['UZ-AN'], raters);
  await beginDeliberation(test, cycle);
  const joint = new JointRating(test);
  sessionId = await joint.schedule(decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '', { deputies: [deputy, second] });
  await joint.checkIn(sessionId, ...raters);
  id = encodeNodeId('RatingSession', sessionId);
  itemId = encodeNodeId('RatingSessionItem', (await joint.itemsOf(sessionId)).get('1.2') ?? '');
  client = await signInCast([running.url], [...raters, first, deputy, second, other, 'manager']);
}, 120_000);

afterAll(() => running?.close());

/** Lets the lease end so many seconds ago. */
const endLease = (seconds: number) =>
  sql`update facilitation set lease_until = now() - ${seconds} * interval '1 second' where subject_id = ${sessionId}`.execute(running.test.database);

interface LeadView {
  readonly facilitation: {
    readonly state: string;
    readonly holderAccountId: string;
    readonly term: number;
    readonly cause: string;
    readonly leaseUntil: string;
    readonly serverTime: string;
  };
  readonly viewerCanTakeOver: { readonly allowed: boolean };
}

async function seenBy(name: string): Promise<LeadView> {
  const { data, errors } = await client(name).send<{ ratingSession: LeadView }>(
    `query ($id: ID!) { ratingSession(id: $id) {
      facilitation { state holderAccountId term cause leaseUntil serverTime } viewerCanTakeOver { allowed } } }`,
    { id },
  );
  if (!data) {
    throw new Error(JSON.stringify(errors));
  }
  return data.ratingSession;
}

const lead = async () => (await seenBy(first)).facilitation;

/** The seconds that the lease still lasts. */
const secondsLeft = async (): Promise<number> => {
  const { leaseUntil, serverTime } = await lead();
  return (Date.parse(leaseUntil) - Date.parse(serverTime)) / 1_000;
};

const take = async (name: string, term: number) => (await tell(client(name), 'facilitationTakeOver', { id, term })).codes;
const renew = async (name: string, term: number) => (await tell(client(name), 'facilitationRenew', { id, term })).codes;
const give = async (name: string, term: number, to: string) =>
  (await tell(client(name), 'facilitationHandOver', { id, term, toAccountId: account(to) })).codes;

/** Who of those who might take over is told that they may. */
async function invited(): Promise<readonly string[]> {
  const people = [first, deputy, second, other, 'manager', 'rater1'];
  const answers = await Promise.all(people.map(async (name) => [name, (await seenBy(name)).viewerCanTakeOver.allowed] as const));
  return answers.filter(([, allowed]) => allowed).map(([name]) => name);
}

// One story: each test goes on from where the one before has left the lead.
describe('the lead of a session', () => {
  it('is taken over by nobody while whoever leads is heard of, and in the grace', async () => {
    expect(await lead()).toMatchObject({ state: 'HELD', holderAccountId: account(first), term: 1, cause: 'SCHEDULED' });
    expect(await take(deputy, 1)).toEqual(['LEAD_IS_HELD']);
    await endLease(60);
    expect(await lead()).toMatchObject({ state: 'GRACE', term: 1 });
    expect(await invited()).toEqual([]);
    expect(await take(deputy, 1)).toEqual(['LEAD_IS_HELD']);
  });

  it('is kept by whoever leads and is heard of again: by a renewal, and by any command', async () => {
    expect(await renew(deputy, 1)).toEqual(['NOT_FACILITATING']);
    expect(await renew(first, 2)).toEqual(['STALE_TERM']);
    expect(await lead()).toMatchObject({ state: 'GRACE' });
    expect(await renew(first, 1)).toEqual([]);
    expect(await lead()).toMatchObject({ state: 'HELD', term: 1 });
    expect(await secondsLeft()).toBeGreaterThan(50);
    // Lost for long, but taken over by nobody: whoever leads still does.
    await endLease(900);
    expect(await lead()).toMatchObject({ state: 'VACANT' });
    expect((await tell(client(first), 'ratingSessionOpen', { id, term: 1 })).codes).toEqual([]);
    expect(await lead()).toMatchObject({ state: 'HELD', term: 1, cause: 'SCHEDULED' });
    expect(await secondsLeft()).toBeGreaterThan(50);
  });

  it('is taken over by the first deputy when whoever leads is lost, under a new term, and by nobody else', async () => {
    await endLease(125);
    expect(await lead()).toMatchObject({ state: 'OFFERED', term: 1 });
    expect(await invited()).toEqual([deputy]);
    expect(await take(second, 1)).toEqual(['LEAD_IS_HELD']);
    expect(await take(other, 1)).toEqual(['LEAD_IS_HELD']);
    expect(await take('rater1', 1)).toEqual(['FORBIDDEN']);
    expect(await take(first, 1)).toEqual(['NOTHING_TO_CHANGE']);
    expect(await take(deputy, 2)).toEqual(['STALE_TERM']);
    expect(await take(deputy, 1)).toEqual([]);
    expect(await lead()).toMatchObject({ state: 'HELD', holderAccountId: account(deputy), term: 2, cause: 'TAKEN_AFTER_LOSS' });
    expect(await secondsLeft()).toBeGreaterThan(50);
    expect(await take(second, 2)).toEqual(['LEAD_IS_HELD']);
  });

  it('is needed for every command, under its present term', async () => {
    const item = { id: itemId, reason: 'Sinov', durationMs: 60_000 };
    const commands: readonly (readonly [mutation: string, input: object])[] = [
      ['ratingSessionSuspend', { id }],
      ['ratingSessionClose', { id }],
      ['ratingSessionItemActivate', { id: itemId }],
      ['ratingSessionItemDefer', { id: itemId, reason: item.reason }],
      ['facilitationRenew', { id }],
      ['facilitationHandOver', { id, toAccountId: account(second) }],
    ];
    const told: Record<string, readonly string[]> = {};
    const expected: Record<string, readonly string[]> = {};
    for (const [mutation, input] of commands) {
      told[`${mutation} by whoever has led`] = (await tell(client(first), mutation, { ...input, term: 1 })).codes;
      expected[`${mutation} by whoever has led`] = ['NOT_FACILITATING'];
      told[`${mutation} by whoever leads, late`] = (await tell(client(deputy), mutation, { ...input, term: 1 })).codes;
      expected[`${mutation} by whoever leads, late`] = ['STALE_TERM'];
      told[`${mutation} by whoever leads, too early`] = (await tell(client(deputy), mutation, { ...input, term: 3 })).codes;
      expected[`${mutation} by whoever leads, too early`] = ['STALE_TERM'];
    }
    expect(told).toEqual(expected);
    expect((await tell(client(deputy), 'ratingSessionItemActivate', { id: itemId, term: 2 })).codes).toEqual([]);
    expect((await tell(client(deputy), 'ratingSessionItemOpenRound', { id: itemId, term: 1, durationMs: 60_000 })).codes).toEqual(['STALE_TERM']);
    expect((await tell(client(deputy), 'ratingSessionItemOpenRound', { id: itemId, term: 2, durationMs: 60_000 })).codes).toEqual([]);
    expect((await tell(client(deputy), 'ratingSessionItemCloseRound', { id: itemId, term: 1 })).codes).toEqual(['STALE_TERM']);
  });

  it('is offered to whoever was appointed first before the other deputies, and then to both', async () => {
    await endLease(125);
    expect(await invited()).toEqual([first]);
    await endLease(185);
    expect(await invited()).toEqual([first, second]);
    expect(await take(other, 2)).toEqual(['LEAD_IS_HELD']);
    // Both at once: one of them has it.
    const codes = await Promise.all([take(first, 2), take(second, 2)]);
    expect(codes.filter((each) => each.length === 0)).toHaveLength(1);
    expect(['LEAD_IS_HELD', 'STALE_TERM', 'NOTHING_TO_CHANGE']).toContain(codes.flat()[0]);
    const { term, cause, holderAccountId } = await lead();
    expect([term, cause]).toEqual([3, 'TAKEN_AFTER_LOSS']);
    expect(holderAccountId).toBe(account(codes[0]?.length === 0 ? first : second));
  });

  it('stays with the deputies when it is locked to them, however long it is vacant, and is open to any facilitator else', async () => {
    await running.test.database.updateTable('facilitation').set({ locked: true }).where('subject_id', '=', sessionId).execute();
    await endLease(900);
    expect(await lead()).toMatchObject({ state: 'VACANT' });
    expect(await invited()).not.toContain(other);
    expect(await take(other, 3)).toEqual(['LEAD_IS_HELD']);
    await running.test.database.updateTable('facilitation').set({ locked: false }).where('subject_id', '=', sessionId).execute();
    expect(await invited()).toContain(other);
    expect(await take(other, 3)).toEqual([]);
    expect(await lead()).toMatchObject({ state: 'HELD', holderAccountId: account(other), term: 4, cause: 'TAKEN_AFTER_LOSS' });
  });

  it('is handed over, given back, and forced by a manager, each under a new term', async () => {
    expect(await give(first, 4, deputy)).toEqual(['NOT_FACILITATING']);
    expect(await give(other, 3, deputy)).toEqual(['STALE_TERM']);
    expect(await give(other, 4, other)).toEqual(['NOTHING_TO_CHANGE']);
    expect(await give(other, 4, 'rater1')).toEqual(['CONFLICT_OF_INTEREST']);
    expect(await give(other, 4, deputy)).toEqual([]);
    expect(await lead()).toMatchObject({ holderAccountId: account(deputy), term: 5, cause: 'HANDED_OVER' });
    expect(await give(deputy, 5, first)).toEqual([]);
    expect(await lead()).toMatchObject({ holderAccountId: account(first), term: 6, cause: 'RETURNED' });
    expect(await give('manager', 5, second)).toEqual(['STALE_TERM']);
    expect(await give('manager', 6, second)).toEqual([]);
    expect(await lead()).toMatchObject({ state: 'HELD', holderAccountId: account(second), term: 7, cause: 'FORCED_BY_MANAGER' });
    expect((await tell(client(first), 'ratingSessionSuspend', { id, term: 6 })).codes).toEqual(['NOT_FACILITATING']);
    expect((await tell(client(second), 'ratingSessionSuspend', { id, term: 6 })).codes).toEqual(['STALE_TERM']);
    expect((await tell(client(second), 'ratingSessionSuspend', { id, term: 7 })).codes).toEqual([]);
  });

  it('is on record with each change of hands, and with no renewal', async () => {
    const entries = await running.test.database
      .selectFrom('ledger_entry')
      .select('body')
      .where('subject_id', '=', sessionId)
      .where('action', 'like', 'facilitation%')
      .orderBy(sql`(body ->> 'term')::int`)
      .execute();
    expect(entries.map(({ body }) => `${String(body.term)} ${String(body.cause)}`)).toEqual([
      '2 TAKEN_AFTER_LOSS',
      '3 TAKEN_AFTER_LOSS',
      '4 TAKEN_AFTER_LOSS',
      '5 HANDED_OVER',
      '6 RETURNED',
      '7 FORCED_BY_MANAGER',
    ]);
    expect(entries[0]?.body).toMatchObject({ from: demonstrationAccountId(first), to: demonstrationAccountId(deputy) });
  });
});
