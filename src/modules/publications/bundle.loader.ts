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
  const kept = () =>
    database.selectFrom('publication_bundle').select('body').where('publication_id', '=', publication.id).executeTakeFirst();
  const before = await kept();
  if (before) {
    return before.body;
  }
  const bundle = await makeBundle(database, publication, signer);
  if (!bundle) {
    return null;
  }
  // Two first requests may find two checkpoints; both are told the bundle that was kept.
  await database
    .insertInto('publication_bundle')
    .values({ publication_id: publication.id, body: JSON.stringify(bundle) } as never)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await kept())?.body ?? null;
}
