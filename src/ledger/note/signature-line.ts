import { fromBase64, fromHex, joined, toBase64, toHex } from './bytes.js';
import { isKeyName } from './verifier-key.js';

/** One signature of a note as its line tells it, verified or not. */
export interface NoteSignature {
  readonly name: string;
  /** The id of the key, 8 lower-case hex digits. */
  readonly keyId: string;
  /** What stands after the id: 64 bytes in a signature of the text, 72 in a cosignature, at least 1 in any. */
  readonly signature: Uint8Array;
}

const lineForm = /^\u2014 ([^ ]+) ([^ ]+)$/u;

/** The line of a signature, without its end: em dash, name, base64(id || signature) (C2SP signed-note, "Format"). */
export function formatSignatureLine({ name, keyId, signature }: NoteSignature): string {
  return `\u2014 ${name} ${toBase64(joined(fromHex(keyId), signature))}`;
}

/** Reads what `formatSignatureLine` writes; null for any other text. */
export function parseSignatureLine(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = lineForm.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === null || bytes.length < 5) {
    return null;
  }
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}
