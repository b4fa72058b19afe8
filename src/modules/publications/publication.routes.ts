import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../../database/tables.js';
import { databaseFailure } from '../../database/failures.js';
import type { Route } from '../../http/route.js';
import { defaultLocale, type Locale, localeOf } from '../../language/index.js';
import type { NoteSigner } from '../../ledger/note/index.js';
import type { Snapshot } from '../../publication/snapshot.js';
import { readBundle } from './bundle.loader.js';
import { exportOf, isExportFormat } from './exports/index.js';

/** Seconds for which caches keep what is asked for by number: a correction may follow. By its hash it is kept for ever. */
const shortly = 60;

const byNumber = /^(\d{1,9})$/;
const byHash = /^([0-9a-f]{64})$/;

/**
 * The addresses of publications, which need no account and no GraphQL: `/publications/<number or hash>.json` and `.csv`,
 * `.xlsx`, `.bundle.json`; `/publications/<number or hash>/<council>.pdf`. Snapshots alone are read, so nothing that is
 * not public can be told. What is asked for by its hash never changes.
 */
export function publicationRoutes(database: Database, signer: NoteSigner): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/publications/:file',
      handle: async ({ request, response, parameters, url }) => {
        const [name = '', ...rest] = (parameters.file ?? '').split('.');
        const format = rest.join('.');
        await serve(request, response, database, name, async (publication) => {
          if (format === 'bundle.json') {
            const bundle = await readBundle(database, publication, signer);
            return bundle === null ? 'NOT_YET' : { bytes: bundle, mediaType: 'application/json', fileName: `publication-${publication.number}.bundle.json` };
          }
          const snapshot = JSON.parse(publication.snapshot) as Snapshot;
          return isExportFormat(format) && format !== 'pdf'
            ? exportOf(format, { snapshot, text: publication.snapshot, hash: publication.snapshot_hash, publishedAt: publication.published_at, locale: localeIn(url) })
            : null;
        });
      },
    },
    {
      method: 'GET',
      path: '/publications/:name/:file',
      handle: async ({ request, response, parameters, url }) => {
        const [councilCode = '', format = ''] = (parameters.file ?? '').split('.');
        await serve(request, response, database, parameters.name ?? '', async (publication) => {
          const snapshot = JSON.parse(publication.snapshot) as Snapshot;
          const isKnown = snapshot.rows.some((row) => row.councilCode === councilCode);
          return isKnown && format === 'pdf'
            ? exportOf('pdf', { snapshot, text: publication.snapshot, hash: publication.snapshot_hash, publishedAt: publication.published_at, locale: localeIn(url), councilCode })
            : null;
        });
      },
    },
  ];
}

interface PublicRow {
  readonly id: string;
  readonly cycle_id: string;
  readonly number: number;
  readonly snapshot: string;
  readonly snapshot_hash: string;
  readonly published_at: Date;
}

interface Served {
  readonly bytes: string | Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  database: Database,
  name: string,
  make: (publication: PublicRow) => Promise<Served | 'NOT_YET' | null>,
): Promise<void> {
  try {
    const publication = await readPublic(database, name);
    const etag = `"${publication?.snapshot_hash ?? ''}"`;
    if (publication && request.headers['if-none-match'] === etag) {
      // An address names one form in one language, so the hash of what it shows is enough of a validator.
      response.writeHead(304, { etag }).end();
      return;
    }
    const served = publication && (await make(publication));
    if (!publication || !served) {
      refuse(response, 404, 'NOT_FOUND');
    } else if (served === 'NOT_YET') {
      response.setHeader('retry-after', '2');
      refuse(response, 503, 'NOT_YET');
    } else {
      const isForEver = byHash.test(name);
      response.writeHead(200, {
        'content-type': served.mediaType,
        'content-disposition': `attachment; filename="${served.fileName}"`,
        'cache-control': isForEver ? 'public, max-age=31536000, immutable' : `public, max-age=${shortly}`,
        etag,
        'x-content-type-options': 'nosniff',
        // Mirrors and pages of others may read what is public.
        'access-control-allow-origin': '*',
      });
      response.end(served.bytes);
    }
  } catch (error) {
    if (databaseFailure(error)?.kind !== 'UNAVAILABLE') {
      throw error;
    }
    refuse(response, 503, 'DATABASE_UNAVAILABLE');
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ code }));
}

async function readPublic(database: Database, name: string): Promise<PublicRow | null> {
  const query = database
    .selectFrom('publication')
    .select(['id', 'cycle_id', 'number', 'snapshot', 'snapshot_hash', 'published_at'])
    .where('published_at', 'is not', null);
  const [number, hash] = [byNumber.exec(name)?.[1], byHash.exec(name)?.[1]];
  if (number === undefined && hash === undefined) {
    return null;
  }
  const found = await (hash === undefined ? query.where('number', '=', Number(number)) : query.where('snapshot_hash', '=', hash)).executeTakeFirst();
  return found?.published_at ? { ...found, published_at: found.published_at } : null;
}

const localeIn = (url: URL): Locale => localeOf(url.searchParams.get('locale') ?? '') ?? defaultLocale;
