import { utf8 } from './bytes.js';
import { type NoteSigner, signText } from './note-signature.js';
import { hasNoteCharacters, isNoteText } from './note-text.js';
import { formatSignatureLine, type NoteSignature, parseSignatureLine } from './signature-line.js';

/** The greatest number of UTF-8 bytes of a note, signatures included. The Go implementation has the same limit. */
export const MAX_NOTE_BYTES = 1_000_000;

/** The greatest number of signature lines of a note, as in Go; the specification asks for 16 at least. */
export const MAX_NOTE_SIGNATURES = 100;

/** A note taken apart; nothing of it is verified. */
export interface Note {
  /** Lines, the last one ended. */
  readonly text: string;
  /** In the order of their lines; a line that is repeated is told once. */
  readonly signatures: readonly NoteSignature[];
}

/**
 * A note: the text, an empty line, and a line for each signature; a signature that is repeated is written once (C2SP
 * signed-note, "Format"). Throws a RangeError for a text that is no note's, no signature or malformed ones, and a note
 * over the limits.
 */
export function formatNote({ text, signatures }: Note): string {
  const lines = new Set(signatures.map(formatSignatureLine));
  const note = `${text}\n${[...lines].map((line) => `${line}\n`).join('')}`;
  // What is written has to be readable: a name with a blank, for one, would not be.
  if (!isNoteText(text) || parseNote(note)?.text !== text) {
    throw new RangeError('This is no text of a note, or these are no signatures of one');
  }
  return note;
}

/** A note with the signature of one signer. Throws what `signText` and `formatNote` throw. */
export function signNote(text: string, signer: NoteSigner): string {
  return formatNote({ text, signatures: [signText(text, signer)] });
}

/**
 * Takes a note apart, verifying nothing. The last empty line parts the signatures from the text, which may have empty
 * lines of its own. Null for what is no note: a missing line end, no signature, another line among the signatures, a
 * control character, or more than the limits.
 */
export function parseNote(note: string): Note | null {
  // A text has no more characters than bytes, so a far too long one is refused before it is copied.
  if (note.length > MAX_NOTE_BYTES || !hasNoteCharacters(note) || utf8(note).length > MAX_NOTE_BYTES) {
    return null;
  }
  const textEnd = note.lastIndexOf('\n\n') + 1;
  const lines = note.slice(textEnd + 1).split('\n');
  if (textEnd === 0 || lines.pop() !== '' || lines.length > MAX_NOTE_SIGNATURES) {
    return null;
  }
  const different = [...new Set(lines)];
  const signatures = different.map(parseSignatureLine).filter((signature) => signature !== null);
  const isWhole = signatures.length > 0 && signatures.length === different.length;
  return isWhole ? { text: note.slice(0, textEnd), signatures } : null;
}
