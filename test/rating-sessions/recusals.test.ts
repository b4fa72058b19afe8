import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { noEvidence } from '../support/joint-rating.js';
import { type Cast, signInCast } from './support/cast.js';
import { RecusalWorld } from './support/recusal-world.js';

let running: TestApp;
let world: RecusalWorld;
let client: Cast;

/** Rounds of an item of a session, as somebody sees them. */
interface RoundView {
  readonly number: number;
  readonly state: string;
  readonly progress: { readonly responded: number; readonly entitled: number } | null;
}

async function roundsOf(name: string, sessionItemId: string): Promise<readonly RoundView[]> {
  const { data } = await client(name).send<{ node: { rounds: readonly RoundView[] } | null }>(
    'query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { rounds { number state progress { responded entitled } } } } }',
    { id: encodeNodeId('RatingSessionItem', sessionItemId) },
  );
  return data?.node?.rounds ?? [];
}

const alike = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, noEvidence]));

beforeAll(async () => {
  running = await startTestApp();
  world = await RecusalWorld.open(running.test, ['UZ-AN', 'UZ-BU', 'UZ-FA']);
  client = await signInCast([running.url], ['rater1', 'facilitator', 'manager', 'auditor']);
  for (const name of ['rater1', 'rater2', 'rater5']) {
    await world.joint.mark(name, world.item('UZ-AN 1.2'), noEvidence);
    await world.joint.mark(name, world.item('UZ-BU 1.2'), noEvidence);
  }
  await world.recuse('rater5', 'UZ-AN');
});

afterAll(() => running?.close());

describe('while the marks of a cycle are hidden', () => {
  it('regression: the refusal to close the scoring named the items that a recused rater had marked', async () => {
    const [refusal] = await world.advance('DELIBERATION', 'manager', null);
    expect(refusal?.code).toBe('MIN_RATERS_NOT_MET');
    const where = (refusal as { where?: string } | undefined)?.where?.split(', ') ?? [];
    expect(where.filter((name) => name.startsWith('UZ-AN'))).toEqual(['UZ-AN']);
    expect(where).toContain('UZ-BU 1.3');
    expect(where).not.toContain('UZ-BU 1.2');
  });
});

describe('in a session', () => {
  let sessionItemId: string;

  beforeAll(async () => {
    await world.advance('DELIBERATION');
    const sessionId = await world.openSession('UZ-BU');
    sessionItemId = (await world.joint.itemsOf(sessionId)).get('1.3') ?? '';
    await world.joint.activate(sessionItemId);
  });

  it('regression: "3 of 5" that became "2 of 4" told that the recused rater had marked', async () => {
    await world.joint.openRound(sessionItemId, alike('rater1', 'rater2', 'rater5'));
    const before = { responded: 3, entitled: 5 };
    const progress = async (): Promise<unknown> => (await roundsOf('facilitator', sessionItemId))[0]?.progress;
    expect(await progress()).toEqual(before);
    await world.recuse('rater5', 'UZ-BU');
    expect(await progress()).toEqual(before);
    await world.recuse('rater4', 'UZ-BU');
    expect(await progress()).toEqual(before);
    await world.joint.mark('rater3', world.item('UZ-BU 1.3'), noEvidence);
    await world.joint.closeRound(sessionItemId);
    await world.joint.reveal(sessionItemId);
    await world.joint.discuss(sessionItemId);
    // Those who left before a round was opened are not of it.
    await world.joint.openRound(sessionItemId, alike('rater1'));
    expect((await roundsOf('manager', sessionItemId)).map((round) => round.progress)).toEqual([
      { responded: 4, entitled: 5 },
      { responded: 1, entitled: 3 },
    ]);
  });

  it('of two who are left nothing is told', async () => {
    await world.recuse('rater3', 'UZ-BU');
    expect((await roundsOf('manager', sessionItemId)).map((round) => round.progress)).toEqual([null, null]);
  });
});


/** An item with its marks, as somebody sees it. */
interface ItemView {
  readonly withheld: number | null;
  readonly scores: readonly {
    readonly state: string;
    readonly round: number;
    readonly kind: string;
    readonly justification: string;
    readonly commitmentSalt: string;
  }[];
}

async function itemOf(name: string, place: string): Promise<ItemView | null | undefined> {
  const { data, errors } = await client(name).send<{ node: ItemView | null }>(
    'query ($id: ID!) { node(id: $id) { ... on EvaluationItem { withheld scores { state round kind justification commitmentSalt } } } }',
    { id: encodeNodeId('EvaluationItem', world.item(place)) },
  );
  if (errors) {
    throw new Error(JSON.stringify(errors));
  }
  return data?.node;
}

/** What the ledger has been told of an item. */
const entered = async (place: string): Promise<readonly string[]> => {
  const rows = await running.test.database
    .selectFrom('ledger_entry')
    .select('action')
    .where('subject_id', '=', world.item(place))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ action }) => action);
};

