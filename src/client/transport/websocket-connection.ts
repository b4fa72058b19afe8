import { type Client, createClient } from 'graphql-ws/client';
import type { AnswerError } from '../errors.js';
import type { Answer, Operation } from '../http.js';
import type { Loss, Sink } from './transport.js';

/** What a connection is made of. */
export interface WebSocketOptions {
  readonly url: string;
  /** The class to connect with; the platform's own unless given. */
  readonly webSocketImpl?: unknown;
  /** The payload of `connection_init`. */
  connectionParameters(): Promise<Record<string, string>>;
}

/**
 * Milliseconds: until the server has taken the connection, between two pings, and for which nothing may come while one is
 * not answered. On a slow line one message may take some seconds.
 */
const patience = { connect: 15_000, ping: 12_000, silence: 12_000 } as const;

/** How graphql-ws tells of a lost connection: a close event, an error event, or what broke in between. */
function lossOf(event: unknown): Loss {
  const { code, reason, message } = (event ?? {}) as { readonly [K in 'code' | 'reason' | 'message']?: unknown };
  return {
    code: typeof code === 'number' ? code : null,
    reason: String(reason || message || 'The connection was lost.'),
  };
}

/**
 * One WebSocket with any number of subscriptions, over graphql-ws's client without its retries: that takes many closes
 * for final which are not, and would subscribe again from where it once began.
 */
export class WebSocketConnection {
  readonly #client: Client;
  readonly #sinks = new Set<Sink>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pings: ReturnType<typeof setInterval> | undefined;
  /** Whether a ping is not answered yet. */
  #isAsked = false;
  #lost = false;
  /** Whether the server has taken it. */
  isEstablished = false;

  constructor(
    options: WebSocketOptions,
    private readonly onLost: (loss: Loss, wasUsed: boolean) => void,
  ) {
    this.#client = createClient({
      url: options.url,
      ...(options.webSocketImpl ? { webSocketImpl: options.webSocketImpl } : {}),
      connectionParams: () => options.connectionParameters(),
      retryAttempts: 0,
      on: {
        connecting: () => this.#expect(patience.connect),
        connected: (socket) => {
          this.isEstablished = true;
          clearTimeout(this.#timer);
          this.#pings = setInterval(() => this.#ping(socket as { send(text: string): void }), patience.ping);
        },
        message: ({ type }) => this.#hear(type === 'pong'),
        closed: (event) => this.#lose(event),
        error: (error) => this.#lose(error),
      },
    });
  }

  /** Subscribes on it. The function that it gives ends that. */
  subscribe(operation: Operation, sink: Sink): () => void {
    this.#sinks.add(sink);
    const ended = (tell: () => void): void => {
      if (this.#sinks.delete(sink)) {
        tell();
      }
    };
    const release = this.#client.subscribe(operation as { query: string; variables: Record<string, unknown> }, {
      next: (result) => {
        if (this.#sinks.has(sink)) {
          sink.next(result as Answer);
        }
      },
      error: (error) =>
        Array.isArray(error) ? ended(() => sink.refused(error as readonly AnswerError[])) : this.#lose(error),
      complete: () => ended(() => sink.completed()),
    });
    return () => {
      this.#sinks.delete(sink);
      release();
    };
  }

  /** Ends it without waiting for the other side. */
  terminate(): void {
    this.#client.terminate();
  }

  /** Ends it and tells nobody. */
  close(): void {
    this.#sinks.clear();
    this.#end();
  }

  /**
   * Asks whether the server is there, whether or not it has answered before: to the server this is a sign of life of a
   * client that is slow. graphql-ws would ask only after an answer.
   */
  #ping(socket: { send(text: string): void }): void {
    socket.send('{"type":"ping"}');
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.#expect(patience.silence);
    }
  }

  /** Whatever comes is a sign of life: on a slow line the answer to the ping waits behind it. */
  #hear(isAnswer: boolean): void {
    if (!this.#isAsked) {
      return;
    }
    this.#isAsked = !isAnswer;
    if (isAnswer) {
      clearTimeout(this.#timer);
    } else {
      this.#expect(patience.silence);
    }
  }

  #expect(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.terminate(), milliseconds);
  }

  #lose(event: unknown): void {
    if (this.#lost) {
      return;
    }
    const sinks = [...this.#sinks];
    this.#sinks.clear();
    this.#end();
    const loss = lossOf(event);
    this.onLost(loss, sinks.length > 0);
    sinks.forEach((sink) => sink.lost(loss));
  }

  #end(): void {
    this.#lost = true;
    clearTimeout(this.#timer);
    clearInterval(this.#pings);
    // It fails with the connection that it waits for; that was told already.
    void Promise.resolve(this.#client.dispose()).catch(() => {});
  }
}
