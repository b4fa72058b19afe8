import { opcodes } from './frame-scanner.js';

/**
 * A frame as a client sends it. The mask is zero: it is there to keep proxies from mistaking payloads for requests, and
 * there is none here.
 */
export function clientFrame(payload: string | Uint8Array, opcode?: number): Buffer {
  const body = Buffer.from(payload);
  const header =
    body.length < 126 ? Buffer.alloc(6) : body.length < 65_536 ? Buffer.alloc(8) : Buffer.alloc(14);
  header[0] = 0x80 | (opcode ?? (typeof payload === 'string' ? opcodes.text : opcodes.binary));
  if (header.length === 6) {
    header[1] = 0x80 | body.length;
  } else if (header.length === 8) {
    header[1] = 0x80 | 126;
    header.writeUInt16BE(body.length, 2);
  } else {
    header[1] = 0x80 | 127;
    header.writeBigUInt64BE(BigInt(body.length), 2);
  }
  return Buffer.concat([header, body]);
}
