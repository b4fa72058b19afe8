import { cyrillicToLatin } from './cyrillic-to-latin.js';

/** Letters of Karakalpak that Uzbek has not, as they stand in the other script or without their marks. */
const karakalpak: Readonly<Record<string, string>> = { ә: 'a', ө: 'o', ү: 'u', ң: 'n', ı: 'i' };

/** Invisible signs (Cf), combining marks (M) and all that people type for an apostrophe. */
const ignored = /[\p{Cf}\p{M}\u02BB\u02BC\u2018\u2019'`\u00B4]/gu;

/** One pass; see `foldForSearch`. */
function foldOnce(text: string): string {
  return cyrillicToLatin(text.normalize('NFKC').toLowerCase())
    .normalize('NFKD')
    .replace(/[әөүңı]/g, (letter) => karakalpak[letter] ?? letter)
    .replace(ignored, '')
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();
}

/**
 * A text as search compares it: Latin script, no case, no diacritics, no apostrophes, one space for spaces and hyphens.
 * «Тошкент», "Toshkent" and "TOSHKENT" fold to one string, as do the ways to type oʻ. Folding what is folded changes
 * nothing.
 */
export function foldForSearch(text: string): string {
  // Cyrillic letters with marks, such as ѝ, are bare only after the first pass.
  return foldOnce(foldOnce(text));
}
