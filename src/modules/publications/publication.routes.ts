import type { IncomingMessage, ServerResponse } from 'node:http';
import { sql } from 'kysely';
import { databaseFailure } from '../../database/failures.js';
import type { Database } from '../../database/tables.js';
import type { Route } from '../../http/route.js';
import { defaultLocale, type Locale, localeOf, message } from '../../language/index.js';
import type { NoteSigner } from '../../ledger/note/index.js';
import { readBundle } from './bundle.loader.js';
import { type ExportedFile, isExportFormat } from './exports/index.js';
import type { PublicationState } from './publication.entity.js';
import { PublishedFiles, type PublishedTable } from './published-files.js';

/** What the addresses of publications are served with. */
export interface PublicationPorts {
  readonly database: Database;
  /** Whose log bundles lead to. */
  readonly signer: NoteSigner;
  /** The address of the server as people see it; null where nobody has told it. */
  readonly origin: string | null;
}

/** Seconds for which caches keep what is asked for by number: a correction may follow. By its hash it is kept for ever. */
const shortly = 60;

const byNumber = /^(\d{1,9})$/;
const byHash = /^([0-9a-f]{64})$/;

/**
 * The addresses of publications, which need no account and no GraphQL: `/publications/<number or hash>.json` and `.csv`,
 * `.xlsx`, `.bundle.json`; `/publications/<number or hash>/<council>.pdf`. Snapshots alone are read, so nothing that is
 * not public can be told. What is asked for by its hash never changes, unless it is withdrawn.
 */
export function publicationRoutes({ database, signer, origin }: PublicationPorts): readonly Route[] {
  const files = new PublishedFiles(database, origin);
  const serve = async (exchange: Exchange, name: string, make: (table: PublishedTable) => Promise<Served>): Promise<void> => {
    try {
      await answer(exchange, await readPublished(database, name), byHash.test(name), make);
    } catch (error) {
      if (databaseFailure(error)?.kind !== 'UNAVAILABLE') {
        throw error;
      }
      refuse(exchange.response, 503, 'DATABASE_UNAVAILABLE');
    }
  };
  return [
    {
      method: 'GET',
      path: '/publications/:file',
      handle: async ({ request, response, parameters, url }) => {
        const [name = '', ...rest] = (parameters.file ?? '').split('.');
        const format = rest.join('.');
        await serve({ request, response, locale: localeIn(url) }, name, async (table) => {
          if (format === 'bundle.json') {
            return bundleFile(table.number, await readBundle(database, table, signer));
          }
          return isExportFormat(format) && format !== 'pdf' ? files.of(table, { format, locale: localeIn(url) }) : null;
        });
      },
    },
    {
      method: 'GET',
      path: '/publications/:name/:file',
      handle: async ({ request, response, parameters, url }) => {
        const [councilCode = '', format = ''] = (parameters.file ?? '').split('.');
        await serve({ request, response, locale: localeIn(url) }, parameters.name ?? '', async (table) =>
          format === 'pdf' ? files.of(table, { format, locale: localeIn(url), councilCode }) : null,
        );
      },
    },
  ];
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly locale: Locale;
}

/** A table that was published, whatever has become of it. */
interface KeptTable extends PublishedTable {
  readonly state: PublicationState;
  /** Why it was withdrawn; none while it is not. */
  readonly reasons: readonly string[];
}

/** A file; null where there is none; or that there will be one. */
type Served = Pick<ExportedFile, 'bytes' | 'mediaType' | 'disposition'> | 'NOT_YET' | null;

const bundleFile = (number: number, text: string | null): Served =>
  text === null
    ? 'NOT_YET'
    : {
        bytes: Buffer.from(text),
        mediaType: 'application/json',
        disposition: `attachment; filename="publication-${number}.bundle.json"`,
      };

async function answer(
  { request, response, locale }: Exchange,
  table: KeptTable | null,
  isForEver: boolean,
  make: (table: PublishedTable) => Promise<Served>,
): Promise<void> {
  if (!table) {
    refuse(response, 404, 'NOT_FOUND');
    return;
  }
  if (table.state === 'WITHDRAWN') {
    tellWithdrawn(response, table, locale);
    return;
  }
  // An address names one form in one language, so the hash of what it shows is enough of a validator.
  const etag = `"${table.snapshot_hash}"`;
  const kept = { 'cache-control': isForEver ? 'public, max-age=31536000, immutable' : `public, max-age=${shortly}` };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { ...kept, etag }).end();
    return;
  }
  const served = await make(table);
  if (served === null) {
    refuse(response, 404, 'NOT_FOUND');
  } else if (served === 'NOT_YET') {
    response.setHeader('retry-after', '2');
    refuse(response, 503, 'NOT_YET');
  } else {
    response.writeHead(200, {
      'content-type': served.mediaType,
      'content-disposition': served.disposition,
      ...kept,
      etag,
      'x-content-type-options': 'nosniff',
      // Mirrors and pages of others may read what is public.
      'access-control-allow-origin': '*',
    });
    response.end(served.bytes);
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ code }));
}

/** What stays of a table that was withdrawn, as RFC 9457 has it: that it was there, and why it is not any more. */
function tellWithdrawn(response: ServerResponse, { number, snapshot_hash: snapshotHash, reasons }: KeptTable, locale: Locale): void {
  const title = message('PUBLICATION_WITHDRAWN', locale, { number });
  response.writeHead(410, { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'access-control-allow-origin': '*' });
  response.end(JSON.stringify({ status: 410, code: 'WITHDRAWN', title, detail: reasons.join('\n\n'), number, snapshotHash, reasons }));
}

async function readPublished(database: Database, name: string): Promise<KeptTable | null> {
  const query = database
    .selectFrom('publication')
    .select(['id', 'cycle_id', 'number', 'state', 'snapshot', 'snapshot_hash', 'published_at'])
    .select(
      sql<string[]>`array(select w.reason from publication_withdrawal w
        where w.publication_id = publication.id and publication.state = 'WITHDRAWN' order by w.id)`.as('reasons'),
    )
    .where('published_at', 'is not', null);
  const [number, hash] = [byNumber.exec(name)?.[1], byHash.exec(name)?.[1]];
  if (number === undefined && hash === undefined) {
    return null;
  }
  const found = await (hash === undefined ? query.where('number', '=', Number(number)) : query.where('snapshot_hash', '=', hash)).executeTakeFirst();
  return found?.published_at ? { ...found, published_at: found.published_at } : null;
}

const localeIn = (url: URL): Locale => localeOf(url.searchParams.get('locale') ?? '') ?? defaultLocale;