describe('after a round that was given up', () => {
  let sessionItemId: string;
  let hidden: readonly string[];
  let givenUp: readonly string[];

  beforeAll(async () => {
    const sessionId = await world.openSession('UZ-FA');
    sessionItemId = (await world.joint.itemsOf(sessionId)).get('1.3') ?? '';
    await world.joint.activate(sessionItemId);
    await world.joint.openRound(sessionItemId, alike('rater1', 'rater5'));
    hidden = await entered('UZ-FA 1.3');
    await sql`update timer set ends_at = now() where subject_id = ${sessionId} and ends_at is not null`.execute(running.test.database);
    await vi.waitUntil(async () => (await roundsOf('facilitator', sessionItemId))[0]?.state === 'VOID', { timeout: 30_000 });
    givenUp = await entered('UZ-FA 1.3');
    await world.joint.holdRound(sessionItemId, alike('rater1', 'rater2', 'rater3', 'rater4'), ['rater5']);
  });

  it('regression: the ledger grew by its hidden marks at once; now they are entered with the next round', async () => {
    expect(givenUp.slice(0, hidden.length)).toEqual(hidden);
    expect(givenUp.slice(hidden.length)).toEqual(['sessionItem.advanced']);
    const later = (await entered('UZ-FA 1.3')).slice(givenUp.length);
    expect(later.filter((action) => action.startsWith('score.')).toSorted()).toEqual([
      ...Array.from({ length: 6 }, () => 'score.committed'),
      ...Array.from({ length: 2 }, () => 'score.voided'),
    ]);
  });

  it("regression: its marks counted as withheld, and the auditor's look at the item failed on them", async () => {
    expect(await itemOf('rater1', 'UZ-FA 1.3')).toMatchObject({ withheld: 0, scores: [{ round: 2 }, { round: 2 }, { round: 2 }, { round: 2 }] });
    const seen = await itemOf('auditor', 'UZ-FA 1.3');
    expect([seen?.withheld, seen?.scores.map(({ state }) => state)]).toEqual([0, ['REVEALED', 'REVEALED', 'REVEALED', 'REVEALED']]);
    await world.recuse('rater5', 'UZ-FA');
    expect((await itemOf('auditor', 'UZ-FA 1.3'))?.withheld).toBe(0);
  });

  it("regression: a recused rater's revealed mark was gone; it is listed as WITHHELD, and says nothing but to the auditor", async () => {
    const marked = async (name: string) => {
      const seen = await itemOf(name, 'UZ-FA 1.3');
      return seen?.scores.map(({ kind, justification, commitmentSalt }) => [kind, justification !== '', commitmentSalt !== '']).toSorted();
    };
    const three = Array.from({ length: 3 }, () => ['NO_EVIDENCE', true, true]);
    expect(await marked('rater1')).toEqual([...three, ['NO_EVIDENCE', true, true]]);
    await world.recuse('rater4', 'UZ-FA');
    expect((await itemOf('rater1', 'UZ-FA 1.3'))?.withheld).toBe(1);
    expect(await marked('rater1')).toEqual([...three, ['WITHHELD', false, false]]);
    expect(await marked('facilitator')).toEqual([...three, ['WITHHELD', false, false]]);
    expect(await marked('auditor')).toEqual([...three, ['WITHHELD', true, true]]);
  });

  it('the summary of a round tells marks that are withheld from raters who were to mark and have not', async () => {
    const { data } = await client('facilitator').send<{ node: { rounds: readonly object[] } }>(
      `query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { rounds {
        marks { kind points justification } summary { marks counts { kind points count } } roll { marked absent recused } } } } }`,
      { id: encodeNodeId('RatingSessionItem', sessionItemId) },
    );
    const said = { kind: 'NO_EVIDENCE', points: null, justification: 'Hujjatlar va muhokamaga koʻra baholandi.' };
    const [without, revealed] = (data?.node.rounds ?? []) as readonly [object, { readonly marks: readonly { readonly kind: string }[] }];
    expect(without).toEqual({ marks: [], summary: null, roll: null });
    expect({ ...revealed, marks: revealed.marks.toSorted((left, right) => (left.kind < right.kind ? -1 : 1)) }).toEqual({
      marks: [said, said, said, { kind: 'WITHHELD', points: null, justification: '' }],
      summary: {
        marks: 3,
        counts: [
          { kind: 'NO_EVIDENCE', points: null, count: 3 },
          { kind: 'WITHHELD', points: null, count: 1 },
          { kind: 'NOT_SCORED', points: null, count: 1 },
        ],
      },
      roll: { marked: 4, absent: 0, recused: 0 },
    });
  });
});

/** The marks that the ledger has not been told of. */
const missing = async () => {
  const { rows } = await sql<{ round: number; state: string }>`
    select s.round, s.state from score s where not exists (select 1 from ledger_entry l where l.reference = s.commitment_hash)`.execute(running.test.database);
  return rows;
};

it('every mark is in the ledger once the cycle is over, of whatever round', async () => {
  // Of the round that is still open in one of the sessions.
  expect(await missing()).toEqual([{ round: 2, state: 'COMMITTED' }]);
  expect(await world.advance('CANCELLED')).toEqual([]);
  expect(await missing()).toEqual([]);
});
