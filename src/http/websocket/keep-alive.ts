import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** In how many parts the connections are asked, one after the other, so that not all are asked at once. */
const parts = 12;

/** A connection as the last look at it left it. */
interface Watched {
  readonly socket: WebSocket;
  readonly stream: Duplex & { readonly bytesWritten?: number };
  asked: number;
  answered: number;
  /** Bytes that the client's side had taken. */
  taken: number;
}

/**
 * Pings all connections and ends those that answer nothing. A pong that answers no ping says nothing: anybody can send
 * those. A client that still reads what waits for it is alive, though the ping behind that has not reached it.
 */
export class KeepAlive {
  readonly #parts = Array.from({ length: parts }, () => new Set<Watched>());
  readonly #timer: NodeJS.Timeout;
  #turn = 0;
  #added = 0;

  /** @param milliseconds between two pings of a connection */
  constructor(milliseconds: number) {
    this.#timer = setInterval(() => this.#look(), milliseconds / parts);
    this.#timer.unref();
  }

  /** Watches a connection until it closes. */
  watch(socket: WebSocket, stream: Duplex): void {
    const watched: Watched = { socket, stream, asked: 0, answered: 0, taken: 0 };
    const part = this.#parts[this.#added % parts];
    this.#added += 1;
    part?.add(watched);
    socket.on('pong', (data: Buffer) => {
      watched.answered = String(data) === String(watched.asked) ? watched.asked : watched.answered;
    });
    socket.once('close', () => part?.delete(watched));
  }

  /** Ends the watch over all connections. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const part = this.#parts[this.#turn % parts];
    this.#turn += 1;
    for (const watched of part ?? []) {
      const { socket, stream } = watched;
      const taken = (stream.bytesWritten ?? 0) - stream.writableLength;
      if (watched.answered === watched.asked) {
        watched.asked += 1;
        socket.ping(String(watched.asked));
      } else if (taken === watched.taken || stream.writableLength === 0) {
        socket.terminate();
      }
      watched.taken = taken;
    }
  }
}
