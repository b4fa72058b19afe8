import type { Database } from '../../database/tables.js';
import type { ListeningRight } from '../../realtime/listening-right.js';
import type { CatalogueError } from '../catalogue-error.js';

/** What a stream takes of the context of its subscription. */
export interface StreamContext {
  readonly viewer: { readonly accountId: string | null };
  /** The cursor that the transport itself was given; it takes the place of the argument `after`. */
  readonly resumeFrom?: string | null;
}

/** One kind of streams, declared once; thousands of subscriptions stand on it. */
export interface StreamDefinition<Context extends StreamContext> {
  /** The key of the stream of an object. */
  readonly key: (id: string) => string;
  /** Whether each person has a stream of this kind. */
  readonly isPersonal?: boolean;
  /** Types of events at which rights may change for everybody. */
  readonly rightEvents: readonly string[];
  /** What ends the stream for whoever may not, or no longer, listen; NOT_FOUND, as where nothing is, unless given. */
  readonly refusal?: () => CatalogueError;
  /** The right to listen to an object's stream, as the database has it now; null for none, and where nothing is. */
  readonly readRight: (id: string | null, context: Context) => Promise<ListeningRight | null>;
  /**
   * The fields of the snapshot type but its cursor, in the transaction given; null when the object is not there. Unless
   * the streams are personal they hang on no more than the audience: what hangs on the viewer has a resolver of its own.
   */
  readonly readSnapshot: (id: string | null, context: Context, database: Database) => Promise<object | null>;
}
