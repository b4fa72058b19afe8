import type { CancellableReads } from '../database/cancellation.js';
import { Loaders } from '../database/loaders.js';
import type { Database } from '../database/tables.js';
import type { Locale } from '../language/locale.js';
import type { TokenGuard } from './token-guard.js';

/** How an operation came in. */
export type Transport = 'HTTP' | 'WEBSOCKET' | 'EVENT_STREAM';

/** What is known of a request before anybody has asked who sends it. */
export interface RequestMeta {
  readonly requestId: string;
  readonly locale: Locale;
  readonly transport: Transport;
  readonly remoteAddress: string;
  readonly userAgent: string | null;
  /** Aborted when the client leaves or the time is up. */
  readonly signal: AbortSignal;
}

/** What every resolver is given; made anew for each operation, on every transport. */
export interface OperationContext<Viewer> extends RequestMeta {
  /** Who asks; in a subscription as of the last look at the right to listen. */
  viewer: Viewer;
  /** Who stands behind the token now; rejected when it is no longer good. */
  readonly authenticateAgain: (from?: Database) => ReturnType<Authenticate<Viewer>>;
  readonly loaders: Loaders;
  readonly database: Database;
  /** The cursor that the transport itself was given; a stream goes on from there, whatever its argument says. */
  readonly resumeFrom?: string | null;
}

/** Port: who stands behind a token. No token is the public; a bad one is rejected, never taken for the public. */
export type Authenticate<Viewer> = (
  token: string | null,
  meta: RequestMeta,
  /** Reads from here instead, as within a snapshot. */
  from?: Database,
) => Promise<{ readonly viewer: Viewer } | { readonly rejected: true }>;

/** What contexts are made of. */
export interface ContextPorts<Viewer> {
  readonly authenticate: Authenticate<Viewer>;
  readonly tokenGuard: TokenGuard;
  readonly database: Database;
  /** The database for reads that end with their operation; the database itself unless given. */
  readonly reads?: CancellableReads | undefined;
}

/** The context of an operation, or null when its token is rejected. Throws RATE_LIMITED after too many of those. */
export async function createContext<Viewer>(
  ports: ContextPorts<Viewer>,
  token: string | null,
  meta: RequestMeta,
): Promise<OperationContext<Viewer> | null> {
  const authenticateAgain = (from?: Database) => ports.authenticate(token, meta, from);
  if (token !== null) {
    await ports.tokenGuard.expectPatience(meta.remoteAddress);
  }
  const authentication = await authenticateAgain();
  if ('rejected' in authentication) {
    await ports.tokenGuard.noteRejected(meta.remoteAddress);
    return null;
  }
  const database = ports.reads?.(meta.signal) ?? ports.database;
  return { ...meta, viewer: authentication.viewer, authenticateAgain, database, loaders: new Loaders(database) };
}
