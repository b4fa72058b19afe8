import type { Database } from '../../database/tables.js';
import type { NoteSigner } from '../../ledger/note/index.js';
import type { Bundle } from '../../publication/bundle.js';
import { councilOfBundle } from '../../publication/bundled-council.js';
import type { Snapshot } from '../../publication/snapshot.js';
import { type Trace, traceOf } from '../../publication/trace.js';
import { readBundle } from './bundle.loader.js';
import type { PublicationRow } from './publication.loader.js';

/** Publications whose bundles are kept in memory: those that people read now. */
const kept = 4;

/** The traces of published figures, out of the bundles of their publications: what is not public cannot be in them. */
export class PublishedTraces {
  readonly #bundles = new Map<string, Promise<Bundle | null>>();

  constructor(private readonly signer: NoteSigner) {}

  /** The trace of a council's figures in a publication. Null for a council that is not in it, and while it has no bundle. */
  async of(database: Database, publication: PublicationRow, councilCode: string): Promise<Trace | null> {
    const bundle = await this.#bundle(database, publication);
    const council = bundle?.councils.find(({ code }) => code === councilCode);
    if (!bundle || !council) {
      return null;
    }
    const { methodology } = JSON.parse(bundle.snapshot) as Snapshot;
    return traceOf(bundle.methodology, methodology.hash, councilOfBundle(council));
  }

  /** A bundle never changes, so it is read once; one that is not there yet is asked for again. */
  async #bundle(database: Database, publication: PublicationRow): Promise<Bundle | null> {
    const { id } = publication;
    const known = this.#bundles.get(id);
    const found = known ?? readBundle(database, publication, this.signer).then((text) => (text === null ? null : (JSON.parse(text) as Bundle)));
    this.#bundles.delete(id);
    this.#bundles.set(id, found);
    const [oldest] = this.#bundles.keys();
    if (this.#bundles.size > kept && oldest !== undefined) {
      this.#bundles.delete(oldest);
    }
    const bundle = await found.catch((error: unknown) => {
      this.#bundles.delete(id);
      throw error;
    });
    if (bundle === null) {
      this.#bundles.delete(id);
    }
    return bundle;
  }
}
