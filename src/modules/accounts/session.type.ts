import { Field, ID, ObjectType } from 'type-graphql';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import type { SessionRow } from './account.loader.js';

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
