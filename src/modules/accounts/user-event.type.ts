import { Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { DependsOn } from '../../relay/depends-on.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { grantedRoleEnum } from './account.type.js';
import type { GrantedRole } from './role.js';

/** Body of `SessionRevoked`. */
@ObjectType('SessionRevoked', { description: 'A session of the viewer was ended.', simpleResolvers: true })
export class SessionRevoked {
  readonly sessionId!: string;
}

/** Body of `SessionCreated`. */
@ObjectType('SessionCreated', { description: 'Somebody has signed in to the account of the viewer.', simpleResolvers: true })
export class SessionCreated {
  readonly sessionId!: string;
}

/** Body of `SessionExtended`. */
@ObjectType('SessionExtended', { description: 'A session of the viewer was given a later end.', simpleResolvers: true })
export class SessionExtended {
  readonly sessionId!: string;

  /** An ISO instant, as events keep it. */
  readonly expiresAt!: string;
}

/** Body of `RoleChanged`. */
@ObjectType('RoleChanged', { description: 'A role was granted to the viewer, or taken back.', simpleResolvers: true })
export class RoleChanged {
  @Field(() => grantedRoleEnum, { description: 'The role.' })
  readonly role!: GrantedRole;

  @Field(() => Boolean, { description: 'True: it was granted. False: it was taken back.' })
  readonly granted!: boolean;
}

registerEventBody('SessionRevoked', () => SessionRevoked);
registerEventBody('SessionCreated', () => SessionCreated);
registerEventBody('SessionExtended', () => SessionExtended);
registerEventBody('RoleChanged', () => RoleChanged);

/** Which session was ended. */
@Resolver(() => SessionRevoked)
export class SessionRevokedResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => ID, { description: 'The id of the session that was ended.' })
  endedSessionId(@Root() body: SessionRevoked): string {
    return encodeNodeId('Session', body.sessionId);
  }
}

/** Which session is new. */
@Resolver(() => SessionCreated)
export class SessionCreatedResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => ID, { description: 'The id of the new session.' })
  newSessionId(@Root() body: SessionCreated): string {
    return encodeNodeId('Session', body.sessionId);
  }
}

/** Which session lasts longer, and until when. */
@Resolver(() => SessionExtended)
export class SessionExtendedResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => ID, { description: 'The id of the session that was extended.' })
  extendedSessionId(@Root() body: SessionExtended): string {
    return encodeNodeId('Session', body.sessionId);
  }

  @DependsOn('NOBODY')
  @FieldResolver(() => Date, { description: 'When the session ends by itself now.' })
  expiresAt(@Root() body: SessionExtended): Date {
    return new Date(body.expiresAt);
  }
}
