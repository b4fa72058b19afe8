import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cosign, ed25519PublicKey, formatSignatureLine } from '../../src/ledger/note/index.js';
import { leafHash, verifyInclusion } from '../../src/ledger/merkle/index.js';
import type { Bundle } from '../../src/publication/bundle.js';
import type { Snapshot } from '../../src/publication/snapshot.js';
import type { TracedFigure } from '../../src/publication/trace.js';
import { previousMeasurements } from '../../src/modules/publications/previous-measurements.js';
import { decodeNodeIdOf, encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { stableId } from '../../src/database/stable-id.js';
import { verifyBundle } from '../../src/verify/index.js';
import { type Cast, officials, signInCast } from '../rating-sessions/support/cast.js';
import { type JointCycle, openJointCycle } from '../rating-sessions/support/joint-cycle.js';
import { PlayedCycle } from '../rating-sessions/support/play-cycle.js';
import { act, tell } from '../rating-sessions/support/player.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { TestClient } from '../support/client.js';

const councils = ['UZ-AN', 'UZ-BU', 'UZ-FA'];
const raters = ['rater1', 'rater2', 'rater3', 'rater4'];

let running: TestApp;
let cycle: JointCycle;
let client: Cast;
let publicationId: string;

beforeAll(async () => {
  running = await startTestApp();
  cycle = await openJointCycle(running.test, councils, raters);
  const cast = await signInCast([running.url], [...raters, ...officials, 'auditor', 'secretary-uz-an']);
  client = (name) => (name === 'anybody' ? anybody : cast(name));
  const anybody = new TestClient(running.url);
  publicationId = await new PlayedCycle({ cycle, councils, raters, rounds: 1, disputed: 1, client }).run();
});

afterAll(() => running?.close());

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => fetch(`${running.url}${path}`, { headers });

/** The answer to anybody. Throws on errors. */
async function ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}, name = 'anybody'): Promise<Data> {
  const { data, errors } = await client(name).send<Data>(query, variables);
  if (!data || errors) {
    throw new Error(JSON.stringify(errors));
  }
  return data;
}

/** The bundle of a publication, once it is under a checkpoint. */
async function bundleOf(number: number): Promise<Bundle> {
  return vi.waitFor(
    async () => {
      const response = await get(`/publications/${number}.bundle.json`);
      expect(response.status).toBe(200);
      return (await response.json()) as Bundle;
    },
    { timeout: 10_000, interval: 200 },
  );
}

const correct = (name: string, value: object, reason = 'Hisobda xato topildi') =>
  tell<{ number: number; id: string; snapshotHash: string } | null>(
    client(name),
    'publicationCorrect',
    { id: publicationId, reason, items: [{ itemId: cycle.items.get('UZ-AN 4.2'), value, reason }] },
    'publication { id number snapshotHash }',
  );
const points = (text: string) => ({ kind: 'POINTS', points: text, level: null });

const explained = () => ask<object>('{ publication(number: 1) { rows { councilCode published explain { figure value rule } } } }');

