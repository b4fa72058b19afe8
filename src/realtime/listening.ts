import type { EventFilter } from './event-filter.js';
import type { ListeningRight } from './listening-right.js';
import type { StateSnapshot } from './stream-log.js';

/** What somebody asks to hear, without the database. */
export interface Listening<S> {
  readonly stream: string;
  /** The cursor to go on from; without one the answer begins with a snapshot. */
  readonly after: string | null;
  readonly onGap: 'SNAPSHOT' | 'ERROR';
  readonly filter: EventFilter;
  /** Whether each person has a stream of this kind: a cursor of another one is told to be another person's. */
  readonly isPersonal: boolean;
  /** Whose rights have to be looked at before each frame: the account; null for the public. */
  readonly listener: string | null;
  /** Types of events at which the right to listen may change, also for those whose own rights did not. */
  mayChangeRight(type: string): boolean;
  /** The right of the subscriber as the database has it now; null for none. */
  authorise(): Promise<ListeningRight | null>;
  /** The state and the head, from one snapshot of the database. */
  snapshot(): Promise<StateSnapshot<S>>;
}

/** What a subscriber shares who is told together with others once it lacks nothing. */
export interface Company<S> {
  /** The state and the head, from one snapshot that was taken after the call; the same for all who are shown the same. */
  snapshot(): Promise<StateSnapshot<S>>;
}
