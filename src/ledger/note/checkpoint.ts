import { isTreeHash } from '../merkle/tree-hash.js';
import { isTreeSize } from '../merkle/tree-size.js';
import { fromBase64, fromHex, toBase64, toHex } from './bytes.js';
import { isNoteText } from './note-text.js';

/** What a log says of itself at one size. */
export interface Checkpoint {
  /** The name of the log, the same for its whole life; by custom a URL without a scheme. */
  readonly origin: string;
  /** The number of leaves. */
  readonly size: number;
  /** The root at that size, 64 lower-case hex digits. */
  readonly root: string;
}

/**
 * The text of a checkpoint, to be signed as a note: origin, size and base64 of the root, a line each (C2SP
 * tlog-checkpoint, "Note text"). Throws a RangeError for an origin that is no line, and for what is no size or hash.
 */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  if (origin === '' || origin.includes('\n') || !isTreeSize(size) || !isTreeHash(root)) {
    throw new RangeError('A checkpoint has an origin of one line, a size and a root');
  }
  const text = `${origin}\n${size}\n${toBase64(fromHex(root))}\n`;
  if (!isNoteText(text)) {
    throw new RangeError('An origin has no control characters and no half surrogate pairs');
  }
  return text;
}

const sizeForm = /^(?:0|[1-9][0-9]{0,15})$/;

/**
 * Reads the text of a checkpoint; null when it is none. Lines after the third, which other logs may add, have to be
 * there whole but are not told: nobody can verify what they say. A size from 2^53 on is refused.
 */
export function parseCheckpoint(text: string): Checkpoint | null {
  const lines = text.split('\n');
  const [origin = '', size = '', encoded = ''] = lines;
  const root = fromBase64(encoded);
  const isText = isNoteText(text) && !lines.slice(0, -1).includes('');
  if (!isText || !sizeForm.test(size) || !isTreeSize(Number(size)) || root?.length !== 32) {
    return null;
  }
  return { origin, size: Number(size), root: toHex(root) };
}
