/**
 * From which sight on somebody is seen: by everybody who may see the room, by those who may see whoever holds an office,
 * or by those who see everyone. Whoever sees more sees the less, too.
 */
export type Sight = 0 | 1 | 2;

/** Who somebody is in a room. The server says so; nothing of it comes from the client. */
export interface Stamp {
  readonly accountId: string;
  readonly personId: string;
  readonly sessionId: string;
  /** What a viewer needs to see them. */
  readonly sight: Sight;
  /** What they are in the room, in the room's own vocabulary. */
  readonly role: string;
}

/** Who looks at a room. Equal audiences are told the same frames. */
export interface Audience {
  readonly sight: Sight;
  /** Whether they are told who is there, or only how many. */
  readonly isNamed: boolean;
  /** The viewer, where the sight alone would not show them themselves; null otherwise. */
  readonly personId: string | null;
}

/** Somebody in a room as the tables say it: one line a person, over all connections. */
export interface PresentPerson {
  readonly accountId: string;
  readonly personId: string;
  readonly sight: Sight;
  readonly role: string;
  /** What the client last said of itself, as JSON text; null when nothing. */
  readonly state: string | null;
  /** When the first of the connections that are open now came, by the database's clock. */
  readonly joinedAt: Date;
}

/** Somebody in a room, with what is shown of them. */
export interface Member<Who> extends PresentPerson {
  readonly who: Who;
}

/** Tells audiences apart. */
export function audienceKey({ sight, isNamed, personId }: Audience): string {
  return `${sight} ${isNamed} ${personId ?? ''}`;
}

/** Whether an audience may know that somebody is there. */
export function isSeen(person: Pick<PresentPerson, 'sight' | 'personId'>, audience: Audience): boolean {
  return person.sight <= audience.sight || person.personId === audience.personId;
}
