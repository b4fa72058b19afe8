import { Field, ObjectType } from 'type-graphql';
import type { Audience, Member, PresentPerson } from '../../realtime/presence/person.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { JsonObjectScalar } from '../../relay/scalars.js';
import { PersonType } from '../accounts/index.js';
import type { PresenceRole } from './presence.policy.js';

/** The roles as the schema shows them. */
export const presenceRoleEnum = describedEnum<PresenceRole>('PresenceRole', 'What somebody is among those who are present. The server says so.', {
  CHAIR: 'Leads the council that it is about, or one of its councils.',
  SECRETARY: 'Keeps the records of that council.',
  MEMBER: 'Sits in that council.',
  RATER: 'Rates it. Seen by those alone who may know who rates.',
  OFFICIAL: 'Holds an office of the whole system.',
  OBSERVER: 'None of these.',
});

/** Who is present in a stream. */
@ObjectType('Presence', {
  description:
    'Who is present in a stream now: whoever is subscribed to `presenceStream`. Only those are counted and listed whom the viewer may see: the own people of the council that it is about, whoever has an account that the viewer may see, and the viewer.',
})
export class PresenceType {
  readonly stream!: string;

  readonly audience!: Audience;

  /** Counts once, whatever is asked. */
  readonly counts!: () => Promise<{ readonly people: number; readonly connections: number }>;
}

/** Somebody who is present. */
@ObjectType('PresenceMember', { description: 'Somebody who is present, over however many connections.', simpleResolvers: true })
export class PresenceMemberType {
  @Field(() => PersonType, { description: 'Who it is. The id of the person is the one by which `PresenceChanged` names who left.' })
  readonly person!: PersonType;

  @Field(() => presenceRoleEnum, { description: 'What the person is here.' })
  readonly role!: PresenceRole;

  @Field(() => Date, { description: 'Since when the person is present without a break.' })
  readonly joinedAt!: Date;

  @Field(() => JsonObjectScalar, {
    nullable: true,
    description: 'What its client last said of itself by `presenceUpdate`, unread by the server; null when nothing.',
  })
  readonly state!: object | null;

  readonly accountId!: string;
}

/** A page of those who are present. */
export const { Connection: PresenceMemberConnection } = connectionTypes(PresenceMemberType, { name: 'PresenceMember' });

/** Somebody present as the schema shows them. */
export function toPresenceMember({ role, joinedAt, state, accountId }: PresentPerson, person: PersonType): PresenceMemberType {
  return {
    person,
    role: role as PresenceRole,
    joinedAt,
    state: state === null ? null : (JSON.parse(state) as object),
    accountId,
  };
}

/** A member of a room as the schema shows it. */
export function memberOfRoom(member: Member<PersonType>): PresenceMemberType {
  return toPresenceMember(member, member.who);
}
