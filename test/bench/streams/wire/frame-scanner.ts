/** What a frame is, by RFC 6455, section 5.2. */
export const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Told each whole frame: where its payload is within the buffer, which may be used again after the call. */
export type OnFrame = (opcode: number, bytes: Buffer, start: number, end: number) => void;

/** Raised by bytes that no server of ours sends: the run cannot be trusted. */
export class FrameError extends Error {}

/**
 * Finds the frames in what a server sends over one WebSocket, reading their headers alone. What is left of a frame that
 * has not come whole is kept; nothing else is ever copied.
 */
export class FrameScanner {
  #rest: Buffer | null = null;

  constructor(private readonly onFrame: OnFrame) {}

  /** Takes the next bytes. Throws FrameError at a masked or fragmented frame. */
  take(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    this.#rest = null;
    let at = 0;
    while (at < bytes.length) {
      const next = this.#frame(bytes, at);
      if (next === null) {
        // A copy, because the chunk's memory is the reader's.
        this.#rest = Buffer.from(bytes.subarray(at));
        return;
      }
      at = next;
    }
  }

  /** Tells the frame at a place, and answers where the next one begins; null when it has not come whole. */
  #frame(bytes: Buffer, at: number): number | null {
    if (bytes.length < at + 2) {
      return null;
    }
    const first = bytes[at] ?? 0;
    const second = bytes[at + 1] ?? 0;
    if ((first & 0x80) === 0 || (first & 0x0f) === 0 || (second & 0x80) !== 0) {
      throw new FrameError('A frame is masked or fragmented');
    }
    const short = second & 0x7f;
    const header = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < at + header) {
      return null;
    }
    const length = header === 10 ? Number(bytes.readBigUInt64BE(at + 2)) : header === 4 ? bytes.readUInt16BE(at + 2) : short;
    const start = at + header;
    const end = start + length;
    if (bytes.length < end) {
      return null;
    }
    this.onFrame(first & 0x0f, bytes, start, end);
    return end;
  }
}
