import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Position } from './position.js';

/** First byte of every cursor; raised when the layout changes. */
const version = 1;

/** Bytes: version 1, stream 8, epoch 8, generation 4, sequence 6, checksum 4. */
const layout = { stream: 1, epoch: 9, generation: 17, seq: 21, checksum: 27, end: 31 } as const;

/** Why a text is not a cursor of the stream. */
export type InvalidCursor = 'INVALID' | 'OTHER_STREAM';

/** The first 8 bytes of SHA-256 over the stream's key: tells streams apart and shows no id. */
function streamDigest(streamKey: string): Buffer {
  return hash('sha256', `kengash/stream/${streamKey}`, 'buffer').subarray(0, 8);
}

/**
 * Writes a position as one opaque value: base64url, 42 characters. It is neither a secret nor a permission, and its
 * parts are never to be split or compared by a client.
 */
export function encodeCursor(position: Position): string {
  const bytes = Buffer.alloc(layout.end);
  bytes.writeUInt8(version, 0);
  bytes.set(streamDigest(position.streamKey), layout.stream);
  bytes.write(position.epoch, layout.epoch, 8, 'hex');
  bytes.writeUInt32BE(position.generation, layout.generation);
  bytes.writeUIntBE(position.seq, layout.seq, 6);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, layout.checksum)), layout.checksum);
  return bytes.toString('base64url');
}

/**
 * Reads a cursor of the given stream. `INVALID` for whatever this function did not write in this layout: garbled, cut,
 * padded or of another version. `OTHER_STREAM` for a sound cursor of another stream.
 */
export function decodeCursor(text: string, streamKey: string): Position | { readonly invalid: InvalidCursor } {
  if (!/^[\w-]{42}$/.test(text)) {
    return { invalid: 'INVALID' };
  }
  const bytes = Buffer.from(text, 'base64url');
  const sound =
    bytes.readUInt8(0) === version &&
    bytes.readUInt32BE(layout.checksum) === crc32(bytes.subarray(0, layout.checksum)) &&
    // The last character holds bits beyond the last byte: one position has one spelling.
    bytes.toString('base64url') === text;
  if (!sound) {
    return { invalid: 'INVALID' };
  }
  if (!bytes.subarray(layout.stream, layout.epoch).equals(streamDigest(streamKey))) {
    return { invalid: 'OTHER_STREAM' };
  }
  return {
    streamKey,
    epoch: bytes.toString('hex', layout.epoch, layout.generation),
    generation: bytes.readUInt32BE(layout.generation),
    seq: bytes.readUIntBE(layout.seq, 6),
  };
}
