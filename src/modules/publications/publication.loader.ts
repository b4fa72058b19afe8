import type { Selectable } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { defineOrdering } from '../../relay/connections/ordering.js';

/** A publication as plain rows see it. */
export type PublicationRow = Selectable<Tables['publication']>;

/** The newest number first. */
export const publicationOrdering = defineOrdering([{ column: 'publication.number', type: 'integer', direction: 'desc' }]);

/** Publications; those that wait for approval only for whoever may see them. */
export function publicationsFor(database: Database, withStaged: boolean) {
  const query = database.selectFrom('publication').selectAll('publication');
  return withStaged ? query : query.where('publication.published_at', 'is not', null);
}

/** Publications by id. */
export const publicationById = defineLoader<string, PublicationRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('publication').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** Publications by number. */
export const publicationByNumber = defineLoader<number, PublicationRow | null>(async (database, numbers) => {
  const rows = await database.selectFrom('publication').selectAll().where('number', 'in', numbers).execute();
  return numbers.map((number) => rows.find((row) => row.number === number) ?? null);
});

/** Publications by the hash of their snapshot. */
export const publicationByHash = defineLoader<string, PublicationRow | null>(async (database, hashes) => {
  const rows = await database.selectFrom('publication').selectAll().where('snapshot_hash', 'in', hashes).execute();
  return hashes.map((hash) => rows.find((row) => row.snapshot_hash === hash) ?? null);
});

/** Who approved a publication, in the order of approval. */
export interface Approvals {
  /** Everybody who ever has. */
  readonly given: readonly string[];
  /**
   * Those whose yes counts: to the snapshot as it is, of an active account that still is an approver. Of what is
   * published they are all, for they counted then.
   */
  readonly standing: readonly string[];
}

/** The approvals of publications. */
export const approvalsOf = defineLoader<string, Approvals>(async (database, ids) => {
  const rows = await database
    .selectFrom('publication_approval')
    .innerJoin('publication', 'publication.id', 'publication_approval.publication_id')
    .innerJoin('account', 'account.id', 'publication_approval.approver_id')
    .select(['publication_approval.publication_id', 'publication_approval.approver_id'])
    .select((eb) =>
      eb
        .or([
          eb('publication.published_at', 'is not', null),
          eb('publication.state', '=', 'EMBARGOED'),
          eb.and([
            eb('publication_approval.snapshot_hash', '=', eb.ref('publication.snapshot_hash')),
            eb('account.status', '=', 'ACTIVE'),
            eb.exists(
              eb
                .selectFrom('role_grant')
                .select('role_grant.id')
                .whereRef('role_grant.account_id', '=', 'account.id')
                .where('role_grant.role', '=', 'APPROVER')
                .where('role_grant.revoked_at', 'is', null),
            ),
          ]),
        ])
        .as('stands'),
    )
    .where('publication_approval.publication_id', 'in', ids)
    .orderBy('publication_approval.id')
    .execute();
  return grouped(ids, rows, (row) => row.publication_id).map((group) => ({
    given: group.map((row) => row.approver_id),
    standing: group.filter((row) => row.stands).map((row) => row.approver_id),
  }));
});

/** One word that a table is to be withdrawn. */
export interface WithdrawalWord {
  readonly approverId: string;
  readonly reason: string;
  readonly at: Date;
  /** Whether it counts: of an active account that still is an approver, or because the table is withdrawn. */
  readonly stands: boolean;
}

/** The words by which publications were or are to be withdrawn, in their order. */
export const withdrawalsOf = defineLoader<string, readonly WithdrawalWord[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('publication_withdrawal')
    .innerJoin('publication', 'publication.id', 'publication_withdrawal.publication_id')
    .innerJoin('account', 'account.id', 'publication_withdrawal.approver_id')
    .selectAll('publication_withdrawal')
    .select((eb) =>
      eb
        .or([
          eb('publication.state', '=', 'WITHDRAWN'),
          eb.and([
            eb('account.status', '=', 'ACTIVE'),
            eb.exists(
              eb
                .selectFrom('role_grant')
                .select('role_grant.id')
                .whereRef('role_grant.account_id', '=', 'account.id')
                .where('role_grant.role', '=', 'APPROVER')
                .where('role_grant.revoked_at', 'is', null),
            ),
          ]),
        ])
        .as('stands'),
    )
    .where('publication_withdrawal.publication_id', 'in', ids)
    .orderBy('publication_withdrawal.id')
    .execute();
  return grouped(ids, rows, (row) => row.publication_id).map((group) =>
    group.map((row) => ({ approverId: row.approver_id, reason: row.reason, at: row.created_at, stands: Boolean(row.stands) })),
  );
});

/** The greatest number of a cycle that was ever public; null without one. */
export const newestNumberOf = defineLoader<string, number | null>(async (database, cycleIds) => {
  const rows = await database
    .selectFrom('publication')
    .select((eb) => ['cycle_id', eb.fn.max('number').as('number')])
    .where('cycle_id', 'in', cycleIds)
    .where('published_at', 'is not', null)
    .groupBy('cycle_id')
    .execute();
  return cycleIds.map((id) => rows.find((row) => row.cycle_id === id)?.number ?? null);
});
