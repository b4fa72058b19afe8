/** A place in one stream: everything up to and with `seq` has been seen. */
export interface Position {
  readonly streamKey: string;
  /** 16 hexadecimal digits, random at the creation of the stream; another epoch is another history. */
  readonly epoch: string;
  /** Raised by operators after a restore, so that no older position is continued. */
  readonly generation: number;
  readonly seq: number;
}

/** What the database says of a stream at one instant. */
export interface StreamHead {
  readonly key: string;
  readonly epoch: string;
  readonly generation: number;
  /** The epoch of positions that were taken before the stream was first used. */
  readonly unbornEpoch: string;
  /** The last sequence; 0 when nothing was written yet. */
  readonly head: number;
  /** Events up to and with this sequence are trimmed. */
  readonly floor: number;
}

/** Why a stream cannot be continued from a position. */
export type ResetReason =
  | 'EPOCH_CHANGED'
  | 'RETENTION'
  | 'TOO_FAR_BEHIND'
  | 'FUTURE'
  | 'FILTER_CHANGED'
  | 'PERMISSION'
  | 'OTHER_STREAM'
  | 'OTHER_PERSON'
  | 'INVALID';

/** The place where the stream stands. */
export function positionOf(head: StreamHead): Position {
  return { streamKey: head.key, epoch: head.epoch, generation: head.generation, seq: head.head };
}

/** A position from before the stream's birth fits whatever it was born as, as long as its first event is kept. */
function isFromBeforeBirth(position: Position, head: StreamHead): boolean {
  return position.epoch === head.unbornEpoch && position.seq === 0 && head.floor === 0;
}

/**
 * Judges whether the whole gap between a position and the head can be closed. Null when it can; otherwise the reason
 * why not. There is no partial recovery.
 * @param limit the greatest number of events that are replayed before a snapshot is the better answer
 */
export function gapBetween(position: Position, head: StreamHead, limit: number): ResetReason | null {
  if (position.streamKey !== head.key) {
    return 'OTHER_STREAM';
  }
  if (position.generation !== head.generation) {
    return 'EPOCH_CHANGED';
  }
  if (position.epoch !== head.epoch && !isFromBeforeBirth(position, head)) {
    return 'EPOCH_CHANGED';
  }
  if (position.seq > head.head) {
    return 'FUTURE';
  }
  if (position.seq < head.floor) {
    return 'RETENTION';
  }
  return head.head - position.seq > limit ? 'TOO_FAR_BEHIND' : null;
}
