import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdtemp, open, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest';
import { FolderStorage, type OpenForWriting } from '../../src/storage/folder-storage.js';
import { Tickets } from '../../src/storage/tickets.js';
import { loadPeriods } from '../support/periods.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import {
  CollectingEvaluationsDocument,
  EvaluationEvidenceDocument,
  EvaluationIndicatorsDocument,
  EvidenceAddDocument,
  type EvidenceAddInput,
  type EvidenceAddMutation,
  EvidenceDecideDocument,
  type EvidenceDecideInput,
  EvidenceUploadCreateDocument,
  type EvidenceUploadCreateMutation,
} from '../support/generated/graphql.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
  await loadPeriods(running.test);
});

afterAll(() => running.close());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

async function ticketFor(
  client: TestClient,
  text: string,
  mediaType = 'text/plain',
): Promise<EvidenceUploadCreateMutation['evidenceUploadCreate']> {
  const answer = await client.ask(EvidenceUploadCreateDocument, {
    input: { sha256: sha256(text), sizeBytes: Buffer.byteLength(text), mediaType },
  });
  return answer.evidenceUploadCreate;
}

const put = (path: string, body: string): Promise<Response> => fetch(`${running.url}${path}`, { method: 'PUT', body });

async function openEvaluation(client: TestClient, councilCode = 'UZ-AN'): Promise<string> {
  const { evaluations } = await client.ask(CollectingEvaluationsDocument, { councilCode });
  return evaluations.nodes[0]?.id ?? '';
}

/** Adds a piece of evidence for the first indicator. */
async function add(
  client: TestClient,
  input: Pick<EvidenceAddInput, 'evaluationId' | 'ticket'> & Partial<EvidenceAddInput>,
): Promise<EvidenceAddMutation['evidenceAdd']> {
  const usual = { indicatorCodes: ['1.1'], title: 'x', originalName: 'x.txt', capturedOn: '2026-03-01' };
  return (await client.ask(EvidenceAddDocument, { input: { ...usual, ...input } })).evidenceAdd;
}

