import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { foldForSearch } from '../../language/index.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { countRows, page } from '../../relay/connections/keyset.js';
import { AccountWhere } from './account.inputs.js';
import { accountById } from './account.loader.js';
import { mayReadAccount } from './account.policy.js';
import { accountOrdering, accountsFor } from './account.query.js';
import { AccountConnection, AccountType, toAccount } from './account.type.js';
import type { Context } from './context.js';

/** Reads of accounts. */
@Resolver(() => AccountType)
export class AccountReadResolver {
  @Query(() => AccountConnection, {
    description:
      "Accounts that the viewer may see, by name: for the Agency all, for those who run, approve and audit cycles whoever has or had a role, for others one's own.",
  })
  async accounts(
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Arg('where', () => AccountWhere, { nullable: true, description: 'Which accounts.' }) where: AccountWhere | null,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<AccountType>> {
    const { database, viewer } = context;
    const search = where?.search ? foldForSearch(where.search.slice(0, 200)) : null;
    const query = accountsFor(database, viewer, { role: where?.role ?? null, search });
    const found = await page(query, accountOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map((row) => toAccount(row, viewer)) }, () => countRows(query));
  }
}

/** An account that the viewer may see, or null. */
export async function readAccount(id: string | null, { loaders, viewer }: Context): Promise<AccountType | null> {
  const row = id === null ? null : await loaders.of(accountById).load(id);
  return row && mayReadAccount(viewer, { accountId: row.id, wasGranted: row.was_granted }) ? toAccount(row, viewer) : null;
}
