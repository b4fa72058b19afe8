import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../src/database/tables.js';
import { evidenceRoutes } from '../../src/modules/evidence/index.js';
import { FolderStorage } from '../../src/storage/folder-storage.js';
import { Tickets } from '../../src/storage/tickets.js';
import { sampleServer, type SampleServer } from './support/sample-server.js';

const tickets = new Tickets('a secret that is long enough for a test');
// No bytes are noted anywhere here: the storage is what is looked at.
const database = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

let folder: string;
let server: SampleServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kengash-slow-'));
  const storage = new FolderStorage(folder);
  await storage.prepare();
  server = await sampleServer({ bodyPatience: 200, routes: evidenceRoutes(storage, tickets, database, 200) });
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Sends a body piece by piece with pauses; with `isWhole` false it never ends. Gives the answer. */
async function sendSlowly(
  path: string,
  init: { readonly method: string; readonly pieces: readonly string[]; readonly isWhole: boolean },
): Promise<{ readonly status: number | undefined; readonly body: unknown; readonly connection: string | undefined }> {
  const sent = httpRequest(new URL(path, server.url), {
    method: init.method,
    agent: false,
    headers: { 'content-type': 'application/json', 'accept-language': 'en', 'content-length': '60' },
  });
  sent.on('error', () => {});
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  for (const piece of init.pieces) {
    sent.write(piece);
    await sleep(100);
  }
  if (init.isWhole) {
    sent.end();
  }
  const [response] = await answered;
  const body: unknown = JSON.parse(await text(response));
  sent.destroy();
  return { status: response.statusCode, body, connection: response.headers.connection };
}

const sixty = 'x'.repeat(60);

function uploadPath(): string {
  const sha256 = createHash('sha256').update(sixty).digest('hex');
  const expires = Math.floor(Date.now() / 1000) + 60;
  return `/uploads/${tickets.sign({ purpose: 'upload', sha256, sizeBytes: 60, mediaType: 'text/plain', accountId: 'x', expires })}`;
}

describe('a body that does not come in time', () => {
  it('of an operation is answered 408 in the shape of GraphQL, and the connection closed', async () => {
    const answer = await sendSlowly('/graphql', { method: 'POST', pieces: ['{"query":'], isWhole: false });
    expect(answer).toMatchObject({
      status: 408,
      connection: 'close',
      body: {
        errors: [{ message: 'The request did not come to its end in time. Try again.', extensions: { code: 'REQUEST_TIMEOUT' } }],
        extensions: { requestId: expect.any(String) as string },
      },
    });
  });

  it('of an operation may not be kept alive drop by drop either', async () => {
    const pieces = Array.from({ length: 4 }, () => ' ');
    expect(await sendSlowly('/graphql', { method: 'POST', pieces, isWhole: false })).toMatchObject({ status: 408 });
  });

  it('of an upload that stands still is answered 408, and nothing of it is kept', async () => {
    const answer = await sendSlowly(uploadPath(), { method: 'PUT', pieces: ['xxx'], isWhole: false });
    expect(answer).toMatchObject({ status: 408, connection: 'close', body: { code: 'REQUEST_TIMEOUT' } });
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });
});

describe('an upload over a poor line', () => {
  it('takes longer than an operation may, as long as it goes on', async () => {
    const pieces = Array.from({ length: 6 }, () => 'x'.repeat(10));
    expect(await sendSlowly(uploadPath(), { method: 'PUT', pieces, isWhole: true })).toMatchObject({ status: 201 });
  });
});