describe('evidence', () => {
  it('is brought by ticket, added, seen by the manager, fetched byte for byte and decided', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const manager = await signIn(running.url, 'manager');
    const text = 'Namoyish uchun matn';
    const { upload } = await ticketFor(secretary, text);
    assert(upload);
    expect((await put(upload.path, text)).status).toBe(201);
    const evaluationId = await openEvaluation(secretary);
    const { evaluation } = await secretary.ask(EvaluationIndicatorsDocument, { id: evaluationId });
    const { evidenceAdd } = await secretary.ask(EvidenceAddDocument, {
      input: {
        evaluationId,
        ticket: upload.ticket,
        indicatorCodes: [evaluation?.items[0]?.indicatorCode ?? ''],
        title: 'Ish rejasi',
        originalName: 'reja.txt',
        capturedOn: '2026-03-01',
      },
    });
    expect(evidenceAdd).toMatchObject({ evidence: { state: 'SUBMITTED', late: false }, errors: [] });
    const seen = await manager.ask(EvaluationEvidenceDocument, { id: evaluationId });
    const [piece] = seen.evaluation?.evidence.nodes ?? [];
    const fetched = await fetch(`${running.url}${piece?.file.path}`);
    expect(await fetched.text()).toBe(text);
    expect(fetched.headers.get('content-disposition')).toBe('attachment');
    const decide = async (input: EvidenceDecideInput) => (await manager.ask(EvidenceDecideDocument, { input })).evidenceDecide;
    assert(evidenceAdd.evidence);
    const { id, version } = evidenceAdd.evidence;
    expect(await decide({ id, version, accept: false })).toMatchObject({ errors: [{ code: 'REASON_REQUIRED' }] });
    expect(await decide({ id, version, accept: true })).toEqual({ evidence: { state: 'ACCEPTED' }, errors: [] });
  });

  it('refuses other bytes than the ticket names, a forged ticket, and files that are not what they say', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const { upload } = await ticketFor(secretary, 'the right bytes');
    expect((await put(upload?.path ?? '', 'the wrong bytes')).status).toBe(422);
    expect((await put(`${upload?.path ?? ''}x`, 'the right bytes')).status).toBe(403);
    const pdf = await ticketFor(secretary, 'no pdf at all', 'application/pdf');
    expect((await put(pdf.upload?.path ?? '', 'no pdf at all')).status).toBe(422);
    expect(await ticketFor(secretary, 'x', 'text/html')).toMatchObject({
      upload: null,
      errors: [{ code: 'FILE_TYPE_NOT_ALLOWED', path: ['mediaType'] }],
    });
    expect(await ticketFor(await signIn(running.url, 'rater1'), 'x')).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('takes no file of the type %s', async (mediaType) => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    expect(await ticketFor(secretary, 'x', mediaType)).toMatchObject({
      upload: null,
      errors: [{ code: 'FILE_TYPE_NOT_ALLOWED', path: ['mediaType'] }],
    });
  });

  it('takes a file in pieces of any size, and tells a wrong beginning in whichever it stands', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const inBytes = async (text: string): Promise<number> => {
      const { upload } = await ticketFor(secretary, text, 'application/pdf');
      const target = new URL(upload?.path ?? '/', running.url);
      const sent = httpRequest(target, { method: 'PUT', agent: false, headers: { 'content-type': 'application/pdf' } });
      const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
      for (const byte of Buffer.from(text)) {
        sent.write(Buffer.of(byte));
        // Each byte in a packet of its own.
        await sleep(2);
      }
      sent.end();
      const [response] = await answered;
      response.resume();
      return response.statusCode ?? 0;
    };
    expect(await inBytes('%PDF-1.7 in pieces')).toBe(201);
    expect(await inBytes('%PDx-1.7 in pieces')).toBe(422);
    expect(await inBytes('%PD')).toBe(422);
  });

  it('is not had by knowing its hash, and its size and type are those of the bytes that came', async () => {
    const owner = await signIn(running.url, 'secretary-uz-bu');
    const text = 'the private papers of Bukhara';
    const { upload } = await ticketFor(owner, text);
    expect((await put(upload?.path ?? '', text)).status).toBe(201);
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const evaluationId = await openEvaluation(secretary);
    for (const [sizeBytes, mediaType] of [
      [Buffer.byteLength(text), 'text/plain'],
      [3, 'application/pdf'],
    ] as const) {
      const { evidenceUploadCreate } = await secretary.ask(EvidenceUploadCreateDocument, {
        input: { sha256: sha256(text), sizeBytes, mediaType },
      });
      const { evidenceAdd } = await secretary.ask(EvidenceAddDocument, {
        input: {
          evaluationId,
          ticket: evidenceUploadCreate.upload?.ticket ?? '',
          indicatorCodes: ['1.1'],
          title: 'x',
          originalName: 'x.txt',
          capturedOn: '2026-03-01',
        },
      });
      expect(evidenceAdd).toMatchObject({ evidence: null, errors: [{ code: 'UPLOAD_MISMATCH', path: ['ticket'] }] });
    }
  });

  it('is what its own council says of it, whoever else brought the same bytes as something else', async () => {
    const text = `the same bytes of two councils ${randomUUID()}`;
    const bring = async (account: string, councilCode: string, mediaType: string): Promise<unknown> => {
      const client = await signIn(running.url, account);
      const { upload } = await ticketFor(client, text, mediaType);
      await put(upload?.path ?? '', text);
      const evaluationId = await openEvaluation(client, councilCode);
      const added = await add(client, { evaluationId, ticket: upload?.ticket ?? '' });
      const seen = await client.ask(EvaluationEvidenceDocument, { id: evaluationId });
      const piece = seen.evaluation?.evidence.nodes.find(({ id }) => id === added.evidence?.id);
      const fetched = await fetch(`${running.url}${piece?.file.path}`);
      return [piece?.file.mediaType, fetched.headers.get('content-type')];
    };
    expect(await bring('secretary-uz-bu', 'UZ-BU', 'text/plain')).toEqual(['text/plain', 'text/plain']);
    expect(await bring('secretary-uz-an', 'UZ-AN', 'text/csv')).toEqual(['text/csv', 'text/csv']);
  });

  it('is one piece for one ticket, however often it is asked for or the bytes are brought', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const text = `bytes for one piece ${randomUUID()}`;
    const { upload } = await ticketFor(secretary, text);
    assert(upload);
    await put(upload.path, text);
    expect((await put(upload.path, text)).status).toBe(201);
    const evaluationId = await openEvaluation(secretary);
    const { ticket } = upload;
    const idempotencyKey = randomUUID();
    expect(await add(secretary, { evaluationId, ticket, title: '' })).toMatchObject({ errors: [{ code: 'REQUIRED', path: ['title'] }] });
    const [first, repeated] = await Promise.all(
      [1, 2].map(() => add(secretary, { evaluationId, ticket, idempotencyKey })),
    );
    expect(first?.errors).toEqual([]);
    expect(repeated).toEqual(first);
    const spent = { evidence: null, errors: [{ code: 'UPLOAD_EXPIRED', path: ['ticket'] }] };
    expect(await add(secretary, { evaluationId, ticket })).toEqual(spent);
    expect((await put(upload.path, text)).status).toBe(201);
    expect(await add(secretary, { evaluationId, ticket })).toEqual(spent);
  });

  it('can be fetched for two minutes by the path that was given, not as long as bytes may be brought', async () => {
    const manager = await signIn(running.url, 'manager');
    const seen = await manager.ask(EvaluationEvidenceDocument, { id: await openEvaluation(manager) });
    const [, , ticket = ''] = seen.evaluation?.evidence.nodes[0]?.file.path.split('/') ?? [];
    const { expires } = JSON.parse(Buffer.from(ticket.split('.')[0] ?? '', 'base64url').toString()) as { expires: number };
    expect(expires - Date.now() / 1000).toBeLessThanOrEqual(120);
  });

  it('needs a date only where the indicator does, and says that it is the date which lacks', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const text = `undated ${randomUUID()}`;
    const { upload } = await ticketFor(secretary, text);
    await put(upload?.path ?? '', text);
    const evaluationId = await openEvaluation(secretary);
    const undated = { evaluationId, ticket: upload?.ticket ?? '', capturedOn: null };
    expect(await add(secretary, undated)).toEqual({ evidence: null, errors: [{ code: 'REQUIRED', path: ['capturedOn'] }] });
    expect(await add(secretary, { ...undated, capturedOn: '1999-01-01' })).toEqual({
      evidence: null,
      errors: [{ code: 'OUT_OF_RANGE', path: ['capturedOn'] }],
    });
  });

  it('of which nothing became within a day is deleted; what is evidence, or is coming again, stays', async () => {
    const { database } = running.test;
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const fileOf = (hash: string): string => join(running.dataDirectory, 'files', hash.slice(0, 2), hash.slice(2, 4), hash);
    const texts = ['forgotten', 'evidence', 'coming again'].map((name) => `${name} ${randomUUID()}`);
    const [forgotten = '', evidence = '', again = ''] = texts.map(sha256);
    for (const text of texts) {
      const { upload } = await ticketFor(secretary, text);
      await put(upload?.path ?? '', text);
      if (sha256(text) === evidence) {
        await add(secretary, { evaluationId: await openEvaluation(secretary), ticket: upload?.ticket ?? '' });
      }
    }
    const daysAgo = new Date(Date.now() - 2 * 24 * 3_600_000);
    await database
      .updateTable('received_upload')
      .set({ created_at: daysAgo })
      .where('sha256', 'in', [forgotten, evidence, again])
      .execute();
    await Promise.all([forgotten, evidence].map((hash) => utimes(fileOf(hash), daysAgo, daysAgo)));
    const { upload } = await ticketFor(secretary, 'any other file');
    await put(upload?.path ?? '', 'any other file');
    const isThere = (hash: string): Promise<boolean> => access(fileOf(hash)).then(() => true, () => false);
    expect(await Promise.all([forgotten, evidence, again].map(isThere))).toEqual([false, true, true]);
  });

  it('is not added by the ticket of another account, not even of the same council', async () => {
    const [secretary, chair] = (await Promise.all(
      ['secretary-uz-an', 'chair-uz-an'].map((name) => signIn(running.url, name)),
    )) as [TestClient, TestClient];
    const text = 'brought by the secretary';
    const { upload } = await ticketFor(secretary, text);
    expect((await put(upload?.path ?? '', text)).status).toBe(201);
    const evaluationId = await openEvaluation(secretary);
    const bring = async (client: TestClient) => {
      const input = { evaluationId, ticket: upload?.ticket ?? '', indicatorCodes: ['1.1'], title: 'x', originalName: 'x.txt', capturedOn: '2026-03-01' };
      return (await client.ask(EvidenceAddDocument, { input })).evidenceAdd;
    };
    expect(await bring(chair)).toEqual({ evidence: null, errors: [{ code: 'UPLOAD_EXPIRED', path: ['ticket'] }] });
    expect(await bring(secretary)).toMatchObject({ errors: [] });
  });

  it('keeps nothing of an upload that is broken off', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const text = 'a file that never comes to its end';
    const { upload } = await ticketFor(secretary, text);
    const headers = { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(text) };
    const sent = httpRequest(new URL(upload?.path ?? '/', running.url), { method: 'PUT', headers });
    sent.on('error', () => {});
    sent.write('a file that');
    await sleep(100);
    sent.destroy();
    await expect
      .poll(async () => (await readdir(join(running.dataDirectory, 'files', 'incoming')).catch(() => [])).length)
      .toBe(0);
    expect((await put(upload?.path ?? '', text)).status).toBe(201);
  });

  it('leaves nothing for ever of what a killed server had on its way', async () => {
    const incoming = join(running.dataDirectory, 'files', 'incoming');
    await Promise.all(['old', 'young'].map((name) => writeFile(join(incoming, name), 'half')));
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    await utimes(join(incoming, 'old'), hoursAgo, hoursAgo);
    await running.restart();
    expect(await readdir(incoming)).toEqual(['young']);
    await rm(join(incoming, 'young'));
  });

  it('is for the own council alone, and only after the bytes were brought', async () => {
    const other = await signIn(running.url, 'secretary-uz-bu');
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const evaluationId = await openEvaluation(secretary);
    const missing = await ticketFor(secretary, 'never brought');
    expect(await add(secretary, { evaluationId, ticket: missing.upload?.ticket ?? '' })).toEqual({
      evidence: null,
      errors: [{ code: 'UPLOAD_MISMATCH', path: ['ticket'] }],
    });
    const brought = await ticketFor(other, 'bytes of another');
    await put(brought.upload?.path ?? '', 'bytes of another');
    expect(await add(other, { evaluationId, ticket: brought.upload?.ticket ?? '' })).toEqual({
      evidence: null,
      errors: [{ code: 'NOT_FOUND', path: ['evaluationId'] }],
    });
  });
});

