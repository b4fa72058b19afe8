import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { stableId } from '../../src/database/stable-id.js';
import { saltOf } from '../../src/ledger/index.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { MarkValue } from '../../src/scoring/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Cast, signInCast } from './support/cast.js';
import { type JointCycle, openJointCycle } from './support/joint-cycle.js';
import { act, draftOf, commitmentOf, type PlayedMark, submitMark, tell } from './support/player.js';

const raters = ['rater1', 'rater2', 'rater3', 'rater4'];
/** Who looks on without rating the council. */
const observer = 'rater5';
const council = 'UZ-AN';
const account = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));

let running: TestApp;
let cycle: JointCycle;
let client: Cast;
let sessionId: string;
let evaluationId: string;

/** SHA-256 as the schema describes it: over a tag, a zero byte and a text. */
const hashOf = (tag: string, text: string): string => createHash('sha256').update(`${tag}\0${text}`).digest('hex');

const salt = (): string => saltOf(randomBytes(32));

interface ItemView {
  readonly id: string;
  readonly state: string;
  readonly active: boolean;
  readonly indicatorCode: string;
  readonly evaluationItemId: string;
  readonly roundCount: number;
  readonly triageReasons: readonly string[] | null;
  readonly proposal: { readonly id: string; readonly points: string | null; readonly kind: string; readonly level: string | null } | null;
  readonly rounds: readonly { readonly number: number; readonly state: string; readonly marks: readonly { readonly rater: string; readonly points: string | null }[]; readonly roll: object | null; readonly summary: { readonly median: string | null; readonly reasons: readonly string[] } | null }[];
}

const itemFields = `id state active indicatorCode evaluationItemId roundCount triageReasons proposal { id points kind level }
  rounds { number state marks { rater points } roll { marked passed silent absent recused } summary { median reasons } }`;

async function agenda(name: string): Promise<readonly ItemView[]> {
  const { data, errors } = await client(name).send<{ ratingSession: { items: { nodes: ItemView[] } } | null }>(
    `query ($id: ID!) { ratingSession(id: $id) { items(first: 12) { nodes { ${itemFields} } } } }`,
    { id: sessionId },
  );
  if (!data?.ratingSession) {
    throw new Error(`${name} sees no session: ${JSON.stringify(errors)}`);
  }
  return data.ratingSession.items.nodes;
}

const itemOf = async (name: string, code: string): Promise<ItemView> => {
  const found = (await agenda(name)).find(({ indicatorCode }) => indicatorCode === code);
  if (!found) {
    throw new Error(`no item ${code} on the agenda of ${name}`);
  }
  return found;
};

function markOf(name: string, code: string, round: number, value: MarkValue, more: Partial<PlayedMark> = {}): PlayedMark {
  return {
    cycleId: cycle.cycleId,
    evaluationId,
    itemId: cycle.items.get(`${council} ${code}`) ?? '',
    round,
    pseudonym: cycle.pseudonyms.get(`${name} ${council}`) ?? '',
    value,
    justification: 'Sinov uchun yetarlicha uzun asos: kengash bayonnomalari oʻqib chiqildi va solishtirildi.',
    salt: salt(),
    ...more,
  };
}

/** What the raters say at first of each indicator: alike, but of the first judged range. */
let disputed: string;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openJointCycle(running.test, [council], raters);
  evaluationId = cycle.evaluations.get(council) ?? '';
  const names = [...raters, observer, 'facilitator', 'facilitator2', 'manager', 'approver', 'approver2', 'auditor', 'agency', 'methodologist', 'chair-uz-an'];
  client = await signInCast([running.url], names);
});

afterAll(() => running?.close());

async function stepCycle(name: string, to: string, reason: string | null = null): Promise<readonly string[]> {
  const { data } = await client('manager').send<{ ratingCycle: { version: number } }>('query ($id: ID!) { ratingCycle(id: $id) { version } }', {
    id: cycle.cycleId,
  });
  return (await tell(client(name), 'ratingCycleAdvance', { id: cycle.cycleId, to, version: data?.ratingCycle.version, reason })).codes;
}

/** State, open round and its end of the items as somebody sees them, each combination once. */
async function courseOf(name: string): Promise<readonly string[]> {
  const { data } = await client(name).send<{ evaluation: { items: { state: string; openRound: number | null; roundClosesAt: string | null }[] } }>(
    'query ($id: ID!) { evaluation(id: $id) { items { state openRound roundClosesAt } } }',
    { id: evaluationId },
  );
  return [...new Set(data?.evaluation.items.map((one) => JSON.stringify(Object.values(one))))].toSorted();
}

