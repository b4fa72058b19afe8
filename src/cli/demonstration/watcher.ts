import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { ApiClient } from './api-client.js';

/** An event as the watcher's window shows it. */
export interface WatchedEvent {
  readonly seq: number;
  readonly prev: number;
  readonly type: string;
  readonly at: string;
  readonly body: { readonly submitted?: number; readonly assigned?: number } | null;
}

interface Frame {
  readonly __typename: string;
  readonly cursor?: string;
  readonly recovered?: boolean;
  readonly replayed?: number;
  readonly events?: readonly WatchedEvent[];
}

const subscription = `subscription ($after: Cursor) {
  userStream(after: $after) {
    __typename
    ... on Ready { cursor recovered replayed }
    ... on UserSnapshot { cursor }
    ... on Events { cursor events { seq prev type at body { ... on SubmissionProgressed { submitted assigned } } } }
    ... on Reset { reason }
    ... on Checkpoint { cursor }
  }
}`;

/** A second window: listens to the own stream of an account, and takes it up again whenever its socket is cut. */
export class Watcher {
  readonly events: WatchedEvent[] = [];
  /** How often the stream was taken up again without loss. */
  resumed = 0;
  #cursor: string | null = null;
  #socket: WebSocket | null = null;
  #stopped = false;
  #ready = Promise.withResolvers<void>();

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

  /** Ends the watching. */
  stop(): void {
    this.#stopped = true;
    this.#socket?.terminate();
  }

  async #listen(): Promise<void> {
    while (!this.#stopped) {
      const socket = this.client.connect((opened) => {
        this.#socket = opened;
      });
      try {
        for await (const result of socket.iterate<{ userStream: Frame }>({
          query: subscription,
          variables: { after: this.#cursor },
        })) {
          this.#take(result.data?.userStream);
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

  #take(frame: Frame | undefined): void {
    if (!frame) {
      return;
    }
    if (frame.__typename === 'Ready') {
      if (frame.recovered) {
        this.resumed += 1;
        this.say(`    [watcher] connection back: resumed from the cursor, ${frame.replayed} events caught up, none lost`);
      }
      this.#ready.resolve();
    }
    for (const event of frame.events ?? []) {
      this.events.push(event);
      const progress = event.body?.assigned ? ` ${event.body.submitted} of ${event.body.assigned} raters` : '';
      this.say(`    [watcher] #${event.seq} ${event.type}${progress}`);
    }
    if (frame.cursor && frame.__typename !== 'Ready') {
      this.#cursor = frame.cursor;
    }
  }
}
