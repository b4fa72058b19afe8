import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { ApiClient } from './api-client.js';
import { UserStreamDocument, type UserStreamSubscription, type WatchedEventFragment } from './generated/graphql.js';

/** A second window: listens to the own stream of an account, and takes it up again whenever its socket is cut. */
export class Watcher {
  readonly events: WatchedEventFragment[] = [];
  /** How often the stream was taken up again without loss. */
  resumed = 0;
  #cursor: string | null = null;
  #socket: WebSocket | null = null;
  #stopped = false;
  readonly #ready = Promise.withResolvers<void>();
  readonly #resumed = Promise.withResolvers<void>();

  constructor(
    private readonly client: ApiClient,
    private readonly say: (line: string) => void,
  ) {}

  /** Begins to listen; resolves when the stream is ready. */
  async start(): Promise<void> {
    void this.#listen();
    await this.#ready.promise;
  }

  /** Cuts the connection, as a bad network would. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Resolves when the stream was taken up again for the first time. */
  untilResumed(): Promise<void> {
    return this.#resumed.promise;
  }

  /** Ends the watching. */
  stop(): void {
    this.#stopped = true;
    this.#socket?.terminate();
  }

  async #listen(): Promise<void> {
    while (!this.#stopped) {
      const results = this.client.subscribe(UserStreamDocument, { after: this.#cursor }, (opened) => {
        this.#socket = opened;
      });
      try {
        for await (const { data } of results) {
          this.#take(data?.userStream);
        }
      } catch {
        // The socket was cut; the cursor is where it was.
      }
      if (!this.#stopped) {
        // Long enough for events to happen meanwhile, so that there is something to catch up.
        await delay(1_000);
      }
    }
  }

  #take(frame: UserStreamSubscription['userStream'] | undefined): void {
    switch (frame?.__typename) {
      case 'Ready':
        if (frame.recovered) {
          this.resumed += 1;
          this.#resumed.resolve();
          this.say(`    [watcher] connection back: resumed from the cursor, ${frame.replayed} events caught up, none lost`);
        }
        this.#ready.resolve();
        break;
      case 'Events':
        for (const event of frame.events) {
          this.#tell(event);
        }
        this.#cursor = frame.cursor;
        break;
      case 'UserSnapshot':
      case 'Checkpoint':
        this.#cursor = frame.cursor;
        break;
      default:
      // A reset has no place to go on from, and frames that are not known are passed over.
    }
  }

  #tell(event: WatchedEventFragment): void {
    this.events.push(event);
    const { body } = event;
    const progress = body && 'assigned' in body ? ` ${body.submitted} of ${body.assigned} raters` : '';
    this.say(`    [watcher] #${event.seq} ${event.type}${progress}`);
  }
}