describe('a joint rating session', () => {
  it('is scheduled by a manager, led by somebody without an interest', async () => {
    const input = {
      ratingCycleId: cycle.cycleId,
      title: { uzLatn: 'Birinchi sessiya' },
      startsAt: '2027-01-15T09:00:00Z',
      evaluationIds: [evaluationId],
      facilitatorAccountId: account('facilitator'),
      deputyAccountIds: [account('facilitator2')],
      observerAccountIds: [account(observer)],
    };
    expect((await tell(client('facilitator'), 'ratingSessionSchedule', input)).codes).toEqual(['FORBIDDEN']);
    expect((await tell(client('manager'), 'ratingSessionSchedule', { ...input, facilitatorAccountId: account('rater1') })).codes).toEqual(['NOT_FOUND']);
    const session = await act<{ id: string; state: string }>(client('manager'), 'ratingSessionSchedule', input, 'ratingSession { id state }');
    expect(session.state).toBe('SCHEDULED');
    sessionId = session.id;
    expect((await agenda('rater1')).length).toBe(cycle.items.size);
    expect((await tell(client('manager'), 'ratingSessionSchedule', input)).codes).toEqual(['NOTHING_TO_CHANGE']);
  });

  it('is opened with a quorum, after the reveal of the individual marks, and sorts its items by disagreement', async () => {
    const open = () => tell(client('facilitator'), 'ratingSessionOpen', { id: sessionId, term: 1 });
    expect((await open()).codes).toEqual(['INVALID_STATE']);
    const { body } = await running.test.database
      .selectFrom('methodology_version')
      .select('body')
      .where('id', '=', stableId('MethodologyVersion', 'councils-illustrative/1'))
      .executeTakeFirstOrThrow();
    const judged = body.indicators.filter(({ code }) => cycle.items.has(`${council} ${code}`));
    disputed = judged.find(({ scoring }) => scoring.kind === 'RANGE')?.code ?? '';
    for (const [at, name] of raters.entries()) {
      for (const indicator of judged) {
        const { scoring } = indicator;
        const value: MarkValue =
          scoring.kind === 'LEVELS'
            ? { kind: 'LEVEL', level: scoring.levels[1]?.code ?? '' }
            : scoring.kind === 'RANGE'
              ? { kind: 'POINTS', points: indicator.code === disputed && at % 2 === 1 ? scoring.min : scoring.max }
              : { kind: 'POINTS', points: indicator.maxPoints ?? '0' };
        expect(await submitMark(client(name), markOf(name, indicator.code, 0, value))).toEqual([]);
      }
    }
    expect(await stepCycle('manager', 'DELIBERATION')).toEqual([]);
    expect((await open()).codes).toEqual(['QUORUM_NOT_MET']);
    for (const name of raters.slice(0, 3)) {
      await act(client(name), 'checkIn', { id: sessionId });
    }
    expect((await tell(client('rater1'), 'checkIn', { id: sessionId })).codes).toEqual(['ALREADY_EXISTS']);
    expect((await tell(client('facilitator'), 'ratingSessionOpen', { id: sessionId, term: 9 })).codes).toEqual(['STALE_TERM']);
    expect((await open()).codes).toEqual([]);
    const items = await agenda('rater1');
    expect(items.filter(({ state }) => state === 'DISCUSSION').map(({ indicatorCode }) => indicatorCode)).toEqual([disputed]);
    expect(items.find(({ indicatorCode }) => indicatorCode === disputed)?.triageReasons).toEqual(expect.arrayContaining(['INDEX', 'RANGE']));
    expect(items.filter(({ state }) => state === 'PROPOSED')).toHaveLength(items.length - 1);
  });

  it('agrees on the consent list by all but one of those who are there, and locks what was agreed on', async () => {
    const proposals = (await agenda('rater1')).flatMap(({ proposal }) => (proposal ? [proposal.id] : []));
    expect((await tell(client('rater4'), 'consensusVote', { proposalIds: proposals, vote: 'CONFIRM' })).codes).toEqual(
      proposals.map(() => 'NOT_CHECKED_IN'),
    );
    await act(client('rater1'), 'consensusVote', { proposalIds: proposals, vote: 'CONFIRM' });
    expect((await tell(client('rater1'), 'consensusVote', { proposalIds: proposals, vote: 'CONFIRM' })).codes).toEqual(
      proposals.map(() => 'ALREADY_VOTED'),
    );
    expect((await agenda('rater1')).filter(({ state }) => state === 'LOCKED')).toHaveLength(0);
    await act(client('rater2'), 'consensusVote', { proposalIds: proposals, vote: 'CONFIRM' });
    expect((await agenda('rater1')).filter(({ state }) => state === 'LOCKED')).toHaveLength(proposals.length);
  });

  it('holds rounds of blind marks on the item on the floor: closed, then revealed all at once', async () => {
    const lead = client('facilitator');
    const item = await itemOf('rater1', disputed);
    const round = { id: item.id, term: 1, durationMs: 600_000 };
    expect((await tell(lead, 'ratingSessionItemOpenRound', round)).codes).toEqual(['ITEM_NOT_ON_FLOOR']);
    await act(lead, 'ratingSessionItemActivate', { id: item.id, term: 1 });
    expect((await tell(lead, 'ratingSessionItemOpenRound', { ...round, durationMs: 1 })).codes).toEqual(['OUT_OF_RANGE']);
    expect((await tell(client('rater1'), 'ratingSessionItemOpenRound', round)).codes).toEqual(['NOT_FACILITATING']);
    await act(lead, 'ratingSessionItemOpenRound', round);
    const middle: MarkValue = { kind: 'POINTS', points: '6' };
    const unreasoned = markOf('rater1', disputed, 1, middle);
    expect(await submitMark(client('rater1'), unreasoned)).toEqual(['CHANGE_REASON_REQUIRED']);
    const reasoned = (name: string) => markOf(name, disputed, 1, middle, { changeReason: { kind: 'ARGUMENT', text: 'Muhokamada ishontirildi' } });
    const first = reasoned('rater1');
    expect(await submitMark(client('rater1'), first)).toEqual([]);
    // Somebody else's commitment, a wrong round, a wrong salt.
    await act(client('rater2'), 'scoreSave', draftOf(reasoned('rater2')));
    const copied = await tell(client('rater2'), 'scoreSubmit', { evaluationId, commitments: [commitmentOf(first)] });
    expect(copied.codes).toEqual(['COMMITMENT_COPIED']);
    const wrong = { ...commitmentOf(reasoned('rater2')), salt: salt() };
    expect((await tell(client('rater2'), 'scoreSubmit', { evaluationId, commitments: [wrong] })).codes).toEqual(['COMMITMENT_MISMATCH']);
    expect((await tell(lead, 'ratingSessionItemCloseRound', { id: item.id, term: 1 })).codes).toEqual(['ROUND_STILL_OPEN']);
    expect(await submitMark(client('rater2'), reasoned('rater2'))).toEqual([]);
    await act(client('rater4'), 'checkIn', { id: sessionId });
    expect((await tell(client('rater1'), 'ratingSessionItemPass', { id: item.id })).codes).toEqual(['ALREADY_MARKED']);
    await act(client('rater4'), 'ratingSessionItemPass', { id: item.id });
    expect(await submitMark(client('rater3'), reasoned('rater3'))).toEqual([]);
    const { data } = await lead.send<{ node: { rounds: { progress: object | null; marks: object[] }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { rounds { progress { responded entitled } marks { rater } } } } }',
      { id: item.id },
    );
    expect(data?.node.rounds).toEqual([{ progress: { responded: 4, entitled: 4 }, marks: [] }]);
    expect((await tell(lead, 'ratingSessionItemReveal', { id: item.id, term: 1 })).codes).toEqual(['INVALID_STATE']);
    await act(lead, 'ratingSessionItemCloseRound', { id: item.id, term: 1 });
    const late = await tell(client('rater1'), 'scoreSave', draftOf(first));
    expect(late.codes).toEqual(['ITEM_NOT_OPEN']);
    await act(lead, 'ratingSessionItemReveal', { id: item.id, term: 1 });
    const revealed = await itemOf('rater4', disputed);
    expect(revealed.rounds[0]).toMatchObject({
      number: 1,
      state: 'REVEALED',
      roll: { marked: 3, passed: 1, silent: 0, absent: 0, recused: 0 },
      summary: { median: '6', reasons: [] },
    });
    expect(revealed.rounds[0]?.marks.map(({ points }) => points)).toEqual(['6', '6', '6']);
  });

  it('takes a proposal within the marks of the round, and outside of them with evidence alone', async () => {
    const lead = client('facilitator');
    const item = await itemOf('rater1', disputed);
    const propose = (points: string) =>
      tell(lead, 'ratingSessionItemPropose', { id: item.id, term: 1, value: { kind: 'POINTS', points }, rationale: 'Oʻrtacha fikr' });
    expect((await propose('6.03')).codes).toEqual(['OFF_THE_STEPS']);
    expect((await propose('5')).codes).toEqual(['OUTSIDE_ROUND_RANGE']);
    expect((await propose('6')).codes).toEqual([]);
    const proposal = (await itemOf('rater1', disputed)).proposal?.id;
    expect((await tell(client('rater1'), 'consensusVote', { proposalIds: [proposal], vote: 'OBJECT' })).codes).toEqual(['REASON_REQUIRED']);
    await act(client('rater1'), 'consensusVote', { proposalIds: [proposal], vote: 'CONFIRM' });
    await act(client('rater2'), 'consensusVote', { proposalIds: [proposal], vote: 'CONFIRM' });
    await act(client('rater4'), 'dissentRecord', { id: item.id, text: 'Ball pastroq boʻlishi kerak edi' });
    await act(client('rater3'), 'consensusVote', { proposalIds: [proposal], vote: 'CONFIRM' });
    expect((await itemOf('rater1', disputed)).state).toBe('LOCKED');
  });

  it('shows what raters have marked and said to those whom it is for, and no other office', async () => {
    const item = await itemOf('rater1', disputed);
    const seen = async (name: string): Promise<readonly number[]> => {
      const { data } = await client(name).send<{ node: { triageReasons: object | null; rounds: { marks: object[]; summary: object | null }[]; proposals: object[]; dissents: object[] } }>(
        'query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { triageReasons rounds { marks { rater } summary { marks } } proposals { id } dissents { text } } } }',
        { id: item.id },
      );
      const { rounds = [], proposals = [], dissents = [] } = data?.node ?? {};
      return [rounds[0]?.marks.length ?? -1, rounds[0]?.summary ? 1 : 0, proposals.length, dissents.length, data?.node.triageReasons ? 1 : 0];
    };
    for (const name of ['rater1', 'facilitator', 'facilitator2', 'auditor']) {
      expect([name, ...(await seen(name))]).toEqual([name, 3, 1, 1, 1, 1]);
    }
    for (const name of ['manager', 'approver', 'agency', 'methodologist']) {
      expect([name, ...(await seen(name))]).toEqual([name, 0, 0, 0, 0, 0]);
    }
  });

  it('does not tell the council which of its items were agreed on, nor after how many rounds', async () => {
    expect(await courseOf('auditor')).toContain('["OFFICIAL",null,null]');
    expect(await courseOf('chair-uz-an')).not.toContain('["OFFICIAL",null,null]');
    expect(await courseOf('chair-uz-an')).toContain('["REVEALED",null,null]');
  });

  it('is closed with a protocol that those who were there sign', async () => {
    const lead = client('facilitator');
    const closed = await act<{ state: string; protocol: { hash: string; body: string; councils: { code: string; hash: string; body: string }[] } }>(
      lead,
      'ratingSessionClose',
      { id: sessionId, term: 1 },
      'ratingSession { state protocol { hash body councils { code hash body } } }',
    );
    expect(closed.state).toBe('CLOSED');
    const [part] = closed.protocol.councils;
    expect(JSON.parse(closed.protocol.body)).toMatchObject({
      kind: 'kengash/session-protocol/1',
      quorum: { base: 4, present: 4 },
      councils: [{ council, part: part?.hash }],
    });
    expect(hashOf('kengash/session-protocol/1', closed.protocol.body)).toBe(closed.protocol.hash);
    expect(hashOf('kengash/session-protocol-council/1', part?.body ?? '')).toBe(part?.hash);
    expect(JSON.parse(part?.body ?? '')).toMatchObject({ council, items: expect.arrayContaining([expect.objectContaining({ indicator: disputed, points: '6' })]) });
    const bodiesOf = async (name: string): Promise<readonly string[]> => {
      const { data } = await client(name).send<{ ratingSession: { protocol: { councils: { body: string | null }[] } } }>(
        'query ($id: ID!) { ratingSession(id: $id) { protocol { councils { body } } } }',
        { id: sessionId },
      );
      return (data?.ratingSession.protocol.councils ?? []).map(({ body }) => (body === null ? 'hidden' : 'shown'));
    };
    for (const [name, seen] of [['rater1', 'shown'], ['auditor', 'shown'], ['facilitator2', 'shown'], ['manager', 'hidden'], ['agency', 'hidden']] as const) {
      expect([name, await bodiesOf(name)]).toEqual([name, [seen]]);
    }
    const { hash: protocolHash } = closed.protocol;
    expect((await tell(client('rater1'), 'ratingSessionSign', { id: sessionId, protocolHash: '0'.repeat(64) })).codes).toEqual(['VERSION_CONFLICT']);
    const states = [];
    for (const name of raters) {
      const refusalReason = name === 'rater4' ? 'Qarorga qoʻshilmayman' : null;
      const { value, codes } = await tell<{ state: string } | null>(
        client(name),
        'ratingSessionSign',
        { id: sessionId, protocolHash, refusalReason },
        'ratingSession { state }',
      );
      states.push(value?.state ?? codes.join(' '));
    }
    expect(states).toEqual(['CLOSED', 'CLOSED', 'SIGNED', 'INVALID_STATE']);
  });

  it('what it has decided is taken up again by two people after its end, and goes to a new session', async () => {
    const first = sessionId;
    const item = await itemOf('rater1', disputed);
    const reopen = (name: string) => tell(client(name), 'ratingSessionItemReopen', { id: item.id, reason: 'Yangi dalil topildi' });
    expect((await reopen('manager')).codes).toEqual(['NOT_FACILITATING']);
    expect((await reopen('facilitator')).codes).toEqual([]);
    expect((await itemOf('rater1', disputed)).state).toBe('LOCKED');
    expect((await reopen('approver')).codes).toEqual([]);
    expect(await itemOf('rater1', disputed)).toMatchObject({ state: 'DEFERRED', roundCount: 1, rounds: [{ number: 1, state: 'REVEALED' }] });
    expect(await stepCycle('approver', 'PRELIMINARY')).toEqual(['ITEMS_UNDECIDED']);
    const nextSession = async (name: string) => {
      const { data } = await client(name).send<{ node: { deferReason: string; nextSession: { id: string } | null } }>(
        'query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { deferReason nextSession { id } } } }',
        { id: item.id },
      );
      return data?.node;
    };
    expect(await nextSession('rater1')).toEqual({ deferReason: 'Yangi dalil topildi', nextSession: null });

    const lead = client('facilitator');
    const input = {
      ratingCycleId: cycle.cycleId,
      title: { uzLatn: 'Ikkinchi sessiya' },
      startsAt: '2027-01-20T09:00:00Z',
      evaluationIds: [evaluationId],
      facilitatorAccountId: account('facilitator'),
      deputyAccountIds: [account('facilitator2')],
    };
    sessionId = (await act<{ id: string }>(client('manager'), 'ratingSessionSchedule', input, 'ratingSession { id }')).id;
    expect(await nextSession('rater1')).toEqual({ deferReason: 'Yangi dalil topildi', nextSession: { id: sessionId } });
    // An observer of the first session sees nothing of the second one.
    expect(await nextSession(observer)).toEqual({ deferReason: 'Yangi dalil topildi', nextSession: null });
    for (const name of raters) {
      await act(client(name), 'checkIn', { id: sessionId });
    }
    await act(lead, 'ratingSessionOpen', { id: sessionId, term: 1 });
    const again = await agenda('rater1');
    expect(again.map(({ indicatorCode, state, proposal }) => [indicatorCode, state, proposal?.points])).toEqual([[disputed, 'PROPOSED', '6']]);
    for (const name of raters.slice(0, 3)) {
      await act(client(name), 'consensusVote', { proposalIds: [again[0]?.proposal?.id], vote: 'CONFIRM' });
    }
    await act(lead, 'ratingSessionClose', { id: sessionId, term: 1 });
    expect((await itemOf('rater1', disputed)).state).toBe('LOCKED');
    // What was signed says what it said.
    const { data } = await lead.send<{ ratingSession: { state: string; protocol: { councils: { body: string }[] } } }>(
      'query ($id: ID!) { ratingSession(id: $id) { state protocol { councils { body } } } }',
      { id: first },
    );
    const { items } = JSON.parse(data?.ratingSession.protocol.councils[0]?.body ?? '{}') as { items: { indicator: string; state: string; points: string }[] };
    expect([data?.ratingSession.state, items.find(({ indicator }) => indicator === disputed)]).toMatchObject(['SIGNED', { state: 'LOCKED', points: '6' }]);
  });

  it('leads to official points that settle the cycle', async () => {
    expect(await stepCycle('approver', 'PRELIMINARY')).toEqual([]);
    const { id } = await itemOf('rater1', disputed);
    const late = await tell(client('facilitator'), 'ratingSessionItemReopen', { id, reason: 'Kech' });
    expect(late.codes).toEqual(['INVALID_STATE']);
    const { data } = await client('auditor').send<{ evaluation: { items: { indicatorCode: string; official: { exact: string; basis: string } }[] } }>(
      'query ($id: ID!) { evaluation(id: $id) { items { indicatorCode official { exact basis } } } }',
      { id: evaluationId },
    );
    expect(data?.evaluation.items.find(({ indicatorCode }) => indicatorCode === disputed)?.official).toEqual({ exact: '6', basis: 'CONSENSUS' });
  });
});
