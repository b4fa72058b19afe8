import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { clientFrame } from '../wire/client-frame.js';
import { FrameScanner, opcodes } from '../wire/frame-scanner.js';
import type { Dialect } from './dialect.js';

/** Where a server listens. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** What a socket tells. */
export interface SocketEvents {
  /** A message of a socket that is live. The buffer may be used again after the call. */
  onMessage(bytes: Buffer, start: number, end: number): void;
  /** It ended without having been asked to. */
  onLost(reason: string): void;
}

/** All sockets read into it, one after the other: nothing is allocated for what is only looked at. */
const shared = Buffer.alloc(256 * 1024);

/**
 * A WebSocket client that does no more than it must: its handshake is written by hand and it looks at headers alone.
 * A client that parsed what it gets would be slower than the servers that are measured.
 */
export class RawSocket {
  readonly #socket: Socket;
  #isUpgraded = false;
  #isLive = false;
  #isClosed = false;
  #head = '';
  readonly #live = Promise.withResolvers<void>();
  readonly #scanner: FrameScanner;

  constructor(
    private readonly address: Address,
    private readonly dialect: Dialect,
    private readonly events: SocketEvents,
  ) {
    this.#scanner = new FrameScanner((opcode, bytes, start, end) => this.#frame(opcode, bytes, start, end));
    this.#socket = connect({
      host: address.host,
      port: address.port,
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (length) => {
          this.#read(shared.subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.once('connect', () => this.#socket.write(this.#request()));
    this.#socket.once('error', (error) => this.#fail(String(error)));
    this.#socket.once('close', () => this.#fail('the connection was closed'));
  }

  /** Resolves when nothing that is published from now on can be missed. Rejects when the socket ends before. */
  get live(): Promise<void> {
    return this.#live.promise;
  }

  /** Ends it, as a network does. */
  close(): void {
    this.#isClosed = true;
    this.#socket.destroy();
  }

  #request(): string {
    const { host, port, path } = this.address;
    const { subprotocol } = this.dialect;
    return [
      `GET ${path} HTTP/1.1`,
      `Host: ${host}:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      'Sec-WebSocket-Version: 13',
      ...(subprotocol ? [`Sec-WebSocket-Protocol: ${subprotocol}`] : []),
      '\r\n',
    ].join('\r\n');
  }

  #read(chunk: Buffer): void {
    try {
      if (this.#isUpgraded) {
        this.#scanner.take(chunk);
      } else {
        this.#upgrade(chunk);
      }
    } catch (error) {
      this.#fail(String(error));
    }
  }

  #upgrade(chunk: Buffer): void {
    this.#head += chunk.toString('latin1');
    const end = this.#head.indexOf('\r\n\r\n');
    if (end === -1) {
      return;
    }
    if (!this.#head.startsWith('HTTP/1.1 101')) {
      throw new Error(`The upgrade was refused: ${this.#head.slice(0, 300)}`);
    }
    this.#isUpgraded = true;
    const rest = Buffer.from(this.#head.slice(end + 4), 'latin1');
    this.#head = '';
    if (this.dialect.opening) {
      this.#socket.write(this.dialect.opening);
    } else {
      this.#beLive();
    }
    this.#scanner.take(rest);
  }

  #frame(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === opcodes.ping) {
      this.#socket.write(clientFrame(bytes.subarray(start, end), opcodes.pong));
    } else if (opcode === opcodes.close) {
      const code = end - start >= 2 ? bytes.readUInt16BE(start) : 'no code';
      throw new Error(`The server closed: ${code} ${bytes.toString('utf8', start + 2, end)}`);
    } else if (this.#isLive) {
      this.events.onMessage(bytes, start, end);
    } else {
      const { send, isLive } = this.dialect.answer(bytes.subarray(start, end));
      if (send) {
        this.#socket.write(send);
      }
      if (isLive) {
        this.#beLive();
      }
    }
  }

  #beLive(): void {
    this.#isLive = true;
    this.#live.resolve();
  }

  #fail(reason: string): void {
    if (this.#isClosed) {
      return;
    }
    this.close();
    if (this.#isLive) {
      this.events.onLost(reason);
    } else {
      this.#live.reject(new Error(reason));
    }
  }
}
