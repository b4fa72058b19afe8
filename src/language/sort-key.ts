import { normaliseApostrophes } from './apostrophes.js';
import { cyrillicToLatin } from './cyrillic-to-latin.js';

/** The Uzbek alphabet in its order: the last four stand after Z. */
const alphabet = [
  'a', 'b', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y',
  'z', 'oʻ', 'gʻ', 'sh', 'ch',
] as const;

/** Letters of other alphabets stand where a reader looks for them. */
const foreign: Readonly<Record<string, string>> = { c: 's', w: 'v' };

const rank = new Map<string, string>(alphabet.map((letter, place) => [letter, String.fromCharCode(0x41 + place)]));

/**
 * A key whose bytes order texts as the Uzbek alphabet does, in either script: for columns with COLLATE "C". Words
 * before longer words, digits before letters; texts that differ only in case or apostrophes get the same key.
 */
export function sortKey(text: string): string {
  const latin = normaliseApostrophes(cyrillicToLatin(text.normalize('NFC')))
    .toLowerCase()
    .normalize('NFC')
    .replace(/ʼ/g, '');
  let key = '';
  for (let at = 0; at < latin.length; ) {
    const pair = rank.get(latin.slice(at, at + 2));
    if (pair) {
      key += pair;
      at += 2;
      continue;
    }
    const here = latin[at] ?? '';
    const single = rank.get(foreign[here] ?? here);
    if (single) {
      key += single;
    } else if (/\d/.test(here)) {
      key += here;
    } else if (/\s|-/.test(here)) {
      key += ' ';
    }
    at += 1;
  }
  return key.replace(/ +/g, ' ').trim();
}
