import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Position } from './position.js';

/** First byte of every cursor; raised when the layout changes. */
const version = 2;

/** Bytes: version 1, family 2, stream 8, epoch 8, generation 4, sequence 6, filter 4, checksum 4. */
const layout = { family: 1, stream: 3, epoch: 11, generation: 19, seq: 23, filter: 29, checksum: 33, end: 37 } as const;

/** Characters of base64url. */
const length = Math.ceil((layout.end * 4) / 3);

const shape = new RegExp(`^[\\w-]{${length}}$`);

/** Why a text is not a cursor of the stream; `OTHER_OF_FAMILY`: of a stream of the same kind, such as of another person. */
export type InvalidCursor = 'INVALID' | 'OTHER_STREAM' | 'OTHER_OF_FAMILY';

/** A position with the filter under which it was reached. */
export interface FilteredPosition extends Position {
  /** The hash of the filter; 0 for a position up to which everything was seen. */
  readonly filter: number;
}

/** The first bytes of SHA-256 over the stream's key, and over its kind: they tell streams apart and show no id. */
function digest(text: string, bytes: number): Buffer {
  return hash('sha256', `kengash/stream/${text}`, 'buffer').subarray(0, bytes);
}

const familyOf = (streamKey: string): string => streamKey.split(':', 1)[0] ?? '';

/**
 * Writes a position as one opaque value: base64url, 50 characters. It is neither a secret nor a permission, and its
 * parts are never to be split or compared by a client.
 * @param filter the hash of the filter under which the position was reached; 0 without one
 */
export function encodeCursor(position: Position, filter = 0): string {
  const bytes = Buffer.alloc(layout.end);
  bytes.writeUInt8(version, 0);
  bytes.set(digest(`family/${familyOf(position.streamKey)}`, 2), layout.family);
  bytes.set(digest(position.streamKey, 8), layout.stream);
  bytes.write(position.epoch, layout.epoch, 8, 'hex');
  bytes.writeUInt32BE(position.generation, layout.generation);
  bytes.writeUIntBE(position.seq, layout.seq, 6);
  bytes.writeUInt32BE(filter, layout.filter);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, layout.checksum)), layout.checksum);
  return bytes.toString('base64url');
}

/**
 * Reads a cursor of the given stream. `INVALID` for whatever this function did not write in this layout: garbled, cut,
 * padded or of another version. `OTHER_STREAM` and `OTHER_OF_FAMILY` for a sound cursor of another stream.
 */
export function decodeCursor(text: string, streamKey: string): FilteredPosition | { readonly invalid: InvalidCursor } {
  if (!shape.test(text)) {
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
  if (!bytes.subarray(layout.stream, layout.epoch).equals(digest(streamKey, 8))) {
    const isOfFamily = bytes.subarray(layout.family, layout.stream).equals(digest(`family/${familyOf(streamKey)}`, 2));
    return { invalid: isOfFamily ? 'OTHER_OF_FAMILY' : 'OTHER_STREAM' };
  }
  return {
    streamKey,
    epoch: bytes.toString('hex', layout.epoch, layout.generation),
    generation: bytes.readUInt32BE(layout.generation),
    seq: bytes.readUIntBE(layout.seq, 6),
    filter: bytes.readUInt32BE(layout.filter),
  };
}
