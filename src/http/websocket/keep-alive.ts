import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** In how many parts the connections are asked, one after the other, so that not all are asked at once. */
const parts = 12;

/** A connection that is watched. */
export interface WatchedConnection {
  readonly socket: WebSocket;
  /** The client lives and has not read up to the last ping: whatever more it were told would wait somewhere. */
  fallBehind(): void;
  /** It has read up to there. */
  catchUp(): void;
  /** Ends the connection of a client that does not read what it is told. */
  closeSlow(): void;
}

/** A connection as the last look at it left it. */
interface Watched {
  readonly connection: WatchedConnection;
  readonly stream: Duplex & { readonly bytesWritten?: number };
  asked: number;
  answered: number;
  /** Bytes that the system had taken for the client. */
  taken: number;
  /** Bytes that were written up to the last ping, with it. */
  written: number;
  /** Whether a message has come since. */
  isHeard: boolean;
}

/**
 * Pings all connections. The systems of both sides and the network hold megabytes that no count of ours shows; a ping is
 * answered when everything before it is read. One who does not answer and still sends messages, or takes what waits,
 * reads slowly: it is told no more until it answers. One who does neither is ended. A pong that answers no ping says
 * nothing: anybody can send those.
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
  watch(connection: WatchedConnection, stream: Duplex): void {
    const { socket } = connection;
    const watched: Watched = { connection, stream, asked: 0, answered: 0, taken: 0, written: 0, isHeard: false };
    const part = this.#parts[this.#added % parts];
    this.#added += 1;
    part?.add(watched);
    socket.on('message', () => {
      watched.isHeard = true;
    });
    socket.on('pong', (data: Buffer) => {
      if (watched.answered !== watched.asked && String(data) === String(watched.asked)) {
        watched.answered = watched.asked;
        connection.catchUp();
      }
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
    part?.forEach(lookAt);
  }
}

function lookAt(watched: Watched): void {
  const { connection, stream } = watched;
  const written = stream.bytesWritten ?? 0;
  const taken = written - stream.writableLength;
  if (watched.answered === watched.asked) {
    watched.asked += 1;
    connection.socket.ping(String(watched.asked));
    watched.written = stream.bytesWritten ?? 0;
  } else if (watched.isHeard || (stream.writableLength > 0 && taken > watched.taken)) {
    connection.fallBehind();
  } else if (written > watched.written) {
    connection.closeSlow();
  } else {
    connection.socket.terminate();
  }
  watched.taken = taken;
  watched.isHeard = false;
}
