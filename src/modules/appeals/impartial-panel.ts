import { noId } from '../../database/stable-id.js';
import type { Transaction } from '../../database/unit-of-work.js';
import type { Fault } from '../../errors.js';
import type { SignedInViewer } from '../accounts/index.js';
import { isOwnPerson } from '../cycles/index.js';
import type { AppealContext } from './appeal-context.js';

/** The least and the most members of a panel. */
export const panelBounds = { minimum: 3, maximum: 15 } as const;

/** What is wrong with the number of a panel's members, and with names that stand in it twice. */
export function panelShapeFaults(accountIds: readonly (string | null)[]): readonly Fault[] {
  const twice = accountIds.findIndex((id, at) => accountIds.indexOf(id) !== at);
  return [
    ...(accountIds.length < panelBounds.minimum || accountIds.length > panelBounds.maximum
      ? [{ code: 'OUT_OF_RANGE' as const, path: ['accountIds'], parameters: panelBounds }]
      : []),
    ...(twice === -1 ? [] : [{ code: 'ALREADY_EXISTS' as const, path: ['accountIds', String(twice)] }]),
  ];
}

/**
 * Who of some accounts may not decide an appeal: whoever is no active rater is not found; whoever was ever to rate the
 * council in this evaluation, belongs to it, has an interest in it by an own declaration, has written or signed the
 * appeal, or names the panel, is not impartial.
 */
export async function panelFaults(
  transaction: Transaction,
  context: AppealContext,
  accountIds: readonly (string | null)[],
  viewer: SignedInViewer,
): Promise<readonly Fault[]> {
  const { database } = transaction;
  const raters = await database
    .selectFrom('account')
    .innerJoin('role_grant', 'role_grant.account_id', 'account.id')
    .select(['account.id', 'account.person_id'])
    .where('account.id', 'in', accountIds.map((id) => id ?? noId))
    .where('account.status', '=', 'ACTIVE')
    .where('role_grant.role', '=', 'RATER')
    .where('role_grant.revoked_at', 'is', null)
    .execute();
  const personOf = new Map(raters.map(({ id, person_id: personId }) => [id, personId]));
  const { appeal } = context;
  const involved = new Set([appeal.createdBy, appeal.filedBy, viewer.accountId, ...(await interested(transaction, context))]);
  const found: Fault[] = [];
  for (const [at, id] of accountIds.entries()) {
    const path = ['accountIds', String(at)];
    const personId = id === null ? undefined : personOf.get(id);
    if (id === null || personId === undefined) {
      found.push({ code: 'NOT_FOUND', path });
    } else if (involved.has(id) || (await isOwnPerson(database, context.evaluation, context.cycle.periodFrom, personId))) {
      found.push({ code: 'CONFLICT_OF_INTEREST', path });
    }
  }
  return found;
}

/** The accounts that were ever assigned to the evaluation, or have declared something against rating its council that was not cleared. */
async function interested({ database }: Transaction, { evaluation }: AppealContext): Promise<readonly string[]> {
  const assigned = await database.selectFrom('rater_assignment').select('rater_id').where('evaluation_id', '=', evaluation.id).execute();
  const declared = await database
    .selectFrom('conflict_declaration')
    .innerJoin('evaluation', 'evaluation.id', 'conflict_declaration.evaluation_id')
    .select('conflict_declaration.rater_id')
    .where('evaluation.council_id', '=', evaluation.councilId)
    .where('conflict_declaration.kind', '<>', 'NONE')
    .where('conflict_declaration.decision', '<>', 'CLEARED')
    .execute();
  return [...assigned, ...declared].map((row) => row.rater_id);
}
