import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { StreamReader } from '../streams/support/stream-reader.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { JointRating, noEvidence } from '../support/joint-rating.js';
import { type Cast, signInCast } from './support/cast.js';
import { beginDeliberation, type JointCycle, openJointCycle } from './support/joint-cycle.js';
import { playedSalt } from './support/play-marks.js';
import { act, type PlayedMark, submitMark } from './support/player.js';
import { letTimeRunOut } from './support/run-out.js';

const councils = ['UZ-AN', 'UZ-BU'];
const raters = ['rater1', 'rater2', 'rater3', 'rater4'];
const observer = 'rater9';
/** In Andijan: one that is agreed on at once, and one that is taken from the consent list to discussion. */
const [agreed, pulled] = ['1.3', '5.1'];

let running: TestApp;
let cycle: JointCycle;
let client: Cast;

const account = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openJointCycle(running.test, councils, raters);
  const joint = new JointRating(running.test);
  for (const code of [agreed, pulled]) {
    const itemId = decodeNodeIdOf('EvaluationItem', cycle.items.get(`UZ-AN ${code}`) ?? '') ?? '';
    for (const name of raters) {
      await joint.mark(name, itemId, noEvidence);
    }
  }
  await beginDeliberation(running.test, cycle);
  client = await signInCast([running.url], [...raters, observer, 'facilitator', 'facilitator2', 'manager', 'approver']);
}, 120_000);

afterAll(() => running?.close());

const query = `subscription ($id: ID!, $after: Cursor, $onGap: OnGap!) {
  stream: ratingSessionStream(ratingSessionId: $id, after: $after, onGap: $onGap) { __typename
    ... on Ready { cursor recovered replayed }
    ... on Reset { reason }
    ... on RatingSessionSnapshot { cursor ratingSession { ...seen } }
    ... on Events { cursor events { cursor seq prev type mutationId actor { id } body { __typename
      ... on RatingSessionChanged { change ratingSession { ...seen } }
      ... on RatingSessionItemChanged { itemChange ratingSessionItem { id indicatorCode council { code } } }
      ... on FacilitationChanged { term cause }
      ... on AttendanceChanged { ratingSession { ...seen } } } } } } }
  fragment seen on RatingSession { state evaluations { council { code } } items(first: 50) { nodes { id council { code } } } }`;

interface TypedBody {
  readonly change?: string;
  readonly itemChange?: string | null;
  readonly term?: number;
  readonly cause?: string;
  readonly ratingSessionItem?: { readonly indicatorCode: string; readonly council: { readonly code: string } } | null;
}

/** An event in words: what has changed, and of what. */
function inWords({ type, body }: { readonly type: string; readonly body: TypedBody | null }): string {
  const { change, itemChange, ratingSessionItem, term, cause } = body ?? {};
  switch (type) {
    case 'RatingSessionChanged':
      return String(change);
    case 'RatingSessionItemChanged':
      return `${String(itemChange)} ${ratingSessionItem ? `${ratingSessionItem.council.code} ${ratingSessionItem.indicatorCode}` : 'of nothing'}`;
    case 'FacilitationChanged':
      return `${String(cause)} ${String(term)}`;
    default:
      return type;
  }
}

/** What was told since a state was first told, in words. */
const told = ({ frames }: StreamReader): readonly string[] =>
  frames
    .flatMap(({ __typename, reason, events }) => {
      if (events) {
        return events.map((event) => inWords(event));
      }
      return __typename === 'RatingSessionSnapshot' ? ['a state'] : __typename === 'Reset' ? [`Reset ${String(reason)}`] : [];
    })
    .slice(1);

/** What somebody is told whose rights have changed: begin anew, and with what. */
const anew = ['Reset PERMISSION', 'a state'];

async function schedule(): Promise<string> {
  const { id } = await act<{ id: string }>(
    client('manager'),
    'ratingSessionSchedule',
    {
      ratingCycleId: cycle.cycleId,
      title: { uzLatn: 'Sessiya' },
      startsAt: '2027-01-15T09:00:00Z',
      evaluationIds: councils.map((code) => cycle.evaluations.get(code)),
      facilitatorAccountId: account('facilitator'),
      deputyAccountIds: [account('facilitator2')],
      observerAccountIds: [account(observer)],
    },
    'ratingSession { id }',
  );
  return id;
}