/** Opens files that take seven bytes at a time, and tell of as many as `told` says. */
const inPieces =
  (told: (taken: number, given: number) => number): OpenForWriting =>
  async (path) => {
    const file = await open(path, 'wx');
    return {
      write: async (chunk) => {
        const { bytesWritten } = await file.write(chunk.subarray(0, 7));
        return { bytesWritten: told(bytesWritten, chunk.length) };
      },
      sync: () => file.sync(),
      close: () => file.close(),
    };
  };

describe('the folder of files', () => {
  it('keeps nothing half when the disk is full, and says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kengash-storage-'));
    try {
      const full = new FolderStorage(folder, async () => ({
        write: async () => {
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        },
        sync: async () => {},
        close: async () => {},
      }));
      const claim = { sha256: sha256('abc'), sizeBytes: 3 };
      expect(await full.put(Readable.from([Buffer.from('abc')]), claim)).toBe('STORAGE_UNAVAILABLE');
      expect(await full.open(claim.sha256)).toBeNull();
      const sound = new FolderStorage(folder);
      expect(await sound.put(Readable.from([Buffer.from('abcd')]), claim)).toBe('UPLOAD_MISMATCH');
      expect(await readdir(join(folder, 'incoming'))).toEqual([]);
      expect(await sound.put(Readable.from([Buffer.from('abc')]), claim)).toBeNull();
      expect((await sound.open(claim.sha256))?.destroy()).toBeInstanceOf(Readable);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('keeps the whole of a file that the system takes in pieces, and nothing of one that it does not take whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kengash-storage-'));
    const text = 'more than the system takes at once';
    const claim = { sha256: sha256(text), sizeBytes: text.length };
    try {
      const lying = new FolderStorage(folder, inPieces((_taken, given) => given));
      expect(await lying.put(Readable.from([Buffer.from(text)]), claim)).toBe('STORAGE_UNAVAILABLE');
      const stuck = new FolderStorage(folder, inPieces(() => 0));
      expect(await stuck.put(Readable.from([Buffer.from(text)]), claim)).toBe('STORAGE_UNAVAILABLE');
      expect([await stuck.open(claim.sha256), await readdir(join(folder, 'incoming'))]).toEqual([null, []]);
      const patient = new FolderStorage(folder, inPieces((taken) => taken));
      expect(await patient.put(Readable.from([Buffer.from(text)]), claim)).toBeNull();
      const kept = await patient.open(claim.sha256);
      expect(kept && Buffer.concat(await kept.toArray()).toString()).toBe(text);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('tickets', () => {
  it('are good for their purpose, their time and their maker alone', () => {
    const tickets = new Tickets('a secret that is long enough for a test');
    const ticket = { purpose: 'upload' as const, sha256: sha256('a'), sizeBytes: 1, mediaType: 'text/plain', accountId: 'x', expires: 100 };
    const text = tickets.sign(ticket);
    expect(tickets.read(text, 'upload', 99)).toEqual(ticket);
    expect(tickets.read(text, 'upload', 100)).toBeNull();
    expect(tickets.read(text, 'download', 99)).toBeNull();
    expect(new Tickets('another secret that is long enough').read(text, 'upload', 99)).toBeNull();
    expect(tickets.read(`${text}.x`, 'upload', 99)).toBeNull();
    expect(tickets.read('', 'upload', 99)).toBeNull();
    for (const secret of ['', 'a'.repeat(31)]) {
      expect(() => new Tickets(secret)).toThrow(RangeError);
    }
  });
});
