import { Field, ID, ObjectType } from 'type-graphql';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { asObjectType } from '../../relay/row-view.js';
import type { PersonRow, SessionRow } from './account.loader.js';
import type { GrantedRole } from './role.js';

/** The granted roles as the schema shows them. */
export const grantedRoleEnum = describedEnum<GrantedRole>('Role', 'A role that is granted to an account as a whole.', {
  AGENCY_ADMIN: 'Keeps accounts, councils and appointments for the Agency. Sees no mark before it is revealed.',
  METHODOLOGIST: 'Writes methodologies.',
  APPROVER: 'Approves methodologies, exceptions and publications: the second pair of eyes.',
  CYCLE_MANAGER: 'Runs rating cycles and assigns raters.',
  FACILITATOR: 'Leads seminars and joint sessions; does not score.',
  RATER: 'Rates the councils that were assigned.',
  AUDITOR: 'Reads everything that is revealed, and the records.',
});

/** A human being. */
@ObjectType('Person', {
  implements: Node,
  description: 'A human being who holds a seat or an account. Names of holders of seats are public.',
  simpleResolvers: true,
})
export class PersonType extends Node {
  @Field(() => String, { description: 'Family name, given name and patronymic, in the script they were recorded in.' })
  readonly fullName!: string;

  @Field(() => String, { description: 'The family name.' })
  readonly familyName!: string;

  @Field(() => String, { description: 'The given name.' })
  readonly givenName!: string;

  @Field(() => String, { nullable: true, description: 'The patronymic; null where none was recorded.' })
  readonly patronymic!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the person works, as recorded.' })
  readonly organisation!: string | null;

  @Field(() => Boolean, { description: 'True for the persons of the demonstration, who do not exist.' })
  readonly invented!: boolean;
}

/** A row as the schema shows it. A composition has hundreds: only what is asked for is made. */
class PersonOfRow implements PersonType {
  constructor(private readonly row: PersonRow) {}

  get id(): string {
    return encodeNodeId('Person', this.row.id);
  }

  get fullName(): string {
    const { family_name: family, given_name: given, patronymic } = this.row;
    return patronymic ? `${family} ${given} ${patronymic}` : `${family} ${given}`;
  }

  get familyName(): string {
    return this.row.family_name;
  }

  get givenName(): string {
    return this.row.given_name;
  }

  get patronymic(): string | null {
    return this.row.patronymic;
  }

  get organisation(): string | null {
    return this.row.organisation;
  }

  get invented(): boolean {
    return this.row.invented;
  }
}

asObjectType(PersonOfRow, PersonType);

/** A person's row as the schema shows it. */
export function toPerson(row: PersonRow): PersonType {
  return new PersonOfRow(row);
}

/** A signed-in device. */
@ObjectType('Session', {
  description: 'A signed-in device of the viewer. Only its owner sees it.',
  simpleResolvers: true,
})
export class SessionType {
  @Field(() => ID, { description: 'The id of the session, to end it by `sessionDelete`.' })
  readonly id!: string;

  @Field(() => Boolean, { description: 'Whether this operation was sent by it.' })
  readonly current!: boolean;

  @Field(() => String, { nullable: true, description: 'What the device called itself when it signed in.' })
  readonly userAgent!: string | null;

  @Field(() => Date, { description: 'When it signed in.' })
  readonly createdAt!: Date;

  @Field(() => Date, { description: 'When it ends by itself.' })
  readonly expiresAt!: Date;
}

/** A session's row as the schema shows it. */
export function toSession(row: SessionRow, currentId: string | null): SessionType {
  return {
    id: encodeNodeId('Session', row.id),
    current: row.id === currentId,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
