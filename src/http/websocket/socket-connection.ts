import { CloseCode, type makeServer, MessageType } from 'graphql-ws';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { Turnstile } from '../turnstile.js';
import { readMessage, standInFor } from './incoming-message.js';
import { OperationIds } from './operation-ids.js';
import { closeCodes, type SocketLimits } from './socket-limits.js';
import type { SocketExtra } from './socket-protocol.js';
import type { SocketSession } from './socket-session.js';

type Protocol = ReturnType<typeof makeServer<Record<string, unknown> | undefined, SocketExtra>>;

const acknowledgement = `{"type":"${MessageType.ConnectionAck}"`;

// A close frame holds 123 bytes of reason.
const reasonOf = (text: string): string => (Buffer.byteLength(text) > 123 ? text.slice(0, 40) : text);

/** What all sockets are handled with. */
export interface SocketTools {
  readonly protocol: Protocol;
  readonly limits: SocketLimits;
  /** Lets operations in, turn by turn. */
  readonly arrivals: Turnstile;
  /** Lets go of connections, turn by turn: when a network breaks they end all at once. */
  readonly departures: Turnstile;
  readonly logger: Logger;
}

/** One socket as graphql-ws sees it. There are thousands: nothing is kept that can be had otherwise. */
class SocketConnection {
  readonly #ids = new OperationIds();
  #onText: ((text: string) => Promise<void>) | null = null;
  /** Settles when the first operation is let in; null before it has come and afterwards. */
  #arrival: Promise<void> | null = null;
  #hasArrived = false;
  #isAcknowledged = false;

  constructor(
    private readonly session: SocketSession,
    private readonly tools: SocketTools,
  ) {}

  get protocol(): string {
    return this.#socket.protocol;
  }

  send(text: string): Promise<void> {
    this.#isAcknowledged ||= text.startsWith(acknowledgement);
    this.#endIfUnread();
    return new Promise((resolve) => {
      // A send that fails means that the socket is closing, which says so itself: a turn later, so that it is heard
      // before the next result is pulled from a source that never waits.
      if (this.#socket.readyState === this.#socket.OPEN) {
        this.#socket.send(text, () => resolve());
      } else {
        setImmediate(resolve);
      }
    });
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reasonOf(reason));
  }

  onMessage(handle: (text: string) => Promise<void>): void {
    this.#onText = handle;
  }

  /** Takes a message from the client. */
  receive(data: RawData): void {
    this.#endIfUnread();
    if (this.#socket.readyState !== this.#socket.OPEN) {
      return;
    }
    if (!this.session.mayReceive()) {
      this.#socket.close(closeCodes.tryAgainLater, 'Too many messages');
      return;
    }
    const text = String(data);
    const passed = this.#arrival ? this.#arrival.then(() => this.#passLate(text)) : this.#pass(text);
    passed.catch(this.#failed);
  }

  get #socket(): WebSocket {
    return this.session.socket;
  }

  readonly #failed = (error: unknown): void => {
    this.tools.logger.error({ err: error }, 'a message over WebSocket failed unexpectedly');
    this.#socket.close(closeCodes.internalError, 'Internal server error');
  };

  /** Who asks and does not read would have the answers wait in the server's memory. */
  #endIfUnread(): void {
    if (this.#socket.readyState === this.#socket.OPEN && this.#socket.bufferedAmount > this.tools.limits.buffered) {
      this.session.closeSlow();
    }
  }

  /** Hands a message to the protocol. Nothing here holds on to it while the operation runs. */
  #pass(text: string): Promise<void> {
    const message = readMessage(text);
    switch (message.kind) {
      case 'SUBSCRIBE':
        // Whether an operation came too early is judged by when it came, not by when it is let in.
        if (!this.#hasArrived && this.#isAcknowledged) {
          return this.#arrive(text);
        }
        return this.#subscribe(message.id, message.payload);
      case 'COMPLETE':
        // graphql-ws does not say when a query is no longer wanted, so we look ourselves.
        this.session.cancel(message.id);
        return this.#ids.complete(message.id, () => this.#handle(text));
      case 'OF_SERVERS':
        this.#socket.close(CloseCode.BadRequest, 'Invalid message received');
        return Promise.resolve();
      default:
        return this.#handle(text);
    }
  }

  /** The first operation of each connection is let in turn by turn: after a network is back they come all at once. */
  #arrive(text: string): Promise<void> {
    this.#hasArrived = true;
    this.#arrival = this.tools.arrivals.passed().then(() => {
      this.#arrival = null;
    });
    return this.#arrival.then(() => this.#passLate(text));
  }

  /** Hands on what had to wait, unless its connection has ended meanwhile. */
  #passLate(text: string): Promise<void> {
    return this.#socket.readyState === this.#socket.OPEN ? this.#pass(text) : Promise.resolve();
  }

  #subscribe(id: string, payload: Parameters<SocketSession['expect']>[0]): Promise<void> {
    return this.#ids.subscribe(id, () => {
      // It may have waited for its id until after the end of its connection, where nobody would end it.
      if (this.#socket.readyState !== this.#socket.OPEN) {
        return Promise.resolve();
      }
      this.session.expect(payload);
      return this.#handle(standInFor(id));
    });
  }

  #handle(text: string): Promise<void> {
    return this.#onText?.(text) ?? Promise.resolve();
  }
}

/** Speaks the protocol over one socket. */
export function attachSocket(tools: SocketTools, session: SocketSession): void {
  const { protocol, departures, logger } = tools;
  const { socket } = session;
  const connection = new SocketConnection(session, tools);
  const closed = protocol.opened(connection, { session });
  socket.on('message', (data) => connection.receive(data));
  socket.on('error', (error) => logger.debug({ err: error }, 'a WebSocket failed'));
  socket.once('close', (code, reason) => departures.pass(() => void closed(code, String(reason))));
}
