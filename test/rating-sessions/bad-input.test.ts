import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stableId } from '../../src/database/stable-id.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { saltOf } from '../../src/ledger/index.js';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { CycleAdvanceCommand } from '../../src/modules/cycles/index.js';
import { evaluationEffects } from '../../src/modules/evaluations/index.js';
import { RecuseCommand } from '../../src/modules/rating-sessions/index.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import type { MarkValue } from '../../src/scoring/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, TestClient } from '../support/client.js';
import { fingerprinter } from '../support/fingerprint.js';
import { JointRating } from '../support/joint-rating.js';
import { viewerOf } from '../support/scoring.js';
import { testSeal } from '../support/seal.js';
import { type JointCycle, must, openJointCycle } from './support/joint-cycle.js';
import { playedSalt } from './support/play-marks.js';
import { commitmentOf, draftOf, type PlayedMark } from './support/player.js';

const council = 'UZ-AN';
const raters = ['rater1', 'rater2', 'rater3', 'rater4', 'rater5', 'rater6'];
/** A judged item whose points go by halves up to eight: on the floor, in its first round. */
const floor = '2.2';
/** One that was revealed with marks from 3 to 5. */
const revealed = '6.2';

let running: TestApp;
let cycle: JointCycle;
let sessionItems: ReadonlyMap<string, string>;
let clients: ReadonlyMap<string, TestClient>;
/** An item with levels of a cycle in which raters mark by themselves. */
let openItem: string;
/** A piece of evidence that was brought for the item that was revealed. */
let piece: { readonly evidenceId: string; readonly sha256: string };
/** In which language everybody asks. */
let language = 'ru';
let print: () => Promise<string>;

const points = (text: string): MarkValue => ({ kind: 'POINTS', points: text });
const idOf = (code: string): string => decodeNodeIdOf('EvaluationItem', cycle.items.get(`${council} ${code}`) ?? '') ?? '';
const sessionItem = (code: string): string => encodeNodeId('RatingSessionItem', sessionItems.get(code) ?? '');

const mark = (name: string, value: MarkValue, more: Partial<PlayedMark> = {}): PlayedMark => ({
  cycleId: cycle.cycleId,
  evaluationId: cycle.evaluations.get(council) ?? '',
  itemId: cycle.items.get(`${council} ${floor}`) ?? '',
  round: 1,
  pseudonym: cycle.pseudonyms.get(`${name} ${council}`) ?? '',
  value,
  justification: 'Hujjatlar va muhokamaga koʻra baholandi.',
  salt: playedSalt(name, '1'),
  ...more,
});

beforeAll(async () => {
  running = await startTestApp();
  const { test } = running;
  cycle = await openJointCycle(test, [council], raters);
  const cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  const evaluationId = decodeNodeIdOf('Evaluation', cycle.evaluations.get(council) ?? '') ?? '';
  const { version } = await test.database.selectFrom('rating_cycle').select('version').where('id', '=', cycleId).executeTakeFirstOrThrow();
  const unitOfWork = new UnitOfWork(test.orm, () => {});
  const advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(testSeal)]);
  must(await advance.run(viewerOf('approver', 'APPROVER'), { cycleId, to: 'DELIBERATION', version, reason: 'Sinov' }));
  const joint = new JointRating(test);
  const sessionId = await joint.schedule(cycleId);
  await joint.checkIn(sessionId, ...raters);
  await joint.open(sessionId);
  sessionItems = await joint.itemsOf(sessionId);
  await joint.activate(sessionItems.get(revealed) ?? '');
  await joint.holdRound(sessionItems.get(revealed) ?? '', { rater1: points('3'), rater2: points('4'), rater3: points('5') }, ['rater4', 'rater5', 'rater6']);
  await joint.activate(sessionItems.get(floor) ?? '');
  await joint.openRound(sessionItems.get(floor) ?? '', { rater1: points('4') });
  must(await new RecuseCommand(unitOfWork).run(viewerOf('rater5', 'RATER'), { evaluationId, kind: 'FAMILY' }));
  await test.database
    .updateTable('rater_assignment')
    .set({ state: 'CONFLICTED' })
    .where('rater_id', '=', viewerOf('rater6').accountId)
    .execute();
  openItem = (await openJointCycle(test, ['UZ-BU'], ['rater1', 'rater2', 'rater3'])).items.get('UZ-BU 1.2') ?? '';
  const brought = await test.database.selectFrom('evidence').selectAll().where('evaluation_id', '=', evaluationId).execute();
  const found = brought.find(({ indicator_codes }) => indicator_codes.includes(revealed));
  piece = { evidenceId: encodeNodeId('Evidence', found?.id ?? ''), sha256: String(found?.file_sha256) };
  // The drafts that somebody else's, a wrong and a second commitment would be of.
  const names = [...raters, 'facilitator', 'methodologist', 'secretary-uz-an'];
  clients = new Map(await Promise.all(names.map(async (name) => [name, await signIn(running.url, name)] as const)));
  await send('rater2', 'scoreSave', draftOf(mark('rater2', points('4'))));
  print = await fingerprinter(test.database);
}, 120_000);

