import { cyrillicToLatin } from './cyrillic-to-latin.js';

/**
 * A text as search compares it: Latin script, no case, no diacritics, no apostrophes, single spaces. «Тошкент»,
 * "Toshkent" and "TOSHKENT" fold to one string, as do the ways to type oʻ.
 */
export function foldForSearch(text: string): string {
  return cyrillicToLatin(text.normalize('NFKC'))
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\u02BB\u02BC\u2018\u2019'`\u00B4]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
