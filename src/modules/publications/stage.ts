import { sql } from 'kysely';
import type { Transaction } from '../../database/unit-of-work.js';
import { canonicalJson, contentHash, domainTags } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { makeSnapshot } from '../../publication/make-snapshot.js';
import type { Snapshot } from '../../publication/snapshot.js';
import type { SignedInViewer } from '../accounts/index.js';
import type { RatingCycle } from '../cycles/index.js';
import { MethodologyEntity, MethodologyVersionEntity } from '../methodologies/index.js';
import { type Publication, PublicationEntity } from './publication.entity.js';
import { type ProposedPoints, withProposed } from './proposed-adjustments.js';
import { publicationStaged } from './publication.stream.js';
import { readSettledCycle } from './settled-cycle.js';

/** The lock under which publications are numbered, so that each is given once. */
const numbering = 7_265_012;

/**
 * Makes the table of a cycle as it is settled now, under the next number, and lets it wait for its approvers. A correction
 * says what points would be others, and what it corrects: it is given the table, and answers its member `correction`, or
 * undefined to stage nothing.
 */
export async function stagePublication(
  transaction: Transaction,
  cycle: RatingCycle,
  viewer: SignedInViewer | null,
  proposed: readonly ProposedPoints[] = [],
  correct: (snapshot: Snapshot) => Snapshot['correction'] | undefined = () => null,
): Promise<Publication | null> {
  const { em, database } = transaction;
  const version = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
  const methodology = await em.findOneOrFail(MethodologyEntity, { id: version.methodologyId });
  await em.flush();
  await sql`select pg_advisory_xact_lock(${numbering})`.execute(database);
  const last = await database
    .selectFrom('publication')
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  const number = Number(last?.number ?? 0) + 1;
  const table = makeSnapshot(
    {
      number,
      cycle: {
        id: encodeNodeId('RatingCycle', cycle.id),
        title: cycle.title,
        periodFrom: cycle.periodFrom,
        periodTo: cycle.periodTo,
        demonstration: cycle.demonstration,
      },
      methodology: {
        code: methodology.code,
        number: version.number,
        hash: cycle.methodologyHash,
        illustrative: version.body.illustrative,
      },
    },
    version.body,
    withProposed(await readSettledCycle(database, cycle.id, version.body), proposed),
  );
  const correction = correct(table);
  if (correction === undefined) {
    return null;
  }
  const snapshot: Snapshot = { ...table, correction };
  const publication = em.create(PublicationEntity, {
    cycleId: cycle.id,
    number,
    snapshot: canonicalJson(snapshot),
    snapshotHash: contentHash(domainTags.publication, snapshot),
    stagedBy: viewer?.accountId ?? null,
  });
  await em.flush();
  transaction.publish(publicationStaged(cycle.id, publication.id));
  transaction.enter({
    action: 'publication.staged',
    subjectType: 'Publication',
    subjectId: publication.id,
    body: { number, snapshotHash: publication.snapshotHash },
  });
  return publication;
}
