/** The letter of oʻ and gʻ: modifier letter turned comma. */
export const turnedComma = '\u02BB';

/** The tutuq belgisi: modifier letter apostrophe. */
export const tutuq = '\u02BC';

/** Everything that people type for the two. */
const typed = /[\u02BB\u02BC\u2018\u2019'`\u00B4]/g;

/** A letter but the two signs themselves, so that mending twice is mending once. */
const letter = /(?![\u02BB\u02BC])\p{L}/u;

/**
 * Puts the letters of the orthography in the place of whatever was typed: U+02BB after o and g, U+02BC elsewhere. Only
 * marks with a letter before them are taken, and none that closes a quotation, so that quotation marks stay.
 */
export function normaliseApostrophes(text: string): string {
  let isQuoted = false;
  return text.replace(typed, (mark: string, at: number) => {
    const before = text[at - 1] ?? '';
    const after = text[at + 1] ?? '';
    if (!letter.test(before)) {
      isQuoted = letter.test(after);
      return mark;
    }
    const closes = isQuoted && !letter.test(after);
    if (closes) {
      isQuoted = false;
      return mark;
    }
    if (/[oOgG]/.test(before)) {
      return turnedComma;
    }
    return /[A-Za-z]/.test(before) && /[A-Za-z]/.test(after) ? tutuq : mark;
  });
}
