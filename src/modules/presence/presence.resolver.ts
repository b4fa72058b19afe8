import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { peopleSeen } from '../../realtime/presence/postgres/people-seen.js';
import { ConnectionArguments, connectionOf, type ConnectionValue } from '../../relay/connections/connection.js';
import { page } from '../../relay/connections/keyset.js';
import { AccountType, type Context, readAccount } from '../accounts/index.js';
import { personsOfAccounts } from './presence.loader.js';
import { presenceOrdering, readRoom, toPresence } from './presence.query.js';
import { PresenceMemberConnection, PresenceMemberType, PresenceType, toPresenceMember } from './presence.type.js';
import type { PresenceRooms } from './room.port.js';

/** Reads of who is present. */
@Resolver(() => PresenceType)
export class PresenceResolver {
  constructor(private readonly rooms: PresenceRooms) {}

  @Query(() => PresenceType, {
    nullable: true,
    description:
      'Who is present in the stream of a council, a rating cycle or an evaluation; null when it is unknown or hidden. The public reads numbers alone.',
  })
  async presence(
    @Arg('streamOf', () => ID, { description: 'The id of the object whose stream it is.' }) streamOf: string,
    @Ctx() context: Context,
  ): Promise<PresenceType | null> {
    const room = await readRoom(this.rooms, streamOf, context);
    return room && toPresence(room, context);
  }

  @FieldResolver(() => Int, { description: 'How many people there are.' })
  async people(@Root() { counts }: PresenceType): Promise<number> {
    return (await counts()).people;
  }

  @FieldResolver(() => Int, { description: 'Over how many connections they are here: a person may have several.' })
  async connections(@Root() { counts }: PresenceType): Promise<number> {
    return (await counts()).connections;
  }

  @FieldResolver(() => PresenceMemberConnection, {
    nullable: true,
    description: 'The people, in the order in which they came; null for the public.',
  })
  async members(
    @Root() { stream, audience, counts }: PresenceType,
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() { database }: Context,
  ): Promise<ConnectionValue<PresenceMemberType> | null> {
    if (!audience.isNamed) {
      return null;
    }
    const query = peopleSeen(database, stream, audience).select([
      'present.person_id',
      'present.account_id',
      'present.sight',
      'present.role',
      'present.state',
      'present.joined_at',
    ]);
    const found = await page(query, presenceOrdering, pageArguments);
    const persons = await personsOfAccounts(database, found.rows.map((row) => row.account_id));
    const members = found.rows.map((row) => {
      const person = persons.get(row.account_id);
      if (!person) {
        throw new Error('somebody present has no account');
      }
      const { account_id: accountId, person_id: personId, sight, role, state } = row;
      return toPresenceMember({ accountId, personId, sight, role, state, joinedAt: new Date(row.joined_at) }, person);
    });
    return connectionOf({ ...found, rows: members }, async () => (await counts()).people);
  }
}

/** Reads within somebody who is present. */
@Resolver(() => PresenceMemberType)
export class PresenceMemberResolver {
  @FieldResolver(() => AccountType, { nullable: true, description: 'The account, for those who may see it; null for others.' })
  account(@Root() { accountId }: PresenceMemberType, @Ctx() context: Context): Promise<AccountType | null> {
    return readAccount(accountId, context);
  }
}
