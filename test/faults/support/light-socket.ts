import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** Who is told what comes over a socket. */
export interface SocketListener {
  /** The protocol is agreed on. */
  opened(): void;
  received(text: string): void;
  /** Once, however it ended: the code of a close frame, 1006 without one, the HTTP status of a refused upgrade. */
  closed(code: number): void;
}

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** A frame of a client. Its mask is zero, which leaves the payload as it is: nothing here hides from a proxy. */
function frameOf(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = length < 126 ? Buffer.alloc(6) : Buffer.alloc(length < 65_536 ? 8 : 14);
  head[0] = 0x80 | opcode;
  if (length < 126) {
    head[1] = 0x80 | length;
  } else if (length < 65_536) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

/**
 * A WebSocket client of graphql-transport-ws made of little more than its TCP socket, so that one process holds
 * thousands. The server sends unfragmented frames, so nothing else is read.
 */
export class LightSocket {
  readonly #socket: Socket;
  /** What has come and is no whole frame yet, piece by piece. */
  #pieces: Buffer[] = [];
  /** How many more bytes it takes to go on. */
  #lacking = 0;
  #isOpen = false;
  #code: number | null = null;
  #isThrottled = false;

  constructor(
    url: string,
    private readonly listener: SocketListener,
  ) {
    const { hostname, port } = new URL(url);
    this.#socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const key = randomBytes(16).toString('base64');
    this.#socket.write(
      `GET /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\nsec-websocket-protocol: graphql-transport-ws\r\n\r\n`,
    );
    this.#socket.on('data', (bytes) => this.#read(bytes));
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => listener.closed(this.#code ?? 1006));
  }

  /** How far the connection has come, for people. */
  get phase(): 'connecting' | 'open' | 'closed' {
    return this.#socket.destroyed ? 'closed' : this.#isOpen ? 'open' : 'connecting';
  }

  /** Sends a message. */
  send(message: object): void {
    this.#socket.write(frameOf(opcodes.text, Buffer.from(JSON.stringify(message))));
  }

  /** Cuts the socket, without a word to the server. */
  cut(): void {
    this.#socket.destroy();
  }

  /** Reads no more than so many bytes a second from now on; null reads at once again, 0 not at all. */
  throttle(bytesPerSecond: number | null): void {
    this.#isThrottled = bytesPerSecond !== null;
    if (bytesPerSecond === null) {
      this.#socket.resume();
      return;
    }
    this.#socket.pause();
    if (bytesPerSecond > 0) {
      this.#readSlowly(bytesPerSecond);
    }
  }

  #readSlowly(bytesPerSecond: number): void {
    if (!this.#isThrottled || this.#socket.destroyed) {
      return;
    }
    // One read of what has come, then a pause for as long as those bytes may take.
    this.#socket.once('data', (bytes) => {
      this.#socket.pause();
      setTimeout(() => this.#readSlowly(bytesPerSecond), (bytes.length / bytesPerSecond) * 1_000).unref();
    });
    this.#socket.resume();
  }

  #read(bytes: Buffer): void {
    this.#pieces.push(bytes);
    this.#lacking -= bytes.length;
    if (this.#lacking > 0) {
      return;
    }
    let rest = Buffer.concat(this.#pieces);
    this.#pieces = [rest];
    if (!this.#isOpen) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) {
        return;
      }
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(rest.toString('latin1', 0, end))?.[1]);
      rest = rest.subarray(end + 4);
      if (status !== 101) {
        this.#code = status;
        this.#socket.destroy();
        return;
      }
      this.#isOpen = true;
      this.listener.opened();
    }
    for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
      rest = rest.subarray(frame.end);
      this.#take(frame.opcode, frame.payload);
    }
    this.#pieces = rest.length > 0 ? [rest] : [];
    this.#lacking = endOf(rest) - rest.length;
  }

  #take(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.text) {
      this.listener.received(payload.toString());
    } else if (opcode === opcodes.ping) {
      this.#socket.write(frameOf(opcodes.pong, payload));
    } else if (opcode === opcodes.close) {
      this.#code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.#socket.end(frameOf(opcodes.close, payload.subarray(0, 2)));
    }
  }
}

/** Where the payload of the first frame begins; it takes so many bytes to tell its length. */
const startOf = (second: number): number => (second === 127 ? 10 : second === 126 ? 4 : 2);

/** Where the first frame ends, as far as can be told by what is there. */
function endOf(bytes: Buffer): number {
  const [, second = 0] = bytes;
  const start = startOf(second);
  if (bytes.length < start) {
    return start;
  }
  return start + (second === 127 ? Number(bytes.readBigUInt64BE(2)) : second === 126 ? bytes.readUInt16BE(2) : second);
}

/** The first whole frame of what a server has sent; null while it is not all there. */
function readFrame(bytes: Buffer): { readonly opcode: number; readonly payload: Buffer; readonly end: number } | null {
  const [first = 0, second = 0] = bytes;
  const end = endOf(bytes);
  return bytes.length < end ? null : { opcode: first & 0x0f, payload: bytes.subarray(startOf(second), end), end };
}
