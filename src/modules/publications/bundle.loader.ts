import type { Database } from '../../database/tables.js';
import type { NoteSigner } from '../../ledger/note/index.js';
import { makeBundle } from './make-bundle.js';

/**
 * The verification bundle of a publication, as the text that is served: made at the first request and kept, since it
 * cannot change any more. Null while the publication is under no checkpoint yet, which takes a second or two.
 */
export async function readBundle(
  database: Database,
  publication: { readonly id: string; readonly cycle_id: string; readonly snapshot: string; readonly snapshot_hash: string },
  signer: NoteSigner,
): Promise<string | null> {
  const kept = await database
    .selectFrom('publication_bundle')
    .select('body')
    .where('publication_id', '=', publication.id)
    .executeTakeFirst();
  if (kept) {
    return kept.body;
  }
  const bundle = await makeBundle(database, publication, signer);
  if (!bundle) {
    return null;
  }
  const body = JSON.stringify(bundle);
  // Two requests make the same bundle of what cannot change.
  await database
    .insertInto('publication_bundle')
    .values({ publication_id: publication.id, body } as never)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return body;
}
