import { withCaseOf } from './letter-case.js';
import { joinOrdinalDates } from './ordinal-dates.js';
import { exceptionOf, latinExceptions } from './transliteration-exceptions.js';

/** Letters that are written one way everywhere (Cabinet of Ministers no. 339 of 24 August 1995, appendix). */
const plain: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ж: 'j', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'x', ҳ: 'h', қ: 'q', ў: 'oʻ', ғ: 'gʻ', ш: 'sh', ч: 'ch',
  э: 'e', щ: 'sh', ы: 'i',
};

const vowels = 'аеёиоуўэюя';
const iotated: Readonly<Record<string, string>> = { е: 'e', ё: 'o', ю: 'u', я: 'a' };

/** The Latin spelling of one letter among its neighbours, all in small letters. */
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

function latinWord(original: string): string {
  const lower = original.toLowerCase();
  const [stem, spelling] = exceptionOf(latinExceptions, lower) ?? ['', ''];
  let latin = withCaseOf(original, 0, stem.length, spelling);
  for (let at = stem.length; at < lower.length; at += 1) {
    latin += withCaseOf(original, at, 1, letter(lower, at));
  }
  return latin;
}

/**
 * Uzbek Cyrillic in Latin script, by the rules of the orthography with a dictionary for the loans that break them. What
 * is not a Cyrillic letter stays as it is.
 */
export function cyrillicToLatin(text: string): string {
  return joinOrdinalDates(text.normalize('NFC')).replace(/[а-яёўқғҳА-ЯЁЎҚҒҲ]+/g, latinWord);
}
