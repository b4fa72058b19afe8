import type { ErrorCode } from '../errors.js';
import { normaliseApostrophes } from './apostrophes.js';

/** A text that can be kept, or the code of the reason why not. */
export type CleanText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: Extract<ErrorCode, 'REQUIRED' | 'TOO_SHORT' | 'TOO_LONG' | 'INVALID_CHARACTERS' | 'WRONG_SCRIPT'> };

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
const hostile =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\uFFFE\uFFFF]|[\u{E0000}-\u{E0FFF}]|\p{Cs}|\p{Co}|\p{Cn}/u;

/** More combining marks in a row than any of our languages has. */
const stacked = /\p{M}{4,}/u;

/** Cleans a text that a person typed: NFC, trimmed, apostrophes of the orthography. Markup stays what it is: text. */
export function cleanText(input: string, { min, max, multiline = false }: TextBounds): CleanText {
  // Longer than any use of it: not worth looking at.
  if (input.length > max * 4 + 100) {
    return { ok: false, code: 'TOO_LONG' };
  }
  if (!input.isWellFormed() || hostile.test(input) || stacked.test(input.normalize('NFD'))) {
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

/** Cleans a name: letters of Latin or Cyrillic script, with spaces, hyphens, full stops and apostrophes between. */
export function cleanName(input: string, bounds: TextBounds): CleanText {
  const cleaned = cleanText(input, bounds);
  if (!cleaned.ok) {
    return cleaned;
  }
  return /^[\p{Script=Latin}\p{Script=Cyrillic}][\p{Script=Latin}\p{Script=Cyrillic}\p{M}\u02BB\u02BC '.-]*$/u.test(
    cleaned.text,
  )
    ? cleaned
    : { ok: false, code: 'WRONG_SCRIPT' };
}
