import { sql } from 'kysely';
import type { Transaction } from '../../database/unit-of-work.js';
import { canonicalJson, contentHash, domainTags } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { type CycleEffects, EvaluationEntity } from '../cycles/index.js';
import { EvaluationItemEntity } from '../evaluations/index.js';
import { MethodologyEntity, MethodologyVersionEntity } from '../methodologies/index.js';
import { PublicationEntity } from './publication.entity.js';
import { publicationStaged } from './publication.stream.js';
import { makeSnapshot } from './snapshot.js';

/** The lock under which publications are numbered, so that each is given once. */
const numbering = 7_265_012;

/** What becomes of a cycle's table when it moves: it is staged at FINAL, and withdrawn when the cycle is given up then. */
export const publicationEffects: CycleEffects = {
  async apply(transaction, { cycle, to, viewer }) {
    if (to === 'CANCELLED') {
      await withdrawStaged(transaction, cycle.id);
    }
    if (to !== 'FINAL') {
      return [];
    }
    const { em, database } = transaction;
    const version = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
    const methodology = await em.findOneOrFail(MethodologyEntity, { id: version.methodologyId });
    const evaluations = await em.find(EvaluationEntity, { cycleId: cycle.id }, { orderBy: { sortKey: 'asc' } });
    const items = await em.find(
      EvaluationItemEntity,
      { evaluationId: { $in: evaluations.map((evaluation) => evaluation.id) } },
      { orderBy: { ordinal: 'asc' } },
    );
    await sql`select pg_advisory_xact_lock(${numbering})`.execute(database);
    const last = await database
      .selectFrom('publication')
      .select((eb) => eb.fn.max('number').as('number'))
      .executeTakeFirst();
    const number = Number(last?.number ?? 0) + 1;
    const snapshot = makeSnapshot(
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
      evaluations.map((evaluation) => ({
        code: evaluation.councilSnapshot.code,
        name: evaluation.councilSnapshot.name,
        items: items
          .filter((item) => item.evaluationId === evaluation.id)
          .map((item) => ({
            indicatorCode: item.indicatorCode,
            officialPoints: item.officialPoints ?? null,
            officialBasis: item.officialBasis ?? null,
          })),
      })),
    );
    const publication = em.create(PublicationEntity, {
      cycleId: cycle.id,
      number,
      snapshot: canonicalJson(snapshot),
      snapshotHash: contentHash(domainTags.publication, snapshot),
      stagedBy: viewer.accountId,
    });
    await em.flush();
    transaction.publish(publicationStaged(cycle.id, publication.id));
    transaction.enter({
      action: 'publication.staged',
      subjectType: 'Publication',
      subjectId: publication.id,
      body: { number, snapshotHash: publication.snapshotHash },
    });
    return [];
  },
};

/** The table of a cycle that is given up is approved by nobody any more. It was never public, and does not become so. */
async function withdrawStaged(transaction: Transaction, cycleId: string): Promise<void> {
  for (const publication of await transaction.em.find(PublicationEntity, { cycleId, state: 'STAGED' })) {
    publication.state = 'WITHDRAWN';
    transaction.enter({
      action: 'publication.withdrawn',
      subjectType: 'Publication',
      subjectId: publication.id,
      body: { number: publication.number },
    });
  }
}
