import type { Database } from '../../database/tables.js';
import type { Locale } from '../../language/index.js';
import type { Snapshot } from '../../publication/snapshot.js';
import { type ExportedFile, type ExportFormat, exportOf } from './exports/index.js';

/** A published table with what is needed to show it. */
export interface PublishedTable {
  readonly id: string;
  readonly cycle_id: string;
  readonly number: number;
  readonly snapshot: string;
  readonly snapshot_hash: string;
  readonly published_at: Date;
}

/** What is asked for. */
export interface FileRequest {
  readonly format: ExportFormat;
  readonly locale: Locale;
  /** Whose page; for the format `pdf` alone. */
  readonly councilCode?: string;
}

/** Files that are kept: a page for each council of a table in most languages. Each has some ten kilobytes. */
const kept = 128;

/** The files of published tables. Each is made once while people ask for it: a page takes a tenth of a second to draw. */
export class PublishedFiles {
  readonly #files = new Map<string, Promise<ExportedFile | null>>();

  constructor(
    private readonly database: Database,
    /** The address of the server as people see it; null where nobody has told it. */
    private readonly origin: string | null,
  ) {}

  /** A table as a file; null for a page of a council that is not in it. */
  async of(table: PublishedTable, request: FileRequest): Promise<ExportedFile | null> {
    const key = [table.snapshot_hash, request.format, request.locale, request.councilCode].join(' ');
    const file = this.#files.get(key) ?? this.#make(table, request);
    this.#files.delete(key);
    this.#files.set(key, file);
    const [oldest] = this.#files.keys();
    if (this.#files.size > kept && oldest !== undefined) {
      this.#files.delete(oldest);
    }
    return file.catch((error: unknown) => {
      this.#files.delete(key);
      throw error;
    });
  }

  async #make(table: PublishedTable, { format, ...request }: FileRequest): Promise<ExportedFile | null> {
    const { body: methodology } = await this.database
      .selectFrom('rating_cycle')
      .innerJoin('methodology_version', 'methodology_version.id', 'rating_cycle.methodology_version_id')
      .select('methodology_version.body')
      .where('rating_cycle.id', '=', table.cycle_id)
      .executeTakeFirstOrThrow();
    return exportOf(format, {
      ...request,
      snapshot: JSON.parse(table.snapshot) as Snapshot,
      text: table.snapshot,
      hash: table.snapshot_hash,
      publishedAt: table.published_at,
      methodology,
      origin: this.origin,
    });
  }
}
