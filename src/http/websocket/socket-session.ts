import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { SubscribePayload } from 'graphql-ws';
import { TokenBucket } from '../../pipeline/rate-limiter.js';
import { clientHasLeft } from '../../pipeline/until-aborted.js';
import { negotiateLocale, type Locale } from '../../language/locale.js';
import { type Bearer, bearerOf } from '../bearer.js';
import type { ServerMetrics } from '../server-metrics.js';
import { FrameWriter } from './frame-writer.js';
import type { WatchedConnection } from './keep-alive.js';
import { closeCodes, type SocketLimits } from './socket-limits.js';
import { SocketSink } from './socket-sink.js';

/** Milliseconds in which a client that does not read may still take the reason why it is closed. */
const farewell = 1_000;

/** An operation of a connection, open until it completes. */
interface OpenOperation {
  readonly id: string;
  readonly abort: AbortController;
  readonly done: () => void;
}

/**
 * A parameter of `connection_init`. Clients write them as headers, `Authorization`, or as fields, `acceptLanguage`: a
 * token under another spelling must not make its owner the public.
 */
function parameterOf(parameters: Readonly<Record<string, unknown>>, header: string): unknown {
  const isMeant = (name: string) => name.toLowerCase().replaceAll('-', '') === header;
  return Object.entries(parameters).find(([name, value]) => isMeant(name) && value !== undefined && value !== null)?.[1];
}

/** What the server remembers of one connection. */
export class SocketSession implements WatchedConnection {
  /** Open operations by the payload they came with: an id may be used again while its last operation still ends. */
  readonly #open = new Map<object, OpenOperation>();
  /** What the operation carries that is being handed to the protocol. */
  #expected: SubscribePayload | null = null;
  readonly #starts: TokenBucket;
  readonly #messages: TokenBucket;
  readonly writer: FrameWriter;
  readonly userAgent: string | null;
  /** Set by `connection_init`. */
  token: string | null = null;
  locale: Locale;

  constructor(
    readonly socket: WebSocket,
    stream: Duplex,
    headers: IncomingHttpHeaders,
    readonly remoteAddress: string,
    private readonly limits: SocketLimits,
    private readonly metrics: Pick<ServerMetrics, 'slowConsumerClosed'>,
  ) {
    this.locale = negotiateLocale(headers['accept-language']);
    this.userAgent = headers['user-agent']?.slice(0, 200) ?? null;
    this.writer = new FrameWriter(socket, stream, limits, () => this.closeSlow());
    this.#starts = new TokenBucket(limits.starts, performance.now());
    this.#messages = new TokenBucket(limits.messages, performance.now());
  }

  /** Reads the payload of `connection_init`: who, and in which language. */
  readParameters(parameters: Readonly<Record<string, unknown>>): Bearer {
    const language = parameterOf(parameters, 'locale') ?? parameterOf(parameters, 'acceptlanguage');
    if (typeof language === 'string') {
      this.locale = negotiateLocale(language);
    }
    const bearer = bearerOf(parameterOf(parameters, 'authorization'));
    this.token = 'token' in bearer ? bearer.token : null;
    return bearer;
  }

  /** Keeps what an operation carries until the protocol asks for it, which it does in the same turn. */
  expect(payload: SubscribePayload): void {
    this.#expected = payload;
  }

  /** What the operation carries that was handed over last; once. */
  take(): SubscribePayload {
    const payload = this.#expected ?? { query: '' };
    this.#expected = null;
    return payload;
  }

  /** Where the results of an operation are written. */
  sink(id: string): SocketSink {
    return new SocketSink(this.writer, id);
  }

  /** The client does not read: it is told so, if it still can be, and comes back from its cursors. */
  closeSlow(): void {
    if (this.socket.readyState !== this.socket.OPEN) {
      return;
    }
    this.metrics.slowConsumerClosed();
    this.socket.close(closeCodes.slowConsumer, 'Slow consumer');
    setTimeout(() => this.socket.terminate(), farewell).unref();
  }

  /** Whether one more message may come now. */
  mayReceive(): boolean {
    return this.#messages.take(1, performance.now()).allowed;
  }

  /** Whether one more operation may start now; else how long to wait, or that others have to end first. */
  mayStart(): { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number | null } {
    if (this.#open.size >= this.limits.operations) {
      return { allowed: false, retryAfterSeconds: null };
    }
    return this.#starts.take(1, performance.now());
  }

  /** Opens an operation; `done` is called once when it ends. */
  open(payload: object, id: string, abort: AbortController, done: () => void): void {
    this.#open.set(payload, { id, abort, done });
  }

  /** Forgets an operation that has ended. */
  close(payload: object): void {
    this.#open.get(payload)?.done();
    this.#open.delete(payload);
  }

  /** The client no longer wants an operation. */
  cancel(id: string): void {
    for (const [payload, operation] of this.#open) {
      if (operation.id === id) {
        operation.abort.abort(clientHasLeft);
        this.close(payload);
      }
    }
  }

  /** The client has left. */
  cancelAll(): void {
    for (const [payload, operation] of this.#open) {
      operation.abort.abort(clientHasLeft);
      this.close(payload);
    }
  }
}
