import type { Operation } from '../http.js';
import type { ConnectionGate } from './connection-gate.js';
import type { Loss, Sink, Transport } from './transport.js';
import { WebSocketConnection, type WebSocketOptions } from './websocket-connection.js';

/** The close code of a connection that the client itself has given up. */
const terminated = 4499;

/** Subscriptions over one WebSocket (graphql-transport-ws), opened when the first is made, closed after the last. */
export class WebSocketTransport implements Transport {
  #connection: WebSocketConnection | null = null;

  constructor(
    private readonly options: WebSocketOptions,
    private readonly gate: ConnectionGate,
    private readonly onAttempt: (isThrough: boolean) => void = () => {},
  ) {}

  subscribe(operation: Operation, sink: Sink): () => void {
    let isOver = false;
    let release: (() => void) | null = null;
    const proving: Sink = {
      next: (result) => {
        this.gate.proved();
        sink.next(result);
      },
      lost: (loss) => sink.lost(loss),
      refused: (errors) => sink.refused(errors),
      completed: () => sink.completed(),
    };
    void this.gate.open().then(() => {
      if (!isOver) {
        release = this.#connect().subscribe(operation, proving);
      }
    });
    return () => {
      isOver = true;
      release?.();
    };
  }

  reconnect(): void {
    this.#connection?.terminate();
  }

  close(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  #connect(): WebSocketConnection {
    if (this.#connection) {
      return this.#connection;
    }
    const connection = new WebSocketConnection(this.options, (loss, wasUsed) => this.#lost(connection, loss, wasUsed));
    this.#connection = connection;
    return connection;
  }

  #lost(connection: WebSocketConnection, { code }: Loss, wasUsed: boolean): void {
    if (this.#connection === connection) {
      this.#connection = null;
    }
    if (wasUsed) {
      // A server that refuses the connection in its own words was reached, too.
      this.onAttempt(connection.isEstablished || (code !== null && code >= 4000 && code !== terminated));
      this.gate.lost(code);
    }
  }
}
