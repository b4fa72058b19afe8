import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { PresenceFrame } from '../../realtime/presence/room.js';
import { objectTypeName, registerAbstractType } from '../../relay/abstract-types.js';
import type { PersonType } from '../accounts/index.js';
import { memberOfRoom, PresenceMemberType } from './presence.type.js';

const peopleField = { description: 'How many people are present whom the viewer may see.' } as const;
const serverTimeField = { description: "The database's clock when this was so." } as const;

/** The people of a stream as a whole. */
@ObjectType('PresenceSnapshot', {
  description:
    'Who is present now. It replaces what the client holds. The first frame; later again where changes cannot be told, as when there come to be more people than are listed.',
  simpleResolvers: true,
})
export class PresenceSnapshot {
  @Field(() => Date, serverTimeField)
  readonly serverTime!: Date;

  @Field(() => Int, peopleField)
  readonly people!: number;

  @Field(() => [PresenceMemberType], {
    nullable: true,
    description:
      'The people, in the order in which they came; null where the number alone is told: to the public, and above 200. `presence` has the list by pages.',
  })
  readonly members!: readonly PresenceMemberType[] | null;
}

/** What has changed among the people of a stream. */
@ObjectType('PresenceChanged', {
  description:
    'What has changed since the frame before, over a quarter of a second. Where the number alone is told, the lists are empty.',
  simpleResolvers: true,
})
export class PresenceChanged {
  @Field(() => Date, serverTimeField)
  readonly serverTime!: Date;

  @Field(() => Int, peopleField)
  readonly people!: number;

  @Field(() => [PresenceMemberType], { description: 'Who has come.' })
  readonly joined!: readonly PresenceMemberType[];

  @Field(() => [ID], { description: 'The ids of the persons who have left.' })
  readonly left!: readonly string[];

  @Field(() => [PresenceMemberType], { description: 'Who has another state or role than before, as they are now.' })
  readonly changed!: readonly PresenceMemberType[];
}

const typeNameOf = registerAbstractType('PresenceFrame', (value) =>
  objectTypeName(value instanceof PresenceSnapshot ? PresenceSnapshot : PresenceChanged),
);

/** What `presenceStream` tells. */
export const PresenceFrameUnion = createUnionType({
  name: 'PresenceFrame',
  description: 'What `presenceStream` tells. More frames may be added; a client passes over those it does not know.',
  types: () => [PresenceSnapshot, PresenceChanged] as const,
  resolveType: typeNameOf as (value: object) => string | undefined,
});

/** All who are told a frame are told the same value: it is made once. */
const values = new WeakMap<PresenceFrame<PersonType>, PresenceSnapshot | PresenceChanged>();

/** A frame as the schema shows it. */
export function presenceFrame(frame: PresenceFrame<PersonType>): PresenceSnapshot | PresenceChanged {
  const known = values.get(frame);
  if (known) {
    return known;
  }
  const { serverTime, people } = frame;
  const value =
    frame.kind === 'Snapshot'
      ? Object.assign(new PresenceSnapshot(), { serverTime, people, members: frame.members?.map(memberOfRoom) ?? null })
      : Object.assign(new PresenceChanged(), {
          serverTime,
          people,
          joined: frame.joined.map(memberOfRoom),
          left: frame.left.map(({ who }) => who.id),
          changed: frame.changed.map(memberOfRoom),
        });
  values.set(frame, value);
  return value;
}
