import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** Bytes of a connection that may wait to be read by the client, and how long, in milliseconds. */
export interface WriterLimits {
  /** Above it subscriptions are no longer written to. */
  readonly slow: number;
  /** Below it they are again. */
  readonly fluent: number;
  /** A connection that takes longer to get there is closed. */
  readonly blocked: number;
}

/** Final fragment of a text message (RFC 6455, section 5.2). */
const textFrame = 0x81;

/** A whole WebSocket frame with a text, as a server writes it: unmasked (RFC 6455, section 5.2). */
export function frameOf(...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const frame = Buffer.allocUnsafe(2 + lengthBytes + length);
  frame[0] = textFrame;
  if (lengthBytes === 0) {
    frame[1] = length;
  } else if (lengthBytes === 2) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  let at = 2 + lengthBytes;
  for (const part of parts) {
    at += part.copy(frame, at);
  }
  return frame;
}

/**
 * Writes whole frames to a connection beside its WebSocket, which has no other way to take bytes that were framed once
 * for many. Frames of both stay whole: each is written in one go, and without compression `ws` holds nothing back.
 */
export class FrameWriter {
  #waiting: (() => void)[] = [];
  /** What the client has not read waits in the systems between, where nobody counts it. */
  #isBehind = false;
  /** Looks whether the client has read enough; null while nobody has to know. */
  #look: (() => void) | null = null;

  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    private readonly limits: WriterLimits,
    /** The client has not read for too long. */
    private readonly onBlocked: () => void,
  ) {}

  /** True while so much waits to be read that nothing more may be written. */
  get isSlow(): boolean {
    return this.#isBehind || this.stream.writableLength > this.limits.slow;
  }

  /** Nothing more may be written until the client has caught up. */
  fallBehind(): void {
    this.#isBehind = true;
    this.#watch();
  }

  /** The client has read what waited in the systems between. */
  catchUp(): void {
    this.#isBehind = false;
    this.#look?.();
  }

  /** Writes a frame, unless the connection is closing. */
  write(frame: Buffer): void {
    if (this.socket.readyState === this.socket.OPEN) {
      this.stream.write(frame);
    }
  }

  /** Resolves when the client has read enough, and when it has left. */
  writable(): Promise<void> {
    if (this.#isFluent) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#watch();
    });
  }

  get #isFluent(): boolean {
    return this.stream.destroyed || (!this.#isBehind && this.stream.writableLength <= this.limits.fluent);
  }

  /** From the moment in which it does not read until it has read enough; for so long at the most. */
  #watch(): void {
    if (this.#look) {
      return;
    }
    const timer = setTimeout(this.onBlocked, this.limits.blocked).unref();
    const look = (): void => {
      if (!this.#isFluent) {
        return;
      }
      clearTimeout(timer);
      this.stream.off('drain', look);
      this.stream.off('close', look);
      this.#look = null;
      const waiting = this.#waiting;
      this.#waiting = [];
      waiting.forEach((resolve) => resolve());
    };
    this.#look = look;
    this.stream.on('drain', look);
    this.stream.on('close', look);
  }
}
