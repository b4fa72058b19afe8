import { Backoff, type BackoffLimits } from '../backoff.js';
import { ConnectionError, OperationError } from '../errors.js';
import type { Operation } from '../http.js';
import { pause } from '../platform.js';
import { type RefusalReason, refusalsIn } from '../queue/outcome.js';
import { frameIn } from '../stream/frame.js';
import { Inbox, type Message } from '../stream/inbox.js';
import { Latest } from '../stream/latest.js';
import { isFatal, type Transport } from '../transport/transport.js';
import { presenceStream, presenceUpdate } from './documents.js';
import { type People, peopleAfter, type PresenceFrame } from './people.js';

/** What a client says of itself, such as where it is on the page: JSON of at most 2,048 bytes. All can read it. */
export type PresenceState = Readonly<Record<string, unknown>>;

/** Being present in the stream of an object, until it is closed. */
export interface Presence extends AsyncIterable<People> {
  /** Who is present; undefined before that is known, and while there is no connection. */
  readonly people: People | undefined;
  /** Resolves when it has ended. Rejects when the server refuses it. */
  readonly closed: Promise<void>;
  /** Who is present, from now on. A slow reader skips some, never the last. */
  [Symbol.asyncIterator](): AsyncGenerator<People, void, undefined>;
  /**
   * Says something else of the client, and after each new connection again. Gives why the server refuses it; nothing
   * when it does not, or when there is no connection now.
   */
  update(state: PresenceState | null): Promise<readonly RefusalReason[]>;
  /** Ends it: the others see the person leave. */
  close(): Promise<void>;
}

/** What presence needs of its client. */
export interface PresencePorts {
  readonly transport: Transport;
  readonly backoff: BackoffLimits;
  /** Sends an operation and gives its data. */
  send(operation: Operation): Promise<Readonly<Record<string, unknown>>>;
}

/** Presence over any number of connections: whoever comes back is there again with what was said last. */
export class PresenceFollower implements Presence {
  readonly #ended = new AbortController();
  readonly #latest = new Latest<People>();
  readonly #backoff: Backoff;
  #inbox: Inbox | null = null;
  readonly closed: Promise<void>;

  constructor(
    private readonly streamOf: string,
    private state: PresenceState | null,
    private readonly ports: PresencePorts,
  ) {
    this.#backoff = new Backoff(ports.backoff);
    this.closed = this.#run();
    // Who does not wait for the end may not care how it ends.
    this.closed.catch(() => {});
  }

  get people(): People | undefined {
    return this.#latest.value;
  }

  [Symbol.asyncIterator](): AsyncGenerator<People, void, undefined> {
    return this.#latest.values();
  }

  async update(state: PresenceState | null): Promise<readonly RefusalReason[]> {
    this.state = state;
    try {
      const variables = { input: { streamOf: this.streamOf, state } };
      return refusalsIn(await this.ports.send({ query: presenceUpdate, variables }));
    } catch (error) {
      if (error instanceof ConnectionError) {
        return [];
      }
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#ended.abort();
    this.#inbox?.close();
    await this.closed.catch(() => {});
  }

  async #run(): Promise<void> {
    let failure: Error | null = null;
    try {
      while (!this.#ended.signal.aborted && (await this.#follow())) {
        this.#latest.clear();
      }
    } catch (error) {
      failure = error as Error;
    }
    this.#latest.clear();
    this.#latest.end(failure);
    if (failure) {
      throw failure;
    }
  }

  /** One subscription to its end; false when there is to be no other. */
  async #follow(): Promise<boolean> {
    const variables = { streamOf: this.streamOf, state: this.state };
    const inbox = new Inbox(this.ports.transport, { query: presenceStream, variables }, () => {});
    this.#inbox = inbox;
    try {
      for (;;) {
        const message = await inbox.next();
        if (this.#ended.signal.aborted || message.kind === 'COMPLETED') {
          return false;
        }
        const error = this.#take(message);
        if (error) {
          inbox.close();
          await pause(this.#backoff.failed() + error.retryAfter, this.#ended.signal);
        }
        if (error || message.kind !== 'RESULT') {
          return true;
        }
      }
    } finally {
      inbox.close();
    }
  }

  /** Takes a message. Gives what went wrong when it may pass; throws when it does not. */
  #take(message: Message): OperationError | null {
    if (message.kind === 'LOST' && isFatal(message.loss)) {
      throw new ConnectionError(message.loss.reason, message.loss.code);
    }
    const { data = null, errors = [] } = message.kind === 'RESULT' ? message.result : {};
    const told = message.kind === 'REFUSED' ? message.errors : errors;
    if (told.length > 0) {
      const error = new OperationError(told);
      if (error.remedy === 'NONE') {
        throw error;
      }
      return error;
    }
    const people = data && peopleAfter(this.#latest.value ?? null, frameIn(data) as unknown as PresenceFrame);
    if (people) {
      this.#backoff.succeeded();
      this.#latest.set(people);
    }
    return null;
  }
}
