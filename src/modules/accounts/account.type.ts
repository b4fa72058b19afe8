import { Field, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import type { AccountStatus } from './account.entity.js';
import type { AccountRow } from './account.query.js';
import { mayReadAddress } from './account.policy.js';
import { PersonType, toPerson } from './person.type.js';
import type { GrantedRole } from './role.js';
import type { Viewer } from './viewer.js';

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

/** The statuses as the schema shows them. */
export const accountStatusEnum = describedEnum<AccountStatus>('AccountStatus', 'Whether an account can be signed in with.', {
  ACTIVE: 'It can be signed in with.',
  DISABLED: 'It cannot; what was done with it stays on record.',
});

/** An account. */
@ObjectType('Account', {
  implements: Node,
  description:
    'The right of a person to sign in. For its owner and the Agency; what was ever granted a role, also for those who run, approve and audit cycles.',
  simpleResolvers: true,
})
export class AccountType extends Node {
  @Field(() => PersonType, { description: 'Whose account it is.' })
  readonly person!: PersonType;

  @Field(() => [grantedRoleEnum], {
    description: "The roles that are granted to it now, in a fixed order. A council's own roles follow from appointments.",
  })
  readonly roles!: readonly GrantedRole[];

  @Field(() => accountStatusEnum, { description: 'Whether it can be signed in with.' })
  readonly status!: AccountStatus;

  @Field(() => String, { nullable: true, description: 'Its e-mail address, for its owner and the Agency; null for others.' })
  readonly email!: string | null;
}

/** A page of accounts. */
export const { Connection: AccountConnection } = connectionTypes(AccountType, { name: 'Account' });

/** A row as the schema shows it to a viewer who may see it. */
export function toAccount(row: AccountRow, viewer: Viewer): AccountType {
  return {
    id: encodeNodeId('Account', row.id),
    person: toPerson({ ...row, id: row.person_id }),
    roles: row.roles,
    status: row.status,
    email: mayReadAddress(viewer, row.id) ? row.email : null,
  };
}
