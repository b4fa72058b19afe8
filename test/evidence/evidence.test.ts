import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedPeriods } from '../../src/cli/demonstration/periods.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { FolderStorage } from '../../src/storage/folder-storage.js';
import { Tickets } from '../../src/storage/tickets.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
  await seedPeriods(new UnitOfWork(running.test.orm, () => {}), running.test.database, () => {});
});

afterAll(() => running.close());

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Upload {
  readonly upload: { readonly path: string; readonly ticket: string } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

async function ticketFor(client: TestClient, text: string, mediaType = 'text/plain'): Promise<Upload> {
  const answer = await client.send<{ evidenceUploadCreate: Upload }>(
    `mutation ($input: EvidenceUploadCreateInput!) {
      evidenceUploadCreate(input: $input) { upload { path ticket } errors { code path } }
    }`,
    { input: { sha256: sha256(text), sizeBytes: Buffer.byteLength(text), mediaType } },
  );
  return (answer.data as { evidenceUploadCreate: Upload }).evidenceUploadCreate;
}

const put = (path: string, body: string): Promise<Response> => fetch(`${running.url}${path}`, { method: 'PUT', body });

async function openEvaluation(client: TestClient): Promise<string> {
  const answer = await client.send<{ evaluations: { nodes: { id: string }[] } }>(
    '{ evaluations(where: { state: COLLECTING, councilCode: "UZ-AN" }) { nodes { id } } }',
  );
  return answer.data?.evaluations.nodes[0]?.id ?? '';
}

describe('evidence', () => {
  it('is brought by ticket, added, seen by the manager, fetched byte for byte and decided', async () => {
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const manager = await signIn(running.url, 'manager');
    const text = 'Namoyish uchun matn';
    const { upload } = await ticketFor(secretary, text);
    expect((await put(upload?.path ?? '', text)).status).toBe(201);
    const evaluationId = await openEvaluation(secretary);
    const codes = await secretary.send<{ evaluation: { items: { indicatorCode: string }[] } }>(
      'query ($id: ID!) { evaluation(id: $id) { items { indicatorCode } } }',
      { id: evaluationId },
    );
    const added = await secretary.send<{ evidenceAdd: { evidence: { id: string; version: number }; errors: object[] } }>(
      `mutation ($input: EvidenceAddInput!) {
        evidenceAdd(input: $input) { evidence { id version state late } errors { code path } }
      }`,
      {
        input: {
          evaluationId,
          ticket: upload?.ticket,
          indicatorCodes: [codes.data?.evaluation.items[0]?.indicatorCode],
          title: 'Ish rejasi',
          originalName: 'reja.txt',
          capturedOn: '2026-03-01',
        },
      },
    );
    expect(added.data).toMatchObject({ evidenceAdd: { evidence: { state: 'SUBMITTED', late: false }, errors: [] } });
    const seen = await manager.send<{ evaluation: { evidence: { nodes: { id: string; file: { path: string } }[] } } }>(
      'query ($id: ID!) { evaluation(id: $id) { evidence { nodes { id title file { path sha256 } } } } }',
      { id: evaluationId },
    );
    const [piece] = seen.data?.evaluation.evidence.nodes ?? [];
    const fetched = await fetch(`${running.url}${piece?.file.path}`);
    expect(await fetched.text()).toBe(text);
    expect(fetched.headers.get('content-disposition')).toBe('attachment');
    const decide = (input: object) =>
      manager.send(
        `mutation ($input: EvidenceDecideInput!) { evidenceDecide(input: $input) { evidence { state } errors { code } } }`,
        { input },
      );
    const { id, version } = added.data?.evidenceAdd.evidence ?? { id: '', version: 0 };
    expect((await decide({ id, version, accept: false })).data).toMatchObject({
      evidenceDecide: { errors: [{ code: 'REASON_REQUIRED' }] },
    });
    expect((await decide({ id, version, accept: true })).data).toEqual({
      evidenceDecide: { evidence: { state: 'ACCEPTED' }, errors: [] },
    });
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

  it('is for the own council alone, and only after the bytes were brought', async () => {
    const other = await signIn(running.url, 'secretary-uz-bu');
    const secretary = await signIn(running.url, 'secretary-uz-an');
    const evaluationId = await openEvaluation(secretary);
    const add = async (client: TestClient, ticket: string) =>
      client.send(`mutation ($input: EvidenceAddInput!) { evidenceAdd(input: $input) { errors { code path } } }`, {
        input: { evaluationId, ticket, indicatorCodes: ['1.1'], title: 'x', originalName: 'x.txt', capturedOn: '2026-03-01' },
      });
    const missing = await ticketFor(secretary, 'never brought');
    expect((await add(secretary, missing.upload?.ticket ?? '')).data).toEqual({
      evidenceAdd: { errors: [{ code: 'UPLOAD_MISMATCH', path: ['ticket'] }] },
    });
    const brought = await ticketFor(other, 'bytes of another');
    await put(brought.upload?.path ?? '', 'bytes of another');
    expect((await add(other, brought.upload?.ticket ?? '')).data).toEqual({
      evidenceAdd: { errors: [{ code: 'NOT_FOUND', path: ['evaluationId'] }] },
    });
  });
});

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
      expect(await full.has(claim.sha256)).toBe(false);
      const sound = new FolderStorage(folder);
      expect(await sound.put(Readable.from([Buffer.from('abcd')]), claim)).toBe('UPLOAD_MISMATCH');
      expect(await readdir(join(folder, 'incoming'))).toEqual([]);
      expect(await sound.put(Readable.from([Buffer.from('abc')]), claim)).toBeNull();
      expect(await sound.has(claim.sha256)).toBe(true);
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
  });
});
