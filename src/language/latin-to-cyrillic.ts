import { normaliseApostrophes } from './apostrophes.js';
import { withCaseOf } from './letter-case.js';
import { partOrdinalDates } from './ordinal-dates.js';
import { cyrillicExceptions, exceptionOf } from './transliteration-exceptions.js';

/** Spellings of several letters, longest first; each is tried before the single letters. */
const groups: readonly (readonly [string, string])[] = [
  ['yoʻ', 'йў'], ['sʼh', 'сҳ'], ['oʻ', 'ў'], ['gʻ', 'ғ'], ['sh', 'ш'], ['ch', 'ч'], ['yo', 'ё'], ['yu', 'ю'],
  ['ya', 'я'], ['ye', 'е'],
];

const plain: Readonly<Record<string, string>> = {
  a: 'а', b: 'б', d: 'д', f: 'ф', g: 'г', h: 'ҳ', i: 'и', j: 'ж', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п',
  q: 'қ', r: 'р', s: 'с', t: 'т', u: 'у', v: 'в', x: 'х', y: 'й', z: 'з', ʼ: 'ъ',
};

/** After these e is written э, and ye is the one letter е; oʻ counts by its last sign. */
const afterVowel = /(?:[aeiou]|oʻ)$/;

/** Suffixes in s after a stem in t (ketsa, oʻtsin, muddatsiz, otsimon, mehnatsevar): two sounds, never ц. */
const suffixAfterT = /^ts(?:a|in|iz|imon|evar|oz|h|[b-df-gj-np-tv-xz])/;

/** Loans in -ksiya, -psiya and -nsiya are written with ц; pensiya and its like stand in the dictionary. */
function isLoanEnding(lower: string, at: number): boolean {
  return lower.startsWith('siya', at) && 'kpn'.includes(lower[at - 1] ?? '-');
}

/** The Cyrillic spelling of what stands at a place, and how many Latin letters it stands for. */
function spellingAt(lower: string, at: number): readonly [string, number] {
  const rest = lower.slice(at);
  const before = lower.slice(0, at);
  if (rest.startsWith('ts') && !suffixAfterT.test(rest)) {
    return ['ц', 2];
  }
  if (isLoanEnding(lower, at)) {
    return ['ц', 1];
  }
  if (rest.startsWith('ye') && before !== '' && !afterVowel.test(before)) {
    return ['ье', 2];
  }
  const group = groups.find(([latin]) => rest.startsWith(latin));
  if (group) {
    return [group[1], group[0].length];
  }
  const [here = ''] = rest;
  return here === 'e' ? [before === '' || afterVowel.test(before) ? 'э' : 'е', 1] : [plain[here] ?? here, 1];
}

/** Words with letters that Uzbek has not, and Roman numerals, stay as they are. */
function isForeign(original: string): boolean {
  return /w|c(?!h)/i.test(original) || /^[IVX]{2,}$/.test(original);
}

function cyrillicWord(original: string): string {
  const lower = original.toLowerCase();
  const exception = exceptionOf(cyrillicExceptions, lower);
  if (!exception && isForeign(original)) {
    return original;
  }
  const [stem, spelling] = exception ?? ['', ''];
  // A soft sign at the end of a stem falls away before a suffix.
  const isWhole = stem.length === lower.length;
  let cyrillic = withCaseOf(original, 0, stem.length, isWhole ? spelling : spelling.replace(/ь$/, ''));
  for (let at = stem.length; at < lower.length; ) {
    const [letters, length] = spellingAt(lower, at);
    cyrillic += withCaseOf(original, at, length, letters);
    at += length;
  }
  return cyrillic;
}

/** What is no word: placeholders in curly brackets, e-mail and web addresses. Bounded, so that no text is slow. */
const kept =
  /\{\w{1,40}\}|[^\s@]{1,64}@\S+|\w{1,10}:\/\/\S+|www\.\S+|(?:[\w-]{1,63}\.){1,3}(?:uz|com|org|net)(?!\w)/;
const parts = new RegExp(`${kept.source}|[A-Za-zʻʼ]+`, 'g');
const isKept = new RegExp(`^(?:${kept.source})$`);

/**
 * Uzbek Latin in Cyrillic script. Latin does not tell e from э within words, s from ц, or a soft sign, so this is a
 * derived text and never the record; loans that our own texts use stand in the dictionary. Placeholders in curly
 * brackets, addresses, Roman numerals and words with letters that Uzbek has not stay.
 */
export function latinToCyrillic(text: string): string {
  const prepared = partOrdinalDates(normaliseApostrophes(text.normalize('NFC')));
  return prepared.replace(parts, (found) => (isKept.test(found) ? found : cyrillicWord(found)));
}
