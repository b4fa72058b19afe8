import type { PresentPerson, Sight, Stamp } from './person.js';

/** A connection of this node, as it stands in the table. */
export interface PresentConnection {
  readonly id: string;
  readonly stream: string;
  readonly stamp: Stamp;
  readonly state: string | null;
  /** When it came, by the database's clock; null while it is not written yet. */
  readonly joinedAt: Date | null;
}

/** What a renewal of a lease finds. */
export interface LeaseAnswer {
  /** False when the lease had run out: what was written under it is no longer shown, and never will be. */
  readonly isAlive: boolean;
  /** False when the database has lost the table of the people, as it does in a crash: they have to be written again. */
  readonly isKept: boolean;
  /** The other nodes that live, each with the milliseconds for which it is sure to. */
  readonly others: ReadonlyMap<string, number>;
}

/** What a look at a room finds. */
export interface RoomLook {
  /** How many people there are, by the sight that it takes to see them. */
  readonly counts: ReadonlyMap<Sight, number>;
  /** The people of each sight that, with all below it, has at most so many as were asked for; and the viewers asked for. */
  readonly people: readonly PresentPerson[];
}

/** What a look at several rooms finds, all at one instant. */
export interface RoomsLook {
  readonly at: Date;
  /** False while a living node has not yet written its people again after a crash of the database: wait for it. */
  readonly isSettled: boolean;
  readonly rooms: ReadonlyMap<string, RoomLook>;
}

/** A state that a session gives itself in a stream. */
export interface StateUpdate {
  readonly stream: string;
  readonly sessionId: string;
  readonly state: string | null;
}

/** A connection of a session in a stream. */
export interface SessionConnection {
  readonly stream: string;
  readonly sessionId: string;
  readonly connectionId: string;
}

/** Who is present, over all nodes. All its times are the database's. */
export interface PresenceStore {
  /** Takes out a lease, or its old one anew, and writes all people of the node under it, in one statement. */
  register(lease: string, before: string | null, connections: readonly PresentConnection[]): Promise<ReadonlyMap<string, Date>>;
  renew(lease: string): Promise<LeaseAnswer>;
  /** Shortens the lease of a node that ends to so many milliseconds. */
  release(lease: string, milliseconds: number): Promise<void>;
  /** Clears away what nodes left behind whose lease has run out. */
  sweep(): Promise<void>;
  /** Writes those who came and deletes those who left; tells when those who came are taken to have come. */
  write(
    lease: string,
    came: readonly PresentConnection[],
    left: readonly Pick<PresentConnection, 'id' | 'stream'>[],
  ): Promise<ReadonlyMap<string, Date>>;
  /** Gives states to all connections of sessions, on whatever node; tells which there are. */
  setStates(updates: readonly StateUpdate[]): Promise<readonly SessionConnection[]>;
  /** Deletes all connections of a session in a stream, on whatever node; tells how many there were. */
  leave(stream: string, sessionId: string): Promise<number>;
  /** Looks at rooms: people by name where at most `listed`, and in any case those named in `personIds`. */
  look(streams: readonly string[], listed: number, personIds: readonly string[]): Promise<RoomsLook>;
}
