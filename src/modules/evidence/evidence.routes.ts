import { pipeline } from 'node:stream/promises';
import { databaseFailure } from '../../database/failures.js';
import type { Database } from '../../database/tables.js';
import type { Route } from '../../http/route.js';
import { BodyTooSlow, steadyBytes } from '../../http/steady-bytes.js';
import type { FileStorage } from '../../storage/file-storage.js';
import type { Tickets } from '../../storage/tickets.js';
import { mediaTypes } from './media-types.js';
import { clearForgotten, noteReceived } from './received-upload.js';

const failureStatus: Readonly<Record<string, number>> = { UPLOAD_MISMATCH: 422, REQUEST_TIMEOUT: 408 };

/** The bytes of an upload, and whether they stopped coming: the storage only knows that it could not keep them. */
class Upload {
  stalled = false;

  constructor(private readonly source: AsyncIterable<Buffer>) {}

  async *bytes(): AsyncGenerator<Buffer> {
    try {
      yield* this.source;
    } catch (error) {
      this.stalled = error instanceof BodyTooSlow;
      throw error;
    }
  }
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/**
 * The doors for bytes: a signed ticket is the right to pass, for these bytes and for a quarter of an hour. An upload may
 * take all of it, but not stand still for longer than `patience` milliseconds.
 */
export function evidenceRoutes(
  storage: FileStorage,
  tickets: Tickets,
  database: Database,
  patience = 60_000,
): readonly Route[] {
  return [
    {
      method: 'PUT',
      path: '/uploads/:ticket',
      handle: async ({ request, response, parameters }) => {
        const text = parameters.ticket ?? '';
        const ticket = tickets.read(text, 'upload', nowSeconds());
        if (!ticket) {
          response.writeHead(403, { 'content-type': 'application/json', connection: 'close' });
          response.end(JSON.stringify({ code: 'UPLOAD_EXPIRED' }));
          return;
        }
        const beginning = mediaTypes.get(ticket.mediaType) ?? [];
        const upload = new Upload(steadyBytes(request, { piece: patience }));
        const kept = await storage.put(beginningWith(upload.bytes(), beginning), ticket);
        const failure = upload.stalled ? 'REQUEST_TIMEOUT' : (kept ?? (await note(database, storage, text, ticket.sha256)));
        // Whoever is refused half-way is still told so: the rest is read and dropped.
        request.resume();
        const status = failure === null ? 201 : (failureStatus[failure] ?? 503);
        response.writeHead(status, { 'content-type': 'application/json', ...(failure ? { connection: 'close' } : {}) });
        response.end(JSON.stringify(failure === null ? { sha256: ticket.sha256 } : { code: failure }));
      },
    },
    {
      method: 'GET',
      path: '/files/:ticket',
      handle: async ({ response, parameters }) => {
        const ticket = tickets.read(parameters.ticket ?? '', 'download', nowSeconds());
        const bytes = ticket && (await storage.open(ticket.sha256));
        if (!ticket || !bytes) {
          response.writeHead(404, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ code: 'NOT_FOUND' }));
          return;
        }
        response.writeHead(200, {
          'content-type': ticket.mediaType,
          'content-length': ticket.sizeBytes,
          // Never shown by the browser as a page of ours.
          'content-disposition': 'attachment',
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        });
        await pipeline(bytes, response);
      },
    },
  ];
}

/** Notes that the bytes have come, without which they cannot be put in evidence; and clears what others left. */
async function note(
  database: Database,
  storage: FileStorage,
  ticketText: string,
  sha256: string,
): Promise<'DATABASE_UNAVAILABLE' | null> {
  try {
    await noteReceived(database, ticketText, sha256);
    await clearForgotten(database, storage);
    return null;
  } catch (error) {
    if (databaseFailure(error)?.kind === 'UNAVAILABLE') {
      return 'DATABASE_UNAVAILABLE';
    }
    throw error;
  }
}

/** Passes bytes on once they have begun as files of the type do; others end after nothing, and so do not match their claim. */
async function* beginningWith(bytes: AsyncIterable<Buffer>, beginning: readonly number[]): AsyncGenerator<Buffer> {
  let held: Buffer | null = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (held === null) {
      yield chunk;
      continue;
    }
    const start: Buffer = Buffer.concat([held, chunk]);
    if (beginning.some((byte, at) => at < start.length && start[at] !== byte)) {
      return;
    }
    held = start.length < beginning.length ? start : null;
    if (held === null) {
      yield start;
    }
  }
}