/** Somebody who listens to a session, with a state to begin with. */
async function listening(name: string, id: string): Promise<StreamReader> {
  const reader = new StreamReader(client(name), { query, variables: { id } });
  await reader.until(({ frames }) => frames.some(({ __typename }) => __typename === 'RatingSessionSnapshot'));
  return reader;
}

/** The items on an agenda by council and code. */
async function agendaOf(id: string): Promise<ReadonlyMap<string, string>> {
  const { data } = await client('facilitator').send<{
    ratingSession: { items: { nodes: { id: string; indicatorCode: string; council: { code: string } }[] } };
  }>('query ($id: ID!) { ratingSession(id: $id) { items(first: 50) { nodes { id indicatorCode council { code } } } } }', { id });
  return new Map(data?.ratingSession.items.nodes.map((item) => [`${item.council.code} ${item.indicatorCode}`, item.id]));
}

async function proposalOf(id: string): Promise<string> {
  const { data } = await client('facilitator').send<{ node: { proposal: { id: string } } }>(
    'query ($id: ID!) { node(id: $id) { ... on RatingSessionItem { proposal { id } } } }',
    { id },
  );
  return data?.node.proposal.id ?? '';
}

/** Answers what is proposed of an item. */
const vote = (name: string, itemId: string, answer: object) => async () =>
  act(client(name), 'consensusVote', { proposalIds: [await proposalOf(itemId)], ...answer });

/** A change of an item in Andijan. */
const of = (change: string, code = pulled): string => `${change} UZ-AN ${code}`;

const markOf = (name: string, code: string, round: number): PlayedMark => ({
  cycleId: cycle.cycleId,
  evaluationId: cycle.evaluations.get('UZ-AN') ?? '',
  itemId: cycle.items.get(`UZ-AN ${code}`) ?? '',
  round,
  pseudonym: cycle.pseudonyms.get(`${name} UZ-AN`) ?? '',
  value: noEvidence,
  justification: 'Kengash bayonnomalari va hisobotlari oʻqib chiqildi, dalillar bilan solishtirildi.',
  salt: playedSalt(name, code, round),
  changeReason: { kind: 'ARGUMENT', text: 'Muhokamada keltirilgan dalillar' },
});

