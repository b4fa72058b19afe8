import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { FrameWriter } from './frame-writer.js';

/** In how many parts the connections are asked, one after the other, so that not all are asked at once. */
const parts = 12;

/** A connection that is watched. */
export interface WatchedConnection {
  readonly socket: WebSocket;
  /** What it is written with, and pinged. */
  readonly writer: Pick<FrameWriter, 'unanswered' | 'ask' | 'fallBehind' | 'hasUnread'>;
  /** Ends the connection of a client that does not read what it is told. */
  closeSlow(): void;
}

/** A connection as the last look at it left it. */
interface Watched {
  readonly connection: WatchedConnection;
  readonly stream: Duplex & { readonly bytesWritten?: number };
  /** The ping that was not answered. */
  unanswered: string | null;
  /** Bytes that the system had taken for the client. */
  taken: number;
  /** Whether a message has come since. */
  isHeard: boolean;
}

/**
 * Pings all connections. One who does not answer until the next look and still sends messages, or takes what waits
 * in this process, reads slowly: it is told no more until it answers. One who does neither is ended.
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
    const watched: Watched = { connection, stream, unanswered: null, taken: 0, isHeard: false };
    const part = this.#parts[this.#added % parts];
    this.#added += 1;
    part?.add(watched);
    socket.on('message', () => {
      watched.isHeard = true;
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
  const { stream, connection } = watched;
  const { socket, writer } = connection;
  const taken = (stream.bytesWritten ?? 0) - stream.writableLength;
  const isOverdue = writer.unanswered !== null && writer.unanswered === watched.unanswered;
  if (!isOverdue) {
    writer.ask();
  } else if (watched.isHeard || (stream.writableLength > 0 && taken > watched.taken)) {
    writer.fallBehind();
  } else if (writer.hasUnread) {
    // Whether somebody is there nobody can tell; if so, this is why.
    connection.closeSlow();
  } else {
    socket.terminate();
  }
  watched.unanswered = writer.unanswered;
  watched.taken = taken;
  watched.isHeard = false;
}
