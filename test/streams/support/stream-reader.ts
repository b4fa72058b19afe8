import { setTimeout as sleep } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import type { TestClient } from '../../support/client.js';

/** An event as a stream told it. */
export interface ToldEvent {
  readonly cursor: string;
  readonly seq: number;
  readonly prev: number;
  readonly type: string;
  readonly mutationId: string | null;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** A frame of a stream, as the generic selection below reads it. */
export interface ToldFrame {
  readonly __typename: string;
  readonly cursor?: string;
  readonly recovered?: boolean;
  readonly replayed?: number;
  readonly reason?: string;
  readonly events?: readonly ToldEvent[];
  readonly council?: { readonly version: number; readonly phone: string | null; readonly position: string };
  readonly viewer?: { readonly id: string };
}

const frames = `__typename
  ... on Ready { cursor recovered replayed }
  ... on Reset { reason }
  ... on Checkpoint { cursor }
  ... on Events { cursor events { cursor seq prev type mutationId
    body { ... on CouncilUpdated { changed } ... on SessionRevoked { endedSessionId } } } }`;

/** A subscription that reads every frame of a council's stream. */
export const councilStream = `subscription ($id: ID!, $after: Cursor, $onGap: OnGap!) {
  stream: councilStream(councilId: $id, after: $after, onGap: $onGap) {
    ${frames} ... on CouncilSnapshot { cursor council { version phone position } }
  }
}`;

/** A subscription that reads every frame of the viewer's stream. */
export const userStream = `subscription ($after: Cursor, $onGap: OnGap!) {
  stream: userStream(after: $after, onGap: $onGap) { ${frames} ... on UserSnapshot { cursor viewer { id } } }
}`;

/** What a reader asks for. */
export interface ReadRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly after?: string | null;
  readonly onGap?: 'SNAPSHOT' | 'ERROR';
}

/** How a subscription ended: by itself, by errors of the stream, or by the close of its socket. */
export interface Ending {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly closeCode?: number;
}

/** One subscription on one socket of its own; it keeps every frame until it is cut. */
export class StreamReader {
  readonly frames: ToldFrame[] = [];
  readonly ended: Promise<Ending>;
  #isCut = false;
  #socket: WebSocket | null = null;
  readonly #client;

  constructor(client: TestClient, request: ReadRequest, onFrame: (frame: ToldFrame) => void = () => undefined) {
    this.#client = client.socket({ onSocket: (socket) => (this.#socket = socket) });
    const { query, variables = {}, after = null, onGap = 'SNAPSHOT' } = request;
    this.ended = new Promise((resolve) => {
      this.#client.subscribe<{ stream: ToldFrame }>(
        { query, variables: { ...variables, after, onGap } },
        {
          next: (result) => {
            const frame = result.data?.stream;
            if (result.errors) {
              resolve({ errors: result.errors });
            } else if (frame && !this.#isCut) {
              this.frames.push(frame);
              onFrame(frame);
            }
          },
          error: (error) => {
            const { code } = error as { readonly code?: number };
            resolve(Array.isArray(error) ? { errors: error } : { closeCode: code ?? 0 });
          },
          complete: () => resolve({}),
        },
      );
    });
  }

  /** All events so far. */
  get events(): readonly ToldEvent[] {
    return this.frames.flatMap((frame) => frame.events ?? []);
  }

  /** Waits until the frames fulfil a condition. Throws after ten seconds. */
  async until(condition: (reader: this) => boolean): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!condition(this)) {
      if (Date.now() > deadline) {
        throw new Error(`The stream did not tell in time; it told ${JSON.stringify(this.frames).slice(-1_000)}`);
      }
      await sleep(1);
    }
  }

  /** Waits for the end of the subscription. Throws after ten seconds. */
  async untilEnded(): Promise<Ending> {
    const ending = await Promise.race([this.ended, sleep(10_000, null, { ref: false })]);
    if (!ending) {
      throw new Error(`The stream did not end in time; it told ${JSON.stringify(this.frames).slice(-1_000)}`);
    }
    return ending;
  }

  /** Cuts the socket, as a network does: no word to the server, and what is under way is lost. */
  cut(): void {
    this.#isCut = true;
    this.#socket?.terminate();
    // A socket that was not open yet fails the client too; the ending tells it.
    void Promise.resolve(this.#client.dispose()).catch(() => undefined);
  }

  /** Leaves properly. */
  async leave(): Promise<void> {
    await this.#client.dispose();
  }
}