describe('the stream of a session', () => {
  it('tells whoever leads, rates and looks on each step once and in order, and of hidden marks nothing', { timeout: 180_000 }, async () => {
    const id = await schedule();
    const agenda = await agendaOf(id);
    const item = agenda.get(`UZ-AN ${pulled}`) ?? '';
    const decided = agenda.get(`UZ-AN ${agreed}`) ?? '';
    const rest = [...agenda].filter(([, itemId]) => ![item, decided].includes(itemId));
    const names = ['facilitator', 'rater1', observer];
    const listeners = await Promise.all(
      names.map(async (name) => ({ name, reader: await listening(name, id), expected: [] as string[] })),
    );
    /** Takes a step; then each of them has been told this, and nothing besides. */
    const stepFor = async (does: () => Promise<unknown>, changesFor: (name: string) => readonly string[]): Promise<void> => {
      await does();
      for (const { name, reader, expected } of listeners) {
        expected.push(...changesFor(name));
        await reader.until(() => told(reader).length >= expected.length);
        expect([name, told(reader)]).toEqual([name, expected]);
      }
    };
    const step = (does: () => Promise<unknown>, ...changes: readonly string[]) => stepFor(does, () => changes);
    /** Whoever leads or has led sees something else than before: there is no change from one to the other. */
    const handOver = (does: () => Promise<unknown>, change: string) => stepFor(does, (name) => (name === 'facilitator' ? anew : [change]));
    let term = 1;
    const lead = (mutation: string, input: object, name = 'facilitator') => () => act(client(name), mutation, { term, ...input });
    const mark = async (round: number): Promise<void> => {
      for (const name of raters.slice(0, 3)) {
        await step(async () => expect(await submitMark(client(name), markOf(name, pulled, round))).toEqual([]));
      }
    };

    for (const name of raters) {
      await step(() => act(client(name), 'checkIn', { id }), 'AttendanceChanged');
    }
    await step(() => act(client('rater4'), 'checkOut', { id }), 'AttendanceChanged');
    await step(lead('checkIn', { id, accountId: account('rater4'), channel: 'ONSITE', term: undefined }), 'AttendanceChanged');
    await step(lead('ratingSessionOpen', { id }), 'OPENED');

    await step(vote('rater1', decided, { vote: 'CONFIRM' }), of('vote', agreed));
    await step(vote('rater2', decided, { vote: 'CONFIRM' }), of('vote', agreed));
    await step(vote('rater3', decided, { vote: 'CONFIRM' }), of('vote', agreed), of('agree', agreed));
    await step(() => act(client('rater2'), 'ratingSessionItemDiscuss', { id: item }), of('discuss'));

    // A round that whoever leads closes, and an objection to what is proposed.
    await step(lead('ratingSessionItemActivate', { id: item }), of('activate'));
    await step(lead('ratingSessionItemOpenRound', { id: item, durationMs: 600_000 }), of('openRound'));
    await step(() => act(client('rater4'), 'ratingSessionItemPass', { id: item }));
    await mark(1);
    await step(lead('ratingSessionItemCloseRound', { id: item }), of('closeRound'));
    await step(lead('ratingSessionItemReveal', { id: item }), of('reveal'));
    await step(lead('ratingSessionItemPropose', { id: item, value: { kind: 'NO_EVIDENCE' } }), of('propose'));
    await step(vote('rater1', item, { vote: 'CONFIRM' }), of('vote'));
    await step(vote('rater4', item, { vote: 'OBJECT', text: 'Dalil bor' }), of('vote'), of('discuss'));

    // One that nobody marks in, and one that stands still for a while; the clock ends both.
    await step(lead('ratingSessionItemOpenRound', { id: item, durationMs: 600_000 }), of('openRound'));
    await step(() => letTimeRunOut(running.test, decodeNodeIdOf('RatingSession', id) ?? ''), of('voidRound'));
    await step(lead('ratingSessionItemOpenRound', { id: item, durationMs: 600_000 }), of('openRound'));
    await step(lead('ratingSessionSuspend', { id }), 'SUSPENDED');
    await step(lead('ratingSessionResume', { id }), 'RESUMED');
    await mark(3);
    await step(() => letTimeRunOut(running.test, decodeNodeIdOf('RatingSession', id) ?? ''), of('closeRound'));
    await step(lead('ratingSessionItemReveal', { id: item }), of('reveal'));
    await step(lead('ratingSessionItemDiscuss', { id: item }), of('discuss'));

    // The last one, after which the rules decide.
    await step(lead('ratingSessionItemOpenRound', { id: item, durationMs: 600_000 }), of('openRound'));
    await step(() => act(client('rater4'), 'ratingSessionItemPass', { id: item }));
    await mark(4);
    await step(lead('ratingSessionItemCloseRound', { id: item }), of('closeRound'));
    await step(lead('ratingSessionItemReveal', { id: item }), of('reveal'));
    await step(() => act(client('rater4'), 'dissentRecord', { id: item, text: 'Fikrim boshqacha' }), of('dissent'));
    await step(lead('ratingSessionItemConclude', { id: item }), of('conclude'));

    await step(lead('ratingSessionItemReopen', { id: item, reason: 'Yangi hujjat', term: undefined }), of('askReopening'));
    await step(() => act(client('approver'), 'ratingSessionItemReopen', { id: item, reason: 'Yangi hujjat' }), of('reopen'));
    await step(lead('ratingSessionItemDiscuss', { id: item }), of('discuss'));

    // The lead changes hands, twice.
    await handOver(lead('facilitationHandOver', { id, toAccountId: account('facilitator2') }), 'HANDED_OVER 2');
    term = 2;
    await handOver(lead('facilitationHandOver', { id, toAccountId: account('facilitator') }, 'facilitator2'), 'RETURNED 3');
    term = 3;
    await step(lead('ratingSessionItemDefer', { id: item, reason: 'Keyingi safar' }), of('defer'));
    for (const [name, itemId] of rest) {
      await step(lead('ratingSessionItemDefer', { id: itemId, reason: 'Keyingi safar' }), `defer ${name}`);
    }

    const close = () =>
      act<{ protocol: { hash: string } }>(client('facilitator'), 'ratingSessionClose', { id, term }, 'ratingSession { protocol { hash } }');
    let protocolHash = '';
    await step(async () => ({ hash: protocolHash } = (await close()).protocol), 'CLOSED');
    const sign = (name: string, refusalReason: string | null = null) => () => act(client(name), 'ratingSessionSign', { id, protocolHash, refusalReason });
    await step(sign('rater1'), 'SIGNATURE');
    await step(sign('rater4', 'Qarorga qoʻshilmayman'), 'SIGNATURE');
    await step(sign('rater2'), 'SIGNATURE');
    await step(sign('rater3'), 'SIGNED');

    // Whatever might come late has had its time by now.
    await sleep(1_000);
    for (const { name, reader, expected } of listeners) {
      expect([name, told(reader)]).toEqual([name, expected]);
      // Who of the raters has done something is nobody's to know.
      const actors = reader.events.map((event) => (event as unknown as { actor: { id: string } | null }).actor?.id);
      const known = [undefined, ...['facilitator', 'facilitator2', 'approver', 'manager'].map(account)];
      expect(actors.filter((actor) => !known.includes(actor))).toEqual([]);
      await reader.leave();
    }
    // Without a gap: hidden marks are not even counted.
    const { events } = listeners[1]?.reader ?? { events: [] };
    const first = events[0]?.seq ?? 0;
    expect(events.map(({ seq, prev }) => [seq, prev])).toEqual(listeners[1]?.expected.map((_, at) => [first + at, first + at - 1]));
  });

  it('tells a rater of two councils nothing of the one from which they recuse, from then on, and all of the other', { timeout: 120_000 }, async () => {
    const id = await schedule();
    const agenda = await agendaOf(id);
    const [left, kept] = ['UZ-AN 1.2', 'UZ-BU 1.2'] as const;
    for (const name of raters) {
      await act(client(name), 'checkIn', { id });
    }
    await act(client('facilitator'), 'ratingSessionOpen', { id, term: 1 });
    const leaving = await listening('rater1', id);
    const staying = await listening('rater2', id);
    const activate = async (item: string) => {
      await act(client('facilitator'), 'ratingSessionItemActivate', { id: agenda.get(item), term: 1 });
    };
    await activate(left);
    await activate(kept);
    await leaving.until(() => told(leaving).length >= 2);
    expect(told(leaving)).toEqual([`activate ${left}`, `activate ${kept}`]);

    const framesBefore = leaving.frames.length;
    await act(client('rater1'), 'raterRecuse', { evaluationId: cycle.evaluations.get('UZ-AN'), kind: 'FAMILY' });
    await activate(left);
    await act(client('facilitator'), 'ratingSessionItemOpenRound', { id: agenda.get(left), term: 1, durationMs: 600_000 });
    await act(client('facilitator'), 'ratingSessionItemDefer', { id: agenda.get(left), term: 1, reason: 'Keyingi safar' });
    await activate(kept);
    await staying.until(() => told(staying).length >= 7);
    const inAndijan = [`activate ${left}`, `openRound ${left}`, `defer ${left}`];
    expect(told(staying)).toEqual([`activate ${left}`, `activate ${kept}`, 'RATER_RECUSED', ...inAndijan, `activate ${kept}`]);
    // What is left of the other council's steps is that something happened: not what, nor to which item.
    await leaving.until(() => told(leaving).length >= 8);
    expect(told(leaving).slice(2)).toEqual([...anew, ...inAndijan.map(() => 'null of nothing'), `activate ${kept}`]);
    const frames = JSON.stringify(leaving.frames.slice(framesBefore));
    expect(frames).toContain('UZ-BU');
    expect(frames).not.toContain('UZ-AN');
    const seen = [...agenda].filter(([, itemId]) => frames.includes(itemId)).map(([name]) => name.split(' ')[0]);
    expect(new Set(seen)).toEqual(new Set(['UZ-BU']));

    // Giving it up is told to both; it takes two.
    await act(client('facilitator'), 'ratingSessionAbort', { id, reason: 'Sinov' });
    await act(client('approver'), 'ratingSessionAbort', { id, reason: 'Sinov' });
    for (const reader of [leaving, staying]) {
      await reader.until((each) => told(each).at(-1) === 'ABORTED');
      const since = told(reader).slice(told(reader).indexOf('ABORT_ASKED'));
      // Its items are put off, each by a step of its own; one was before.
      const [asked, ...putOff] = since.slice(0, -1);
      expect([asked, since.at(-1)]).toEqual(['ABORT_ASKED', 'ABORTED']);
      expect(putOff).toHaveLength(agenda.size - 1);
      expect(putOff.filter((change) => change !== 'null of nothing' && !change.startsWith('defer '))).toEqual([]);
      await reader.leave();
    }
  });
});
