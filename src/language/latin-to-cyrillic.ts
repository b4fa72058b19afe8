import { normaliseApostrophes } from './apostrophes.js';
import { cyrillicExceptions } from './transliteration-exceptions.js';

/** Spellings of several letters, longest first; each is tried before the single letters. */
const groups: readonly (readonly [string, string])[] = [
  ['yoʻ', 'йў'], ['sʼh', 'сҳ'], ['oʻ', 'ў'], ['gʻ', 'ғ'], ['sh', 'ш'], ['ch', 'ч'], ['yo', 'ё'], ['yu', 'ю'],
  ['ya', 'я'], ['ye', 'е'], ['ts', 'ц'],
];

const plain: Readonly<Record<string, string>> = {
  a: 'а', b: 'б', d: 'д', f: 'ф', g: 'г', h: 'ҳ', i: 'и', j: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п',
  q: 'қ', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', w: 'в', x: 'х', y: 'й', z: 'з', c: 'с', ʼ: 'ъ',
};

const vowels = 'aeiouʻ';

/** Loans in -ksiya, -psiya and -nsiya are written with ц; pensiya and its like stand in the dictionary. */
const loanEnding = /(?<=[kpn])siya/g;

function letters(lower: string): string {
  const text = lower.replace(loanEnding, 'tsiya');
  let out = '';
  for (let at = 0; at < text.length; ) {
    const group = groups.find(([latin]) => text.startsWith(latin, at));
    if (group) {
      out += group[1];
      at += group[0].length;
      continue;
    }
    const here = text[at] ?? '';
    const before = text[at - 1] ?? '';
    out += here === 'e' ? (before === '' || vowels.includes(before) ? 'э' : 'е') : (plain[here] ?? here);
    at += 1;
  }
  return out;
}

function withCase(original: string, cyrillic: string): string {
  const isUpper = original.length > 1 && original === original.toUpperCase();
  if (isUpper) {
    return cyrillic.toUpperCase();
  }
  const [first = ''] = original;
  return first === first.toLowerCase() ? cyrillic : `${cyrillic[0]?.toUpperCase() ?? ''}${cyrillic.slice(1)}`;
}

function word(original: string): string {
  const lower = original.toLowerCase();
  const exception = cyrillicExceptions.find(([latin]) => lower.startsWith(latin));
  if (exception) {
    const [latin, cyrillic] = exception;
    const rest = lower.slice(latin.length);
    // A soft sign at the end of a stem falls away before a suffix.
    const stem = rest !== '' && cyrillic.endsWith('ь') ? cyrillic.slice(0, -1) : cyrillic;
    return withCase(original, stem + letters(rest));
  }
  return withCase(original, letters(lower));
}

/**
 * Uzbek Latin in Cyrillic script. Latin does not tell e from э within words, s from ц, or a soft sign, so this is a
 * derived text and never the record; loans that our own texts use stand in the dictionary. Words in curly brackets are
 * placeholders and stay.
 */
export function latinToCyrillic(text: string): string {
  return normaliseApostrophes(text.normalize('NFC')).replace(/\{\w+\}|[A-Za-zʻʼ]+/g, (found) =>
    found.startsWith('{') ? found : word(found),
  );
}
