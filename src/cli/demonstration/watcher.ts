import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { ApiClient, ApiSocket } from './api-client.js';
import { FollowedStream, type StreamListener, type WatchedFrame } from './followed-stream.js';
import {
  EvaluationStreamDocument,
  RatingCycleStreamDocument,
  UserStreamDocument,
  type WatchedEventFragment,
} from './generated/graphql.js';
import { answerTime, inTime } from './server-gone.js';
import { wordsOf } from './watched-words.js';

/** An event with the stream that it came over. */
export interface WatchedEvent extends WatchedEventFragment {
  readonly stream: string;
}

/** Begins to listen from a cursor. */
type Open = (after: string | null) => AsyncIterable<{ readonly data?: { readonly frame: WatchedFrame } | null | undefined }>;

/** Milliseconds without an event after which the window has shown all there is, and how long that is waited for. */
const calm = { quiet: 150, most: 3_000 } as const;

/** Milliseconds until a lost connection is made again. */
const absence = 500;

/** A cut: the streams that are not back yet, and what has come of what they missed. */
interface Absence {
  readonly away: Set<FollowedStream>;
  missed: number;
  readonly end: PromiseWithResolvers<void>;
  readonly back: PromiseWithResolvers<void>;
}

/**
 * A second window: follows streams over one connection, prints each event as it arrives, and takes all of them up again
 * from their cursors after the connection was cut.
 */
export class Watcher implements StreamListener {
  readonly events: WatchedEvent[] = [];
  /** How often all streams were taken up again without a loss. */
  resumed = 0;
  /** Holes that were found. */
  losses = 0;
  readonly #streams: FollowedStream[] = [];
  readonly #connection: ApiSocket;
  #socket: WebSocket | null = null;
  #stopped = false;
  #heardAt = performance.now();
  #absence: Absence | null = null;

  constructor(
    private readonly client: ApiClient,
    private readonly say: (line: string) => void,
    /** Milliseconds in which a stream has to be ready, or back. */
    private readonly patience = answerTime,
  ) {
    this.#connection = client.connect((socket) => (this.#socket = socket));
  }

  /** Follows the own stream of the account; resolves when it is ready. */
  followOwn(): Promise<void> {
    return this.#follow(this.client.name, (after) => this.#connection.subscribe(UserStreamDocument, { after }));
  }

  /** Follows a cycle; resolves when its stream is ready. */
  followCycle(id: string): Promise<void> {
    return this.#follow('cycle', (after) => this.#connection.subscribe(RatingCycleStreamDocument, { id, after }));
  }

  /** Follows the evaluation of a council under the name given; resolves when its stream is ready. */
  followEvaluation(id: string, name: string): Promise<void> {
    return this.#follow(name, (after) => this.#connection.subscribe(EvaluationStreamDocument, { id, after }));
  }

  /** Cuts the connection, as a bad network would, until `comeBack` is called. */
  cut(): void {
    this.#absence = {
      away: new Set(this.#streams),
      missed: 0,
      end: Promise.withResolvers(),
      back: Promise.withResolvers(),
    };
    this.#socket?.terminate();
  }

  /** Connects again; resolves when every stream has brought what was missed. Throws when the server is not there. */
  async comeBack(): Promise<void> {
    this.#absence?.end.resolve();
    await inTime(this.client.url, this.#absence?.back.promise ?? Promise.resolve(), this.patience);
  }

  /** Waits until no more events come, so that what a step caused is told before the next one. */
  async untilQuiet(): Promise<void> {
    const last = performance.now() + calm.most;
    this.#heardAt = performance.now();
    while (performance.now() - this.#heardAt < calm.quiet && performance.now() < last) {
      await delay(20);
    }
  }

  /** Ends the watching. */
  stop(): void {
    this.#stopped = true;
    this.#absence?.end.resolve();
    this.#connection.close();
    this.#socket?.terminate();
  }

  event(stream: FollowedStream, event: WatchedEventFragment): void {
    this.#heardAt = performance.now();
    this.events.push({ ...event, stream: stream.name });
    this.#tell(`${stream.name} #${event.seq}`.padEnd(20), wordsOf(event));
  }

  caughtUp(stream: FollowedStream, missed: number): void {
    const absent = this.#absence;
    if (!absent?.away.delete(stream)) {
      return;
    }
    absent.missed += missed;
    if (absent.away.size === 0) {
      const whole = this.losses === 0 ? 'none lost' : `${this.losses} LOST`;
      this.resumed += this.losses === 0 ? 1 : 0;
      this.#tell(`back: ${this.#streams.length} streams went on from their cursors; ${absent.missed} missed events came, ${whole}`);
      absent.back.resolve();
    }
  }

  lost(stream: FollowedStream, { prev, seq }: WatchedEventFragment): void {
    this.losses += 1;
    this.#tell(`LOST: ${stream.name} #${seq} follows on #${prev}, which did not come`);
  }

  beganAnew(stream: FollowedStream, reason: string): void {
    this.losses += 1;
    this.#tell(`LOST: the stream ${stream.name} had to begin anew (${reason})`);
    this.caughtUp(stream, 0);
  }

  #tell(...words: readonly string[]): void {
    this.say(`    [watcher] ${words.join(' ')}`);
  }

  async #follow(name: string, open: Open): Promise<void> {
    const stream = new FollowedStream(name, this);
    this.#streams.push(stream);
    void this.#listen(stream, open);
    await inTime(this.client.url, stream.ready, this.patience);
  }

  async #listen(stream: FollowedStream, open: Open): Promise<void> {
    while (!this.#stopped) {
      try {
        for await (const { data } of open(stream.cursor)) {
          if (data) {
            stream.take(data.frame);
          }
        }
      } catch {
        // The connection was cut; the cursor is where it was.
      }
      await this.#absence?.end.promise;
      if (!this.#stopped) {
        await delay(absence);
      }
    }
  }
}
