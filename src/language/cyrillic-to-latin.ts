import { latinExceptions } from './transliteration-exceptions.js';

/** Letters that are written one way everywhere (Cabinet of Ministers no. 339 of 24 August 1995, appendix). */
const plain: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ж: 'j', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'x', ҳ: 'h', қ: 'q', ў: 'oʻ', ғ: 'gʻ', ш: 'sh', ч: 'ch',
  э: 'e', щ: 'sh', ы: 'i',
};

const vowels = 'аеёиоуўэюя';
const iotated: Readonly<Record<string, string>> = { е: 'e', ё: 'o', ю: 'u', я: 'a' };

/** The Latin spelling of one lower-case letter among its neighbours. */
function letter(word: string, at: number): string {
  const here = word[at] ?? '';
  const before = word[at - 1] ?? '';
  const after = word[at + 1] ?? '';
  if (here === 'е') {
    return before === '' || vowels.includes(before) || 'ъь'.includes(before) ? 'ye' : 'e';
  }
  if (here === 'ё' || here === 'ю' || here === 'я') {
    return `y${iotated[here] ?? ''}`;
  }
  if (here === 'ц') {
    return vowels.includes(before) && before !== '' ? 'ts' : 's';
  }
  if (here === 'ъ') {
    // Dropped before the iotated letters and after ў and ғ, where it sounds nowhere.
    return (after !== '' && after in iotated) || before === 'ў' || before === 'ғ' ? '' : 'ʼ';
  }
  if (here === 'ь') {
    // Before a plain vowel it is heard as y: павильон, pavilyon.
    return after !== '' && 'оуи'.includes(after) ? 'y' : '';
  }
  if (here === 'с' && after === 'ҳ') {
    return 'sʼ';
  }
  return plain[here] ?? here;
}

/** Gives a Latin word the case of the Cyrillic one: ШАҲАР is SHAHAR, Шаҳар is Shahar. */
function withCase(original: string, latin: string): string {
  const isUpper = original.length > 1 && original === original.toUpperCase();
  if (isUpper) {
    return latin.toUpperCase();
  }
  const [first = ''] = original;
  return first === first.toLowerCase() ? latin : `${latin[0]?.toUpperCase() ?? ''}${latin.slice(1)}`;
}

function word(original: string): string {
  const lower = original.toLowerCase();
  for (const [cyrillic, latin] of latinExceptions) {
    if (lower.startsWith(cyrillic)) {
      const rest = lower.slice(cyrillic.length);
      return withCase(original, latin + [...rest].map((_, at) => letter(lower, cyrillic.length + at)).join(''));
    }
  }
  return withCase(original, [...lower].map((_, at) => letter(lower, at)).join(''));
}

/**
 * Uzbek Cyrillic in Latin script, by the rules of the orthography with a dictionary for the loans that break them. What
 * is not a Cyrillic letter stays as it is.
 */
export function cyrillicToLatin(text: string): string {
  return text.normalize('NFC').replace(/[а-яёўқғҳА-ЯЁЎҚҒҲ]+/g, word);
}
