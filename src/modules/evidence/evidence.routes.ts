import { pipeline } from 'node:stream/promises';
import { PassThrough } from 'node:stream';
import type { Route } from '../../http/route.js';
import type { FileStorage } from '../../storage/file-storage.js';
import type { Tickets } from '../../storage/tickets.js';
import { mediaTypes } from './media-types.js';

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** The doors for bytes: a signed ticket is the right to pass, once for these bytes and for a quarter of an hour. */
export function evidenceRoutes(storage: FileStorage, tickets: Tickets): readonly Route[] {
  return [
    {
      method: 'PUT',
      path: '/uploads/:ticket',
      handle: async ({ request, response, parameters }) => {
        const ticket = tickets.read(parameters.ticket ?? '', 'upload', nowSeconds());
        if (!ticket) {
          response.writeHead(403, { 'content-type': 'application/json', connection: 'close' });
          response.end(JSON.stringify({ code: 'UPLOAD_EXPIRED' }));
          return;
        }
        const beginning = mediaTypes[ticket.mediaType] ?? null;
        const bytes = request.pipe(new PassThrough());
        const checked = beginning === null ? bytes : beginsWith(bytes, beginning);
        const failure = await storage.put(checked, ticket);
        const status = failure === null ? 201 : failure === 'UPLOAD_MISMATCH' ? 422 : 503;
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

/** Passes bytes on as long as they begin as files of the type do; others end after nothing, and so do not match. */
function beginsWith(bytes: PassThrough, beginning: readonly number[]): PassThrough {
  const out = new PassThrough();
  let isFirst = true;
  bytes.on('data', (chunk: Buffer) => {
    if (isFirst && !beginning.every((byte, at) => chunk[at] === byte)) {
      out.end();
      bytes.removeAllListeners('data').resume();
      return;
    }
    isFirst = false;
    out.write(chunk);
  });
  bytes.on('end', () => out.end());
  bytes.on('error', (error) => out.destroy(error));
  return out;
}
