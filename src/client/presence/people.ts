/** Somebody who is present. */
export interface PresentPerson {
  readonly person: { readonly id: string; readonly fullName: string };
  /** What the person is here: a value of `PresenceRole`. */
  readonly role: string;
  /** Since when (RFC 3339). */
  readonly joinedAt: string;
  /** What the person's client said of itself last. */
  readonly state: Readonly<Record<string, unknown>> | null;
}

/** Who is present. */
export interface People {
  /** How many there are. */
  readonly count: number;
  /** Who they are, by the ids of the persons, in the order in which they came; null where the number alone is told. */
  readonly members: ReadonlyMap<string, PresentPerson> | null;
}

/** A frame of `presenceStream`. */
export type PresenceFrame =
  | { readonly __typename: 'PresenceSnapshot'; readonly people: number; readonly members: readonly PresentPerson[] | null }
  | {
      readonly __typename: 'PresenceChanged';
      readonly people: number;
      readonly joined: readonly PresentPerson[];
      readonly changed: readonly PresentPerson[];
      readonly left: readonly string[];
    };

const byId = (members: readonly PresentPerson[]): readonly (readonly [string, PresentPerson])[] =>
  members.map((member) => [member.person.id, member]);

/** Who is present after a frame; the same as before after one that is not known, or a change without a snapshot before. */
export function peopleAfter(people: People | null, frame: PresenceFrame): People | null {
  switch (frame.__typename) {
    case 'PresenceSnapshot':
      return { count: frame.people, members: frame.members && new Map(byId(frame.members)) };
    case 'PresenceChanged': {
      if (!people?.members) {
        return people && { count: frame.people, members: null };
      }
      const left = new Set(frame.left);
      const stayed = [...people.members].filter(([id]) => !left.has(id));
      return { count: frame.people, members: new Map([...stayed, ...byId(frame.changed), ...byId(frame.joined)]) };
    }
    default:
      return people;
  }
}
