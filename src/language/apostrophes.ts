/** The letter of oʻ and gʻ: modifier letter turned comma. */
export const turnedComma = '\u02BB';

/** The tutuq belgisi: modifier letter apostrophe. */
export const tutuq = '\u02BC';

/** Everything that people type for the two. */
const typed = /[\u02BB\u02BC\u2018\u2019'`\u00B4]/g;

/**
 * Puts the letters of the orthography in the place of whatever was typed: U+02BB after o and g, U+02BC elsewhere. Only
 * apostrophes with a letter before them are taken, so that quotation marks stay.
 */
export function normaliseApostrophes(text: string): string {
  return text.replace(typed, (mark: string, at: number) => {
    const before = text[at - 1] ?? '';
    if (/[oOgG]/.test(before)) {
      return turnedComma;
    }
    return /[A-Za-z]/.test(before) && /[A-Za-z]/.test(text[at + 1] ?? '') ? tutuq : mark;
  });
}
