import { type ClassType, createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { DeliveredEvent, Frame } from '../realtime/frame.js';
import type { ResetReason } from '../realtime/position.js';
import { encodeNodeId } from './node-id.js';
import { CursorScalar, DateTimeScalar, UuidScalar } from './scalars.js';

const resetReasons: Readonly<Record<ResetReason, string>> = {
  EPOCH_CHANGED: 'The history is another one than when the cursor was taken, for example after a restore.',
  RETENTION: 'The events after the cursor are no longer kept.',
  TOO_FAR_BEHIND: 'More was missed than is worth replaying.',
  FUTURE: 'The cursor lies beyond the end of the stream.',
  OTHER_STREAM: 'The cursor is one of another stream.',
  INVALID: 'The cursor cannot be read.',
};

/** The reasons of a reset, as the schema shows them. */
export const ResetReasonEnum = Object.fromEntries(Object.keys(resetReasons).map((reason) => [reason, reason])) as {
  readonly [Reason in ResetReason]: Reason;
};

registerEnumType(ResetReasonEnum, {
  name: 'ResetReason',
  description: 'Why a stream could not be continued from the cursor that was given.',
  valuesConfig: Object.fromEntries(
    Object.entries(resetReasons).map(([reason, description]) => [reason, { description }]),
  ) as Record<ResetReason, { description: string }>,
});

/** The first frame of every stream. */
@ObjectType({ description: 'The first frame of every stream: how it goes on.', simpleResolvers: true })
export class Ready {
  @Field(() => CursorScalar, { description: 'Where the stream stands. Keep the cursor of the newest frame applied.' })
  cursor: string;

  @Field(() => Boolean, {
    description: 'True when the stream goes on from `after` without a gap; false when a snapshot follows.',
  })
  recovered: boolean;

  @Field(() => Int, { description: 'How many missed events follow before the live ones.' })
  replayed: number;

  @Field(() => DateTimeScalar, { description: "The database's clock." })
  serverTime: Date;
}

/** The stream could not be continued. */
@ObjectType({
  description: 'The stream cannot be continued from the cursor: what the client holds may have a gap. A snapshot follows.',
  simpleResolvers: true,
})
export class Reset {
  @Field(() => ResetReasonEnum, { description: 'Why.' })
  reason: ResetReason;
}

/** A sign that nothing was missed. */
@ObjectType({
  description: 'Nothing happened for a while, and nothing was missed up to here.',
  simpleResolvers: true,
})
export class Checkpoint {
  @Field(() => CursorScalar, { description: 'Where the stream stands.' })
  cursor: string;

  @Field(() => DateTimeScalar, { description: "The database's clock." })
  serverTime: Date;
}

/** Who caused an event. */
@ObjectType({ description: 'Who caused an event.', simpleResolvers: true })
export class EventActor {
  @Field(() => ID, { description: 'The id of the account.' })
  id: string;
}

const bodies: ClassType<object>[] = [];

/** Declares the body type of an event; its GraphQL name is the event's type. Called when the module is loaded. */
export function registerEventBody(body: ClassType<object>): void {
  bodies.push(body);
}

const EventBody = createUnionType({
  name: 'EventBody',
  description: 'What an event is about. Its type name is the type of the event. New ones may be added.',
  types: () => bodies as [ClassType<object>, ...ClassType<object>[]],
  resolveType: (value: object) => (value as { readonly eventType: string }).eventType,
});

/** One event of a stream. */
@ObjectType({ description: 'One change, at its place in the stream.', simpleResolvers: true })
export class Event {
  @Field(() => CursorScalar, { description: 'The place of this event, from which the stream can be continued.' })
  cursor: string;

  @Field(() => Int, { description: 'Number in the stream: 1, 2, 3 and so on, in the order of the commits, without gaps.' })
  seq: number;

  @Field(() => Int, { description: 'The number of the event before it; 0 for the first.' })
  prev: number;

  @Field(() => String, { description: 'What happened: the type name of the body.' })
  type: string;

  @Field(() => DateTimeScalar, { description: 'When it was written, by the clock of the database.' })
  at: Date;

  @Field(() => UuidScalar, {
    nullable: true,
    description: 'The idempotency key of the mutation that caused it, by which its author knows it again.',
  })
  mutationId: string | null;

  @Field(() => EventActor, { nullable: true, description: 'Who caused it; null for the system itself.' })
  actor: EventActor | null;

  @Field(() => EventBody, { description: 'What it is about.' })
  body: object;
}

/** The events of a stream. */
@ObjectType({
  description: 'One or more events, oldest first. What one transaction changed is never split over two frames.',
  simpleResolvers: true,
})
export class Events {
  @Field(() => CursorScalar, { description: 'The place after the last of them.' })
  cursor: string;

  @Field(() => [Event], { description: 'The events.' })
  events: Event[];
}

/** Makes the union of the frames of one stream. */
export function frameUnion(name: string, snapshot: ClassType<object>, subject: string) {
  return createUnionType({
    name,
    description: `A frame of the stream of ${subject}: first Ready, then a snapshot unless it is continued, then events.`,
    types: () => [Ready, snapshot, Events, Reset, Checkpoint] as const,
    resolveType: (value: object) => (value as { readonly frameType: string }).frameType,
  });
}

function toEvent(event: DeliveredEvent): Event {
  return {
    cursor: event.cursor,
    seq: event.seq,
    prev: event.prev,
    type: event.type,
    at: event.at,
    mutationId: event.mutationId,
    actor: event.actorId === null ? null : { id: encodeNodeId('Account', event.actorId) },
    body: { ...event.body, eventType: event.type, entityId: event.entityId },
  };
}

/** A frame of the engine as the schema shows it; `snapshotType` is the name of the stream's snapshot type. */
export function frameValue<State extends object>(frame: Frame<State>, snapshotType: string): object {
  switch (frame.kind) {
    case 'Snapshot':
      return { ...frame.state, cursor: frame.cursor, frameType: snapshotType };
    case 'Events':
      return { frameType: 'Events', cursor: frame.cursor, events: frame.events.map(toEvent) };
    case 'Ready':
    case 'Reset':
    case 'Checkpoint': {
      const { kind, ...fields } = frame;
      return { ...fields, frameType: kind };
    }
  }
}
