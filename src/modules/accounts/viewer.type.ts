import { Field, ID, ObjectType } from 'type-graphql';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { grantedRoleEnum } from './account.type.js';
import type { GrantedRole } from './role.js';
import type { SignedInViewer } from './viewer.js';

/** The signed-in account. */
@ObjectType('Viewer', {
  description: 'The signed-in account, as only its owner sees it.',
  simpleResolvers: true,
})
export class ViewerType {
  @Field(() => ID, { description: 'The id of the account.' })
  readonly id!: string;

  @Field(() => [grantedRoleEnum], { description: 'The roles that are granted to the account, in a fixed order.' })
  readonly roles!: readonly GrantedRole[];

  @Field(() => Date, { description: 'When the present session ends.' })
  readonly sessionExpiresAt!: Date;

  /** Who it is: at sign-in somebody else than whoever sent the operation. */
  readonly signedIn!: SignedInViewer;
}

/** The viewer as the schema shows it. */
export function toViewer(viewer: SignedInViewer): ViewerType {
  return {
    id: encodeNodeId('Account', viewer.accountId),
    roles: [...viewer.roles].toSorted(),
    sessionExpiresAt: viewer.sessionExpiresAt ?? new Date(0),
    signedIn: viewer,
  };
}
