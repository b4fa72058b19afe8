/**
 * Beginnings of Cyrillic words whose Latin spelling does not follow the letters (loans that keep a vowel or a prefix).
 * Lower case; longer ones first where one begins another.
 */
export const latinExceptions: readonly (readonly [string, string])[] = [
  ['антицикл', 'antisikl'],
  ['бюджет', 'budjet'],
  ['мещан', 'meshshan'],
  ['октябр', 'oktabr'],
  ['сентябр', 'sentabr'],
  ['стажёр', 'stajor'],
  ['финлянд', 'finland'],
  ['фляга', 'flaga'],
];

/** Beginnings of Latin words whose Cyrillic spelling cannot be told from the letters. Lower case. */
export const cyrillicExceptions: readonly (readonly [string, string])[] = [
  ['aksiya', 'акция'],
  ['aprel', 'апрель'],
  ['budjet', 'бюджет'],
  ['byudjet', 'бюджет'],
  ['dekabr', 'декабрь'],
  ['fevral', 'февраль'],
  ['finlandiya', 'финляндия'],
  ['komissiya', 'комиссия'],
  ['noyabr', 'ноябрь'],
  ['obyekt', 'объект'],
  ['oktabr', 'октябрь'],
  ['parol', 'пароль'],
  ['pensiya', 'пенсия'],
  ['sentabr', 'сентябрь'],
  ['sessiya', 'сессия'],
  ['stajor', 'стажёр'],
  ['subyekt', 'субъект'],
  ['versiya', 'версия'],
];
