/** The beginning of words, in small letters, and how it is spelled in the other script. */
export type TransliterationException = readonly [stem: string, spelling: string];

/** The longest exception that begins a word; undefined when none does. The word is in small letters. */
export function exceptionOf(
  exceptions: readonly TransliterationException[],
  lower: string,
): TransliterationException | undefined {
  let longest: TransliterationException | undefined;
  for (const exception of exceptions) {
    if (lower.startsWith(exception[0]) && exception[0].length > (longest?.[0].length ?? 0)) {
      longest = exception;
    }
  }
  return longest;
}

/** Cyrillic words whose Latin spelling does not follow the letters: loans that keep a vowel or a prefix. */
export const latinExceptions: readonly TransliterationException[] = [
  ['антицикл', 'antisikl'],
  ['бюджет', 'budjet'],
  ['маъюс', 'maʼyus'],
  ['мещан', 'meshshan'],
  ['октябр', 'oktabr'],
  ['сентябр', 'sentabr'],
  ['стажёр', 'stajor'],
  ['финлянд', 'finland'],
  ['фляга', 'flaga'],
];

/** Latin words whose Cyrillic spelling cannot be told from the letters. */
export const cyrillicExceptions: readonly TransliterationException[] = [
  ['adyutant', 'адъютант'],
  ['albom', 'альбом'],
  ['antisiklon', 'антициклон'],
  ['aprel', 'апрель'],
  ['budjet', 'бюджет'],
  ['byudjet', 'бюджет'],
  ['dekabr', 'декабрь'],
  ['fevral', 'февраль'],
  ['finland', 'финлянд'],
  ['flaga', 'фляга'],
  ['fortepyano', 'фортепьяно'],
  ['ilyin', 'ильин'],
  ['intervyu', 'интервью'],
  ['iyul', 'июль'],
  ['iyun', 'июнь'],
  ['konsert', 'концерт'],
  ['kvars', 'кварц'],
  ['mayor', 'майор'],
  ['meditsina', 'медицина'],
  ['meshshan', 'мещан'],
  ['moʻjiza', 'мўъжиза'],
  ['noyabr', 'ноябрь'],
  ['obshina', 'община'],
  ['obyekt', 'объект'],
  ['oktabr', 'октябрь'],
  ['parol', 'пароль'],
  ['pavilyon', 'павильон'],
  ['pensiya', 'пенсия'],
  ['rayon', 'район'],
  ['razyezd', 'разъезд'],
  ['sellofan', 'целлофан'],
  ['sentabr', 'сентябрь'],
  ['sex', 'цех'],
  ['sirk', 'цирк'],
  ['sirka', 'сирка'],
  ['stajor', 'стажёр'],
  ['subyekt', 'субъект'],
  ['syezd', 'съезд'],
  ['vimpel', 'вымпел'],
  ['vishka', 'вышка'],
  ['yamshik', 'ямщик'],
  ['yanvar', 'январь'],
];
