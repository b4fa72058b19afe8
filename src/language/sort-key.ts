import { normaliseApostrophes } from './apostrophes.js';
import { cyrillicToLatin } from './cyrillic-to-latin.js';
import { latinToCyrillic } from './latin-to-cyrillic.js';
import { defaultLocale, type Locale } from './locale.js';

/** Uzbek Latin in its order: the last four stand after z. */
const uzbekLatin = [...'abdefghijklmnopqrstuvxyz', 'oʻ', 'gʻ', 'sh', 'ch'];

/** Uzbek Cyrillic in its order: the last four stand after я. Words that have no Cyrillic spelling follow them all. */
const uzbekCyrillic = [...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ', ...'abcdefghijklmnopqrstuvwxyz'];

/** An alphabet, with letters of others where a reader looks for them. */
interface Alphabet {
  readonly rank: ReadonlyMap<string, string>;
  /** Brings a text, in small letters, into the script of the alphabet. */
  readonly prepare: (text: string) => string;
}

/** Digits keep their codes; the letters follow them, one code unit each, all of them ASCII. */
const firstLetterCode = 0x3a;

function alphabetOf(
  letters: readonly string[],
  guests: Readonly<Record<string, string>>,
  prepare: Alphabet['prepare'],
): Alphabet {
  const rank = new Map(letters.map((letter, place) => [letter, String.fromCharCode(firstLetterCode + place)]));
  for (const [guest, host] of Object.entries(guests)) {
    rank.set(guest, rank.get(host) ?? '');
  }
  return { rank, prepare };
}

const latin = (text: string): string => normaliseApostrophes(cyrillicToLatin(text));
const uzbekInLatin = alphabetOf(uzbekLatin, { c: 's', w: 'v', ı: 'i' }, latin);
const uzbekInCyrillic = alphabetOf(uzbekCyrillic, {}, latinToCyrillic);
const english = alphabetOf([...'abcdefghijklmnopqrstuvwxyz'], { ı: 'i' }, latin);

const alphabets: Readonly<Record<Locale, Alphabet>> = {
  'uz-Latn': uzbekInLatin,
  'uz-Cyrl': uzbekInCyrillic,
  kaa: uzbekInLatin,
  ru: uzbekInCyrillic,
  en: english,
};

/** A letter without its marks; й, ё and ў are letters of their own and have their rank before this is asked. */
function bare(letter: string): string {
  return letter.normalize('NFKD').replace(/\p{M}/gu, '');
}

/**
 * A key whose bytes order texts as the alphabet of a language does, in either script: for columns with COLLATE "C".
 * Uzbek Latin has Oʻ, Gʻ, Sh, Ch after Z; Cyrillic has Ў, Қ, Ғ, Ҳ after Я. A word stands before longer ones, digits
 * before letters; texts that differ only in case or accents get the same key; signs and other scripts count nothing.
 */
export function sortKey(text: string, locale: Locale = defaultLocale): string {
  const { rank, prepare } = alphabets[locale];
  const prepared = prepare(text.normalize('NFC')).toLowerCase().normalize('NFC');
  let key = '';
  for (let at = 0; at < prepared.length; ) {
    const pair = rank.get(prepared.slice(at, at + 2));
    const here = prepared[at] ?? '';
    if (pair) {
      key += pair;
    } else if (/[0-9]/.test(here)) {
      key += here;
    } else if (/\s|-/.test(here)) {
      key += ' ';
    } else {
      key += rank.get(here) ?? rank.get(bare(here)) ?? '';
    }
    at += pair ? 2 : 1;
  }
  return key.replace(/ +/g, ' ').trim();
}
