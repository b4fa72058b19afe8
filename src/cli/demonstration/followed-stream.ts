import type {
  EvaluationStreamSubscription,
  RatingCycleStreamSubscription,
  UserStreamSubscription,
  WatchedEventFragment,
} from './generated/graphql.js';

/** A frame of one of the streams that the window follows. */
export type WatchedFrame = (
  | UserStreamSubscription
  | RatingCycleStreamSubscription
  | EvaluationStreamSubscription
)['frame'];

/** Told what comes over a stream. */
export interface StreamListener {
  event(stream: FollowedStream, event: WatchedEventFragment): void;
  /** The stream was taken up again, and all that was missed meanwhile has come. */
  caughtUp(stream: FollowedStream, missed: number): void;
  /** An event came that does not follow on the last one. */
  lost(stream: FollowedStream, event: WatchedEventFragment): void;
  /** The stream could not be taken up where it was left. */
  beganAnew(stream: FollowedStream, reason: string): void;
}

/** One stream that a window follows: where it stands, and whether each event followed on the one before. */
export class FollowedStream {
  /** Where to take it up again; null before its snapshot. */
  cursor: string | null = null;
  readonly #ready = Promise.withResolvers<void>();
  /** The number of the last event; null before the first. */
  #last: number | null = null;
  #missed: { readonly count: number; left: number } | null = null;

  constructor(
    /** What the window calls it. */
    readonly name: string,
    private readonly listener: StreamListener,
  ) {}

  /** Resolves when the stream tells for the first time that it is ready. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Takes a frame. */
  take(frame: WatchedFrame): void {
    switch (frame.__typename) {
      case 'Ready':
        if (frame.recovered) {
          this.#missed = { count: frame.replayed, left: frame.replayed };
          this.#settle();
        }
        this.#ready.resolve();
        return;
      case 'Events':
        frame.events.forEach((event) => this.#event(event));
        this.cursor = frame.cursor;
        this.#settle();
        return;
      case 'Reset':
        this.#last = null;
        this.listener.beganAnew(this, frame.reason);
        return;
      case 'AuthExpiring':
        return;
      default:
        this.cursor = frame.cursor;
    }
  }

  #event(event: WatchedEventFragment): void {
    if (this.#last !== null && event.prev > this.#last) {
      this.listener.lost(this, event);
    }
    this.#last = event.seq;
    this.listener.event(this, event);
    if (this.#missed) {
      this.#missed.left -= 1;
    }
  }

  #settle(): void {
    if (this.#missed && this.#missed.left <= 0) {
      const { count } = this.#missed;
      this.#missed = null;
      this.listener.caughtUp(this, count);
    }
  }
}
