import { Field, Int, ObjectType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { describeMachine } from '../../machine.js';
import { cursorOfColumn } from '../../realtime/postgres/position-column.js';
import { connectionTypes } from '../../relay/connections/connection.js';
import { describedEnum } from '../../relay/described-enum.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { CursorScalar, Sha256Scalar } from '../../relay/scalars.js';
import { Permission } from '../../relay/viewer-permission.js';
import type { ProtocolRow, RatingSessionRow } from './rating-session.loader.js';
import { ratingSessionMachine } from './rating-session.machine.js';
import type { SessionFacts } from './rating-session.policy.js';
import type { RatingSessionState, SuspensionCause } from './rating-session.entity.js';

/** The states as the schema shows them. */
export const ratingSessionStateEnum = describedEnum<RatingSessionState>(
  'RatingSessionState',
  `Where a joint rating session stands. Its path:\n${describeMachine(ratingSessionMachine)}`,
  {
    SCHEDULED: 'Planned; members check in.',
    OPEN: 'Items are discussed, marked in rounds, and agreed on.',
    SUSPENDED: 'It stands still: nothing is marked, timers wait.',
    CLOSED: 'Every item is decided or put off; the protocol waits for signatures.',
    SIGNED: 'Enough members have signed the protocol.',
    ABORTED: 'Given up by the facilitator and an approver together.',
  },
);

/** The causes as the schema shows them. */
export const suspensionCauseEnum = describedEnum<SuspensionCause>('SuspensionCause', 'Why a session stands still.', {
  FACILITATOR: 'Whoever leads has suspended it.',
  QUORUM_LOST: 'Too few of those who are entitled are there.',
});

/** A session. */
@ObjectType('RatingSession', {
  implements: Node,
  description:
    'A meeting in which the raters of councils settle their items together: consent list, discussion, blind rounds, consensus, protocol. For officials, its raters and observers; a council does not look on while it is rated.',
  simpleResolvers: true,
})
export class RatingSessionType extends Node {
  @Field(() => ratingSessionStateEnum, { description: 'Where it stands.' })
  readonly state!: RatingSessionState;

  @Field(() => suspensionCauseEnum, { nullable: true, description: 'Why it stands still; null while it does not.' })
  readonly suspensionCause!: SuspensionCause | null;

  @Field(() => Date, { description: 'When it is to begin.' })
  readonly startsAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was opened; null before.' })
  readonly openedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was closed; null before.' })
  readonly closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it is to be given up, once one of the two has asked for it; null before.' })
  readonly abortReason!: string | null;

  @Field(() => CursorScalar, {
    description: 'Where its stream stood when it was read, for `ratingSessionStream(after)`: nothing is missed from there.',
  })
  readonly position!: string;

  readonly row!: RatingSessionRow;
  readonly titles!: TranslatedText;
}

/** A page of sessions. */
export const { Connection: RatingSessionConnection } = connectionTypes(RatingSessionType, { name: 'RatingSession' });

/** A row as the schema shows it. */
export function toRatingSession(row: RatingSessionRow): RatingSessionType {
  return {
    id: encodeNodeId('RatingSession', row.id),
    state: row.state,
    suspensionCause: row.suspension_cause,
    startsAt: row.starts_at,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    abortReason: row.abort_reason,
    position: cursorOfColumn(row.position),
    row,
    titles: row.title,
  };
}

/** What the rules on a session look at. */
export function factsOfRow(row: RatingSessionRow): SessionFacts {
  return {
    state: row.state,
    cycleState: row.cycle_state,
    holderId: row.holder_id,
    councilIds: row.council_ids,
    evaluationIds: row.evaluation_ids,
    raterIds: row.rater_ids,
    observerIds: row.observer_ids,
  };
}

/** A protocol. */
@ObjectType('SessionProtocol', { description: 'What a session has decided, under the hash that its members sign.', simpleResolvers: true })
export class SessionProtocolType {
  @Field(() => Sha256Scalar, {
    description: 'SHA-256, as 64 hexadecimal digits in lower case, over "kengash/session-protocol/1", a zero byte, and the text of `body` in UTF-8 as it is.',
  })
  readonly hash!: string;

  @Field(() => String, {
    description: 'The protocol as canonical JSON (RFC 8785), byte for byte as it was hashed: what was rated, by which methodology, with which quorum, and the hash of the part of each council.',
  })
  readonly body!: string;

  @Field(() => Int, { description: 'How many members have signed it.' })
  readonly signatures!: number;

  @Field(() => [String], { description: 'The reasons of those who have refused to.' })
  readonly refusals!: readonly string[];

  readonly sessionId!: string;
}

/** A row as the schema shows it. */
export function toProtocol({ session_id: sessionId, hash, body, signed, refusals }: ProtocolRow): SessionProtocolType {
  return { hash, body, signatures: signed, refusals, sessionId };
}

/** The part of one council. */
@ObjectType('SessionProtocolCouncil', { description: 'What a session has decided of one council, under the hash that its protocol holds.', simpleResolvers: true })
export class SessionProtocolCouncilType {
  @Field(() => String, { description: 'The code of the council.' })
  readonly code!: string;

  @Field(() => Sha256Scalar, {
    description: 'SHA-256, as 64 hexadecimal digits in lower case, over "kengash/session-protocol-council/1", a zero byte, and the text of `body` in UTF-8 as it is.',
  })
  readonly hash!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The part as canonical JSON (RFC 8785), byte for byte as it was hashed: a line for each item with its rounds, proposals with what they say, votes and dissents. Raters stand in it under their pseudonyms. Null for whoever does not see what the raters of the council say.',
  })
  readonly body!: string | null;
}

/** A step that leads on. */
@ObjectType('RatingSessionStep', { description: 'A step that leads on from where a session, or an item of one, stands.', simpleResolvers: true })
export class RatingSessionStepType {
  @Field(() => String, { description: 'The mutation that takes it.' })
  readonly mutation!: string;

  @Field(() => Permission, { description: 'Whether the viewer may take it now. What the database has to tell besides, such as the quorum, the mutation answers.' })
  readonly viewerCanTake!: Permission;
}