afterAll(() => running?.close());

interface Told {
  readonly codes: readonly string[];
  readonly messages: readonly string[];
}

async function send(name: string, mutation: string, input: object): Promise<Told> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const { url, token } = clients.get(name) ?? { url: '', token: null };
  const answer = await new TestClient(url, token, language).send<Record<string, { errors: { code: string; message: string }[] }>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code message } } }`,
    { input },
  );
  const told =
    answer?.data?.[mutation]?.errors ?? (answer?.errors ?? []).map(({ message, extensions }) => ({ code: String(extensions?.code), message }));
  return { codes: told.map(({ code }) => code), messages: told.map(({ message }) => message) };
}

const submit = (name: string, played: PlayedMark, salt = played.salt) =>
  send(name, 'scoreSubmit', { evaluationId: played.evaluationId, commitments: [{ ...commitmentOf(played), salt }] });

const save = (name: string, value: MarkValue, code = floor) =>
  send(name, 'scoreSave', draftOf(mark(name, value, { itemId: cycle.items.get(`${council} ${code}`) ?? '' })));

const propose = (value: MarkValue, more: object = {}) =>
  send('facilitator', 'ratingSessionItemPropose', {
    id: sessionItem(revealed),
    term: 1,
    value: { kind: value.kind, points: value.kind === 'POINTS' ? value.points : null },
    ...more,
  });

/** The mark of rater1, salt included, as the play has made it. */
const copied = (): PlayedMark =>
  mark('rater1', points('4'), { salt: saltOf(createHash('sha256').update(`rater1 ${floor} 1`).digest()) });

/** What is sent, and the one code that it is refused with. */
const refusals: readonly (readonly [what: string, code: string, send: () => Promise<Told>])[] = [
  ['a value off the grid', 'OFF_THE_STEPS', () => save('rater2', points('0.3'))],
  [
    'a level of another indicator',
    'UNKNOWN_LEVEL',
    () => send('rater2', 'scoreSave', draftOf(mark('rater2', { kind: 'LEVEL', level: 'no level of this one' }, { itemId: openItem }))),
  ],
  ['a mark of an item that takes none', 'ITEM_NOT_OPEN', () => save('rater2', { kind: 'NO_EVIDENCE' }, '4.2')],
  ['a mark after the close of its round', 'ITEM_NOT_OPEN', () => save('rater2', points('4'), revealed)],
  ['the same mark a second time', 'ALREADY_MARKED', () => submit('rater1', copied())],
  ['a mark by a rater who has recused', 'CONFLICT_OF_INTEREST', () => save('rater5', points('4'))],
  ['a mark by a rater with a conflict of interest', 'CONFLICT_OF_INTEREST', () => save('rater6', points('4'))],
  ['a mark by somebody who does not rate', 'NOT_ASSIGNED', () => save('facilitator', points('4'))],
  ["another rater's commitment", 'COMMITMENT_COPIED', () => submit('rater2', copied())],
  ['a wrong salt', 'COMMITMENT_MISMATCH', () => submit('rater2', mark('rater2', points('4')), playedSalt('another'))],
  ['a commitment to another value', 'COMMITMENT_MISMATCH', () => submit('rater2', mark('rater2', points('5')))],
  ['a commitment for another round', 'COMMITMENT_MISMATCH', () => submit('rater2', mark('rater2', points('4'), { round: 2 }))],
  ['a salt that is none', 'INVALID_FORMAT', () => submit('rater2', mark('rater2', points('4')), 'short')],
  ['a proposal above the marks of the round', 'OUTSIDE_ROUND_RANGE', () => propose(points('6'))],
  ['a proposal of what nobody has said', 'OUTSIDE_ROUND_RANGE', () => propose({ kind: 'NO_EVIDENCE' })],
  ['a proposal off the grid', 'OFF_THE_STEPS', () => propose(points('4.3'))],
  ['a proposal that rests on evidence without its hash', 'EVIDENCE_HASH_REQUIRED', () => propose(points('6'), { evidence: { ...piece, sha256: null } })],
  [
    'a proposal that rests on other bytes than those that were brought',
    'EVIDENCE_HASH_MISMATCH',
    () => propose(points('6'), { evidence: { ...piece, sha256: 'f'.repeat(64) } }),
  ],
  [
    'a proposal within the marks that rests on other bytes than those that were brought',
    'EVIDENCE_HASH_MISMATCH',
    () => propose(points('4'), { evidence: { ...piece, sha256: 'f'.repeat(64) } }),
  ],
  [
    'evidence without a hash',
    'BAD_USER_INPUT',
    () => send('secretary-uz-an', 'evidenceUploadCreate', { sha256: '', sizeBytes: 10, mediaType: 'text/plain' }),
  ],
  [
    'a methodology whose points do not add up',
    'METHODOLOGY_INVALID',
    () =>
      send('methodologist', 'methodologyVersionCreate', {
        methodologyId: encodeNodeId('Methodology', stableId('Methodology', illustrative.code)),
        body: { ...illustrative.body, criteria: illustrative.body.criteria.map((each, at) => (at === 0 ? { ...each, maxPoints: '21' } : each)) },
      }),
  ],
];

/** What a message says without the names that are the same in every language, of fields and of rules, and without the words of graphql-js. */
const inWords = (message: string): string => message.replaceAll(/CommitmentInput\.hash|\b[A-Z]+(?:_[A-Z]+)+\b|Variable "\$input".*/g, '');

/** Letters and words by which a language is known, and those that it has not. */
const languages: Readonly<Record<string, { readonly has: RegExp; readonly hasNot: RegExp }>> = {
  'uz-Latn': { has: /[a-z]/i, hasNot: /[\u0400-\u04ff]|\b(?:the|this|of|is|was|not|are)\b/i },
  'uz-Cyrl': { has: /[\u0400-\u04ff]/, hasNot: /[a-z]|[ыщ]/i },
  ru: { has: /[\u0400-\u04ff]/, hasNot: /[a-z]|[ўқғҳ]/i },
  en: { has: /\b(?:the|this|of|is|was|not|are)\b/i, hasNot: /[\u0400-\u04ff]|[oOgG]\u02bb/ },
};

it.each(refusals)('refuses %s by %s, in the language of whoever asks, and changes nothing', async (_, code, ask) => {
  const before = await print();
  const told = new Map<string, string>();
  for (const [name, { has, hasNot }] of Object.entries(languages)) {
    language = name;
    const { codes, messages } = await ask();
    expect([name, new Set(codes)]).toEqual([name, new Set([code])]);
    for (const message of messages.map(inWords)) {
      expect([name, message]).toEqual([name, expect.stringMatching(has)]);
      expect([name, message]).toEqual([name, expect.not.stringMatching(hasNot)]);
    }
    told.set(name, messages.join(' '));
  }
  expect(new Set(told.values()).size).toBe(told.size);
  expect(await print()).toBe(before);
});

it('takes evidence by the bytes that were brought, and the proposal outside the marks that rests on it', async () => {
  expect(await propose(points('6'), { evidence: piece })).toEqual({ codes: [], messages: [] });
  const proposals = await running.test.database.selectFrom('consensus_proposal').select(['within_range', 'evidence_sha256', 'value_points']).execute();
  expect(proposals).toEqual([expect.objectContaining({ within_range: false, evidence_sha256: piece.sha256 })]);
});

it('holds the marks of the item that all of that was about', async () => {
  const marks = await running.test.database.selectFrom('score').select(['round', 'state']).where('item_id', '=', idOf(floor)).execute();
  expect(marks).toEqual([{ round: 1, state: 'COMMITTED' }]);
});
