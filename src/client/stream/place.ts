import type { FrameEvent, KnownFrame } from './frame.js';

/** Where in its stream a state stands. */
export interface Place {
  readonly cursor: string;
  /** The number of the last event; null while only a snapshot was applied. */
  readonly seq: number | null;
}

/** What a frame asks for. */
export type Step =
  /** Take the state of the snapshot; it stands at this place. */
  | { readonly kind: 'REPLACE'; readonly place: Place }
  /** Apply these events; after them the state stands at this place. */
  | { readonly kind: 'APPLY'; readonly events: readonly FrameEvent[]; readonly place: Place }
  /** The state stays; it stands at this place. */
  | { readonly kind: 'MOVE'; readonly place: Place }
  /** The state is of no use any more; a snapshot comes. */
  | { readonly kind: 'FORGET'; readonly reason: string }
  /** Something is missing before this frame: subscribe again from the place of the state. */
  | { readonly kind: 'GAP' }
  /** Nothing to do. */
  | { readonly kind: 'PASS' };

const pass: Step = { kind: 'PASS' };

/**
 * The events that are new, or null when one before them has not come: `prev` is the last one before an event that the
 * stream tells, and lower than what is held where that one is no longer kept.
 */
function following(seq: number | null, events: readonly FrameEvent[]): readonly FrameEvent[] | null {
  const fresh = seq === null ? events : events.filter((event) => event.seq > seq);
  let last = seq;
  for (const event of fresh) {
    if (last !== null && event.prev > last) {
      return null;
    }
    last = event.seq;
  }
  return fresh;
}

/**
 * Follows the frames of one subscription: what each asks for, given where the state stands. An event is applied once,
 * and only when the one before it was; a place is taken from a frame only together with the state that belongs to it.
 */
export class FrameOrder {
  /** A snapshot was announced: until it comes, no frame belongs to the state that is held. */
  #awaitsSnapshot: boolean;

  constructor(private place: Place | null) {
    this.#awaitsSnapshot = place === null;
  }

  /** Whether the state that is held is to be replaced before anything else. */
  get awaitsSnapshot(): boolean {
    return this.#awaitsSnapshot;
  }

  /** What the next frame asks for. */
  step(frame: KnownFrame): Step {
    const step = this.#read(frame);
    if ('place' in step) {
      this.place = step.place;
    }
    return step;
  }

  #read(frame: KnownFrame): Step {
    switch (frame.kind) {
      case 'READY':
        this.#awaitsSnapshot = !frame.recovered || this.place === null;
        return pass;
      case 'SNAPSHOT':
        this.#awaitsSnapshot = false;
        return { kind: 'REPLACE', place: { cursor: frame.cursor, seq: null } };
      case 'RESET':
        this.#awaitsSnapshot = true;
        this.place = null;
        return { kind: 'FORGET', reason: frame.reason };
      case 'EVENTS':
        return this.#follow(frame.cursor, frame.events);
      case 'CHECKPOINT':
        return this.place === null || this.#awaitsSnapshot || this.place.cursor === frame.cursor
          ? pass
          : { kind: 'MOVE', place: { ...this.place, cursor: frame.cursor } };
      case 'AUTH_EXPIRING':
        return pass;
    }
  }

  #follow(cursor: string, events: readonly FrameEvent[]): Step {
    if (this.place === null || this.#awaitsSnapshot) {
      return { kind: 'GAP' };
    }
    const fresh = following(this.place.seq, events);
    const last = fresh?.at(-1);
    if (!fresh) {
      return { kind: 'GAP' };
    }
    return last ? { kind: 'APPLY', events: fresh, place: { cursor, seq: last.seq } } : pass;
  }
}
