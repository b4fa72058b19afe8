import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { ResetReason } from '../../realtime/position.js';
import { objectTypeName, registerAbstractType, type ObjectTypeClass } from '../abstract-types.js';
import { describedEnum } from '../described-enum.js';
import { EventBody } from './event-body.js';
import { CursorScalar } from '../scalars.js';
import { markSnapshotType } from './snapshot-type.js';

/** The reasons of a `Reset` as the enum of the schema. */
export const resetReasonEnum = describedEnum<ResetReason>(
  'ResetReason',
  'Why a stream cannot be continued from the cursor that was given.',
  {
    EPOCH_CHANGED: 'The stream has begun anew, as after a restore of the database.',
    RETENTION: 'Events after the cursor are no longer kept.',
    TOO_FAR_BEHIND: 'So much was missed that a snapshot is the quicker way.',
    FUTURE: 'The cursor lies ahead of the stream.',
    FILTER_CHANGED: 'The cursor was reached under another choice of types: events of other types would be missing.',
    PERMISSION: 'What the viewer may see has changed.',
    OTHER_STREAM: 'The cursor belongs to another stream.',
    OTHER_PERSON: "The cursor belongs to another person's stream.",
    INVALID: 'The value is not a cursor.',
  },
);

/** What holds for a stream, for the client to plan with. */
@ObjectType('ReadyLimits', { description: 'What holds for the stream.', simpleResolvers: true })
export class ReadyLimits {
  @Field(() => Int, { description: 'Above so many missed events the stream begins anew instead of telling them.' })
  readonly replayedEvents!: number;

  @Field(() => Int, {
    description: 'A quiet stream shows a sign of life after so many seconds; when none comes, the connection is broken.',
  })
  readonly checkpointSeconds!: number;

  @Field(() => Date, { nullable: true, description: "When the viewer's session ends; null for the public." })
  readonly sessionExpiresAt!: Date | null;
}

/** First frame of every stream. */
@ObjectType('Ready', { description: 'The first frame of every stream.', simpleResolvers: true })
export class Ready {
  @Field(() => CursorScalar, {
    description:
      'Where the stream goes on. When `recovered` is false the state before it comes in the snapshot that follows: keep no cursor before that one.',
  })
  readonly cursor!: string;

  @Field(() => Boolean, {
    description: 'True: it goes on from the cursor that was given, without a gap. False: a snapshot follows.',
  })
  readonly recovered!: boolean;

  @Field(() => Int, { description: 'How many of the events that follow were missed.' })
  readonly replayed!: number;

  @Field(() => Date, { description: "The database's clock." })
  readonly serverTime!: Date;

  @Field(() => ReadyLimits, { description: 'What holds for the stream.' })
  readonly limits!: ReadyLimits;
}

/** Who caused an event. */
@ObjectType('EventActor', { description: 'The account that caused an event.', simpleResolvers: true })
export class EventActor {
  @Field(() => ID, { description: 'The id of the account.' })
  readonly id!: string;
}

/** One change. */
@ObjectType('Event', { description: 'One change, in the order in which it was committed.', simpleResolvers: true })
export class Event {
  @Field(() => CursorScalar, { description: 'The place of the event in its stream.' })
  readonly cursor!: string;

  @Field(() => Int, { description: 'The number of the event in its stream: 1, 2, 3 and so on without a gap.' })
  readonly seq!: number;

  @Field(() => Int, { description:
      'The number of the event before it that this stream tells; a client that has not reached it has missed one.' })
  readonly prev!: number;

  @Field(() => String, { description: 'What happened. More types may be added.' })
  readonly type!: string;

  @Field(() => Date, { description: "When it happened, by the database's clock." })
  readonly at!: Date;

  @Field(() => ID, { nullable: true, description: 'The key by which the originator knows its own event.' })
  readonly mutationId!: string | null;

  @Field(() => EventActor, { nullable: true, description: 'Who caused it; null for the system itself.' })
  readonly actor!: EventActor | null;

  @Field(() => ID, { nullable: true, description: 'The id of the object that it happened to, for `node`.' })
  readonly entityId!: string | null;

  @Field(() => EventBody, { nullable: true, description: 'The details; null for types without any.' })
  readonly body!: object | null;
}

/** Changes that were committed together or shortly after one another. */
@ObjectType('Events', { description: 'Changes. Those of one transaction are never split.', simpleResolvers: true })
export class Events {
  @Field(() => CursorScalar, { description: 'Where the stream stands after these events.' })
  readonly cursor!: string;

  @Field(() => [Event], { description: 'At least one event, in order.' })
  readonly events!: readonly Event[];
}

/** The gap cannot be closed. */
@ObjectType('Reset', {
  description: 'What was missed cannot be given: forget the state. A snapshot follows.',
  simpleResolvers: true,
})
export class Reset {
  @Field(() => resetReasonEnum, { description: 'Why not.' })
  readonly reason!: ResetReason;
}

/** A sign of life. */
@ObjectType('Checkpoint', {
  description: 'Nothing was missed up to here. Sent when a stream is quiet, or tells little of what happens.',
  simpleResolvers: true,
})
export class Checkpoint {
  @Field(() => CursorScalar, { description: 'Where the stream stands.' })
  readonly cursor!: string;

  @Field(() => Date, { description: "The database's clock." })
  readonly serverTime!: Date;
}

/** The session is about to end. */
@ObjectType('AuthExpiring', {
  description: "The viewer's session is about to end, and the stream with it, unless the session is extended.",
  simpleResolvers: true,
})
export class AuthExpiring {
  @Field(() => Date, { description: "When it ends, by the database's clock." })
  readonly at!: Date;
}

/** The union that a stream's subscription returns: the common frames and its own snapshot. Once for each name. */
export function frameUnion(name: string, snapshot: ObjectTypeClass) {
  markSnapshotType(snapshot);
  const typeNameOf = registerAbstractType(name, (value) => {
    const kind = (value as { frame?: string }).frame;
    return kind === 'Snapshot' ? objectTypeName(snapshot) : kind;
  });
  return createUnionType({
    name,
    description: 'What the stream tells. More frames may be added; a client passes over those it does not know.',
    types: () => [Ready, snapshot as new () => object, Events, Reset, Checkpoint, AuthExpiring] as const,
    resolveType: typeNameOf as (value: object) => string | undefined,
  });
}