describe('the publication of a cycle that was deliberated', () => {
  it('is proved by its bundle to somebody who has nothing else', async () => {
    const report = verifyBundle(await bundleOf(1));
    expect(report.fault).toBeNull();
    expect(report.verdict).toBe('PROVED');
    expect(report.facts.counts).toMatchObject({ councils: 3, marks: 3 * 4 * 9 + 3 * 4 });
    // There is no cycle before this one, and no entry can show that.
    expect(report.remarks.filter(({ code }) => code === 'EARLIER_MEASUREMENT')).toHaveLength(3);
  });

  it('is what a later cycle is compared with, by the entries of its measured values', async () => {
    const { database } = running.test;
    const id = decodeNodeIdOf('RatingCycle', cycle.cycleId);
    const previousOf = await previousMeasurements(database, id);
    const councilId = stableId('Council', 'UZ-BU');
    const newest = previousOf(councilId, ['9.9', '1.1'], null);
    expect(newest).toMatchObject({ entry: { action: 'measurement.recorded' }, opened: { action: 'evaluation.opened', body: { code: 'UZ-BU', council: encodeNodeId('Council', councilId), cycle: cycle.cycleId } } });
    expect([newest?.numerator, newest?.denominator]).toEqual([newest?.entry?.body.numerator, newest?.entry?.body.denominator]);
    const items = newest?.opened?.body.items as { item: string; indicator: string }[];
    expect(items.find(({ indicator }) => indicator === '1.1')?.item).toBe(newest?.entry?.body.item);
    expect(previousOf(councilId, ['9.9'], null)).toBeNull();
    expect((await previousMeasurements(database, null))(councilId, ['1.1'], null)).toBeNull();
  });

  it('has an address by its number for a while, and by its hash for ever', async () => {
    const byNumber = await get('/publications/1.json');
    const text = await byNumber.text();
    expect(byNumber.headers.get('cache-control')).toBe('public, max-age=60');
    const { snapshotHash } = await bundleOf(1);
    expect(createHash('sha256').update(`${(JSON.parse(text) as Snapshot).kind}\0${text}`).digest('hex')).toBe(snapshotHash);
    const byHash = await get(`/publications/${snapshotHash}.json`);
    expect(await byHash.text()).toBe(text);
    expect(byHash.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get(`/publications/${snapshotHash}.json`, { 'if-none-match': byHash.headers.get('etag') ?? '' })).status).toBe(304);
    for (const path of ['/publications/2.json', `/publications/${'0'.repeat(64)}.json`, '/publications/1.exe', '/publications/1/UZ-TK.pdf', '/publications/x.json', '/publications/1']) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  it('comes as a table for people, in their language', async () => {
    const csv = Buffer.from(await (await get('/publications/1.csv?locale=ru')).arrayBuffer());
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(csv.toString()).toContain('Андижан');
    const xlsx = new Uint8Array(await (await get('/publications/1.xlsx')).arrayBuffer());
    expect(new TextDecoder().decode(xlsx.subarray(0, 2))).toBe('PK');
    const pdf = new Uint8Array(await (await get('/publications/1/UZ-AN.pdf')).arrayBuffer());
    expect(new TextDecoder().decode(pdf.subarray(0, 5))).toBe('%PDF-');
  });

  it('is in the ledger, by a proof that anybody can fold', async () => {
    const { verifyPublication } = await ask<{
      verifyPublication: {
        hashHolds: boolean;
        row: { councilCode: string };
        inclusion: { index: number; action: string; body: string; head: string; hashes: string[]; checkpoint: { size: number; root: string; note: string } };
      };
    }>(`{ verifyPublication(number: 1, councilCode: "UZ-BU") { hashHolds row { councilCode }
      inclusion { index action body head hashes checkpoint { size root note } } } }`);
    const { inclusion } = verifyPublication;
    expect(verifyPublication).toMatchObject({ hashHolds: true, row: { councilCode: 'UZ-BU' } });
    expect(inclusion.action).toBe('publication.published');
    const { action, body, head } = inclusion;
    const leaf = leafHash(JSON.stringify({ action, body, domain: 'kengash/ledger-leaf/1', head }));
    const { size, root } = inclusion.checkpoint;
    expect(verifyInclusion({ leafHash: leaf, index: inclusion.index, size, root, proof: inclusion.hashes })).toBe(true);
    expect(verifyInclusion({ leafHash: leafHash('{}'), index: inclusion.index, size, root, proof: inclusion.hashes })).toBe(false);
    expect((await ask<{ verifyPublication: null }>('{ verifyPublication(number: 7) { hashHolds } }')).verifyPublication).toBeNull();
  });

  it('holds what its raters have receipts for', async () => {
    const evaluationId = cycle.evaluations.get('UZ-AN');
    const { node } = await ask<{ node: { items: { scores: { commitmentHash: string; receipt: string | null }[] }[] } }>(
      'query ($id: ID!) { node(id: $id) { ... on Evaluation { items { scores { commitmentHash receipt } } } } }',
      { id: evaluationId },
      'rater1',
    );
    const receipts = node.items.flatMap(({ scores }) => scores.flatMap(({ commitmentHash: commitment, receipt }) => (receipt ? [{ commitment, receipt }] : [])));
    expect(receipts.length).toBeGreaterThanOrEqual(9);
    for (const { commitment, receipt } of receipts) {
      expect(receipt).toContain(commitment);
    }
    const { inclusionProof } = await ask<{ inclusionProof: { index: number; action: string } }>(
      'query ($hash: Sha256!) { inclusionProof(hash: $hash) { index action } }',
      { hash: receipts[0]?.commitment },
    );
    expect(inclusionProof.action).toBe('score.committed');
  });

  it('explains each figure down to the marks', async () => {
    const { hash } = (JSON.parse((await bundleOf(1)).snapshot) as Snapshot).methodology;
    for (const code of councils) {
      const { verifyPublication } = await ask<{ verifyPublication: { row: { published: string; explain: TracedFigure[] } } }>(
        'query ($code: String!) { verifyPublication(number: 1, councilCode: $code) { row { published explain { figure value rule partOf } } } }',
        { code },
      );
      const { published, explain } = verifyPublication.row;
      expect(explain[0]).toMatchObject({ figure: 'published', value: published, partOf: null });
      expect(explain[0]?.rule).toContain(hash);
      const marks = explain.filter(({ figure }) => /^mark R-[0-9A-Z]+$/.test(figure));
      expect(marks).toHaveLength(9 * 4);
      expect(new Set(marks.map(({ partOf }) => explain[partOf ?? 0]?.figure)).size).toBe(9);
      expect(explain.every(({ figure }) => /^(published|total|(criterion|indicator) [0-9.]+|mark R-[0-9A-Z]+|measured)$/.test(figure))).toBe(true);
    }
  });

  it('is corrected under a new number, with what differs and why; the one before stays', async () => {
    const before = await (await get('/publications/1.json')).text();
    expect((await correct('manager', points('6'))).codes).toEqual(['FORBIDDEN']);
    expect((await correct('anybody', points('6'))).codes).toEqual(['UNAUTHENTICATED']);
    expect((await correct('approver', points('5'))).codes).toEqual(['NOT_ADMISSIBLE']);
    expect((await correct('approver', points('6'), ' ')).codes).toEqual(['REQUIRED']);
    const { officialPoints } = (await running.test.database
      .selectFrom('evaluation_item')
      .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
      .innerJoin('council', 'council.id', 'evaluation.council_id')
      .select('official_points as officialPoints')
      .where('council.code', '=', 'UZ-AN')
      .where('indicator_code', '=', '4.2')
      .executeTakeFirstOrThrow()) as { officialPoints: string };
    const [same, other] = officialPoints === '6' ? ['6', '0'] : ['0', '6'];
    expect((await correct('approver', points(same))).codes).toEqual(['NOTHING_TO_CHANGE']);
    const adjustments = () => running.test.database.selectFrom('score_adjustment').selectAll().execute();
    const officially = () => ask<object>('query ($id: ID!) { node(id: $id) { ... on EvaluationItem { official { exact basis isAdjusted } } } }', { id: cycle.items.get('UZ-AN 4.2') }, 'auditor');
    const settled = await officially();
    const first = await correct('approver', points(other));
    expect(first.codes).toEqual([]);
    expect((await correct('approver', points(other))).codes).toEqual(['ALREADY_EXISTS']);
    // One approver has spoken: no official points are others, and nothing says so in the ledger.
    expect(await officially()).toEqual(settled);
    expect(await adjustments()).toEqual([]);
    const staged = await ask<{ publication: { rows: { published: string; explain: { value: string }[] }[] } }>('{ publication(number: 2) { rows { published explain { value } } } }', {}, 'approver2');
    expect(staged.publication.rows.map(({ explain }) => explain[0]?.value)).toEqual(staged.publication.rows.map(({ published }) => published));
    await act(client('approver'), 'publicationApprove', { id: first.value?.id, snapshotHash: first.value?.snapshotHash });
    const withdraw = (name: string, reason: string) => tell<{ state: string } | null>(client(name), 'publicationWithdraw', { id: first.value?.id, reason }, 'publication { state }');
    expect((await withdraw('anybody', 'Xato')).codes).toEqual(['UNAUTHENTICATED']);
    expect((await withdraw('rater1', 'Xato')).codes).toEqual(['NOT_FOUND']);
    expect((await withdraw('manager', 'Xato')).codes).toEqual(['FORBIDDEN']);
    expect((await withdraw('approver2', ' ')).codes).toEqual(['REQUIRED']);
    expect(await withdraw('approver2', 'Boshqa xato ham bor')).toEqual({ value: { state: 'WITHDRAWN' }, codes: [] });
    expect((await withdraw('approver2', 'Xato')).codes).toEqual(['INVALID_STATE']);
    expect((await tell(client('approver2'), 'publicationApprove', { id: first.value?.id, snapshotHash: first.value?.snapshotHash })).codes).toEqual(['INVALID_STATE']);
    expect(await officially()).toEqual(settled);
    const { value, codes } = await correct('approver', points(other));
    expect(codes).toEqual([]);
    // What waits for its approvers is told to nobody else, in no way.
    expect((await get('/publications/2.json')).status).toBe(404);
    expect((await get('/publications/3.json')).status).toBe(404);
    const publicly = JSON.stringify(await explained());
    for (const name of ['approver', 'approver2']) {
      await act(client(name), 'publicationApprove', { id: value?.id, snapshotHash: value?.snapshotHash });
    }
    expect(await adjustments()).toMatchObject([{ source: 'CORRECTION', points: other, reason: 'Hisobda xato topildi' }]);
    const corrected = JSON.parse(await (await get('/publications/3.json')).text()) as Snapshot;
    expect(corrected.correction).toMatchObject({ of: 1, reason: 'Hisobda xato topildi' });
    expect(corrected.correction?.figures.length).toBeGreaterThan(0);
    expect(await (await get('/publications/1.json')).text()).toBe(before);
    expect(JSON.stringify(await explained())).toBe(publicly);
    const report = verifyBundle(await bundleOf(3));
    expect(report.fault).toBeNull();
    expect(report.facts.counts.adjustments).toBe(1);
  });

  it('that was corrected can be withdrawn and corrected again, since the cycle would have no table otherwise', async () => {
    const { publication: withdrawn } = await ask<{ publication: { id: string; rows: { councilCode: string; published: string }[] } }>('{ publication(number: 3) { id rows { councilCode published } } }');
    for (const name of ['approver', 'approver2']) {
      await act(client(name), 'publicationWithdraw', { id: withdrawn.id, reason: 'Bu ham xato' });
    }
    expect([(await get('/publications/1.json')).status, (await get('/publications/3.json')).status]).toEqual([200, 410]);
    const [adjusted] = await running.test.database.selectFrom('score_adjustment').select('points').execute();
    const items = [{ itemId: cycle.items.get('UZ-AN 4.2'), value: points(adjusted?.points === '6' ? '0' : '6'), reason: 'Dalil yoʻq' }];
    const again = (id: string) => tell<{ id: string; number: number; snapshotHash: string } | null>(client('approver'), 'publicationCorrect', { id, reason: 'Dalil yoʻq', items }, 'publication { id number snapshotHash }');
    expect((await again(publicationId)).codes).toEqual(['INVALID_STATE']);
    const { value, codes } = await again(withdrawn.id);
    expect([codes, value?.number]).toEqual([[], 4]);
    for (const name of ['approver', 'approver2']) {
      await act(client(name), 'publicationApprove', { id: value?.id, snapshotHash: value?.snapshotHash });
    }
    const { publications } = await ask<{ publications: { nodes: object[] } }>('{ publications { nodes { number state } } }');
    expect(publications.nodes).toEqual([
      { number: 4, state: 'PUBLISHED' },
      { number: 3, state: 'WITHDRAWN' },
      { number: 1, state: 'CORRECTED' },
    ]);
    const report = verifyBundle(await bundleOf(4));
    expect(report.fault).toBeNull();
    expect(report.facts.counts.adjustments).toBe(2);
  });

  it('stands under checkpoints that the secretariats of councils co-sign with keys that never reach the server', async () => {
    const seed = createHash('sha256').update('a witness').digest();
    const publicKey = Buffer.from(ed25519PublicKey(seed)).toString('base64');
    const councilId = encodeNodeId('Council', stableId('Council', 'UZ-AN'));
    const register = (name: string, witness: string) => tell(client(name), 'witnessRegister', { councilId, name: witness, publicKey });
    expect((await register('manager', 'andijon.example/witness')).codes).toEqual(['FORBIDDEN']);
    expect((await register('secretary-uz-an', 'two words')).codes).toEqual(['INVALID_FORMAT']);
    expect((await register('secretary-uz-an', 'andijon.example/witness')).codes).toEqual([]);
    expect((await register('secretary-uz-an', 'andijon.example/witness')).codes).toEqual(['ALREADY_EXISTS']);
    const { checkpoint } = await ask<{ checkpoint: { size: number; root: string; note: string; witnesses: number } }>('{ checkpoint { size root note witnesses } }');
    const text = `${checkpoint.note.split('\n\n')[0] ?? ''}\n`;
    const line = formatSignatureLine(cosign({ text, name: 'andijon.example/witness', seed, time: 1_800_000_000 }));
    const forged = formatSignatureLine(cosign({ text, name: 'andijon.example/witness', seed: createHash('sha256').update('somebody else').digest(), time: 1_800_000_000 }));
    expect((await tell(client('anybody'), 'checkpointCosign', { size: checkpoint.size, line: forged })).codes).toEqual(['SIGNATURE_INVALID']);
    expect((await tell(client('anybody'), 'checkpointCosign', { size: checkpoint.size, line })).codes).toEqual([]);
    expect((await tell(client('anybody'), 'checkpointCosign', { size: checkpoint.size, line })).codes).toEqual([]);
    const after = await ask<{ checkpoint: { note: string; witnesses: number } }>('query ($size: Int!) { checkpoint(size: $size) { note witnesses } }', { size: checkpoint.size });
    expect(after.checkpoint.witnesses).toBe(1);
    const { consistencyProof } = await ask<{ consistencyProof: { hashes: string[] } | null }>(
      'query ($from: Int!, $to: Int!) { consistencyProof(from: $from, to: $to) { hashes } }',
      { from: checkpoint.size, to: checkpoint.size },
    );
    expect(consistencyProof).toEqual({ hashes: [] });
  });
});
