import { randomUUID } from 'node:crypto';
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
 *
 * What is written waits in the systems of both sides and in the network, megabytes of it, and is old when a client on a
 * slow line comes to it. So what counts is what the client has read: it answers a ping when it has read everything
 * before that. Whoever writes much pings, and goes on when that is answered.
 */
export class FrameWriter {
  #waiting: (() => void)[] = [];
  #isBehind = false;
  /** Looks whether the client has read enough; null while nobody has to know. */
  #look: (() => void) | null = null;
  /** Bytes of frames: written, of them before the last ping, and known to be read. */
  #written = 0;
  #pinged = 0;
  #read = 0;
  /** What the last ping carried, which nobody guesses; null when it is answered. */
  #ping: string | null = null;

  constructor(
    private readonly socket: WebSocket,
    private readonly stream: Duplex,
    private readonly limits: WriterLimits,
    /** The client has not read for too long. */
    private readonly onBlocked: () => void,
  ) {
    socket.on('pong', (data: Buffer) => this.#hear(String(data)));
  }

  /** True while so much waits to be read that nothing more may be written: from too much until it is little. */
  get isSlow(): boolean {
    return this.#look !== null || this.#unread > this.limits.slow;
  }

  /** The ping that the client has not answered yet, if there is one. */
  get unanswered(): string | null {
    return this.#ping;
  }

  /** Nothing more may be written until the last ping is answered. */
  fallBehind(): void {
    this.#isBehind = true;
    this.#watch();
  }

  /** Asks how far the client has read, unless it is asked already. */
  ask(): void {
    if (this.#ping === null && this.socket.readyState === this.socket.OPEN) {
      this.#ping = randomUUID();
      this.#pinged = this.#written;
      this.socket.ping(this.#ping);
    }
  }

  /** Writes a frame, unless the connection is closing. */
  write(frame: Buffer): void {
    if (this.socket.readyState === this.socket.OPEN) {
      this.stream.write(frame);
      this.#written += frame.length;
      this.#askInTime();
    }
  }

  /** Resolves when it may be written to: for one who was slow when it has read enough; and when the client has left. */
  writable(): Promise<void> {
    if (this.stream.destroyed || !this.isSlow) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.ask();
      this.#watch();
    });
  }

  /** True while more than a little waits to be read. */
  get hasUnread(): boolean {
    return this.#unread > this.limits.fluent;
  }

  get #unread(): number {
    // Of what others write here only what the system has not taken yet is known.
    return Math.max(this.#written - this.#read, this.stream.writableLength);
  }

  /** So early that the answer is there before too much is written, unless that is more than half of it in a round trip. */
  #askInTime(): void {
    if (this.#written - this.#read > this.limits.slow / 2) {
      this.ask();
    }
  }

  /** A pong that answers no ping says nothing: anybody can send those. */
  #hear(pong: string): void {
    if (pong !== this.#ping) {
      return;
    }
    this.#ping = null;
    this.#read = this.#pinged;
    this.#isBehind = false;
    this.#look?.();
    if (this.#look) {
      this.ask();
    } else {
      this.#askInTime();
    }
  }

  /** From the moment in which it does not read until it has read enough; for so long at the most. */
  #watch(): void {
    if (this.#look) {
      return;
    }
    const timer = setTimeout(this.onBlocked, this.limits.blocked).unref();
    const look = (): void => {
      if (!this.stream.destroyed && (this.#isBehind || this.hasUnread)) {
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
