import type { ErrorCode } from '../errors.js';
import { normaliseApostrophes } from './apostrophes.js';

/** A text that can be kept, or the code of the reason why not. */
export type CleanText =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly code: Extract<ErrorCode, 'REQUIRED' | 'TOO_SHORT' | 'TOO_LONG' | 'INVALID_CHARACTERS' | 'WRONG_SCRIPT'>;
    };

/** The bounds of a text, in characters as people count them. */
export interface TextBounds {
  readonly min: number;
  readonly max: number;
  /** Whether line breaks are kept. */
  readonly multiline?: boolean;
}

/**
 * Control characters, bidirectional overrides and isolates, invisible letters, tags, noncharacters: they make a text
 * show otherwise than it is. The joiners of emoji are refused too: our texts are names and reasons.
 */
const hostile = new RegExp(
  [
    '(?![\\t\\n\\r])\\p{Cc}',
    // Soft hyphen, joiners, bidirectional marks, byte order mark, tags: every format character.
    '\\p{Cf}',
    '\\p{Cs}|\\p{Co}|\\p{Cn}',
    // Letters and selectors that show nothing.
    '\\p{Default_Ignorable_Code_Point}',
  ].join('|'),
  'u',
);

/** More combining marks in a row than any of our languages has. */
const stacked = /\p{M}{4,}/u;

/** Cleans a text that a person typed: NFC, trimmed, apostrophes of the orthography. Markup stays what it is: text. */
export function cleanText(input: string, { min, max, multiline = false }: TextBounds): CleanText {
  // Longer than any use of it: not worth looking at.
  if (input.length > max * 4 + 100) {
    return { ok: false, code: 'TOO_LONG' };
  }
  if (hostile.test(input) || stacked.test(input.normalize('NFD'))) {
    return { ok: false, code: 'INVALID_CHARACTERS' };
  }
  const lines = input.normalize('NFC').replace(/\r\n?/g, '\n');
  const spaced = multiline ? lines.replace(/[^\S\n]+/g, ' ') : lines.replace(/\s+/g, ' ');
  const text = normaliseApostrophes(spaced.trim());
  const length = [...text].length;
  if (length === 0 && min > 0) {
    return { ok: false, code: 'REQUIRED' };
  }
  if (length < min) {
    return { ok: false, code: 'TOO_SHORT' };
  }
  return length > max ? { ok: false, code: 'TOO_LONG' } : { ok: true, text };
}

/** Letters of one of the two scripts, with spaces, hyphens, full stops and apostrophes between. */
const name = /^[\p{Script=Latin}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Cyrillic}\p{M}\u02BB\u02BC '.-]*$/u;

/** A word of both scripts, such as Latin with a Cyrillic a: it looks like another word, and is found by no search. */
const mixed = /\p{Script=Latin}[\p{M}\u02BB\u02BC']*\p{Script=Cyrillic}|\p{Script=Cyrillic}[\p{M}']*\p{Script=Latin}/u;

/**
 * Cleans a name: letters of Latin or Cyrillic script, never both in one word, with spaces, hyphens, full stops and
 * apostrophes between. Anything else is WRONG_SCRIPT.
 */
export function cleanName(input: string, bounds: TextBounds): CleanText {
  const cleaned = cleanText(input, bounds);
  if (!cleaned.ok) {
    return cleaned;
  }
  return name.test(cleaned.text) && !mixed.test(cleaned.text) ? cleaned : { ok: false, code: 'WRONG_SCRIPT' };
}
