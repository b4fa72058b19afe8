/** A name of nobody: the family names say "sample", "trial", "example" and the like in Uzbek. */
export interface InventedName {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly sex: 'FEMALE' | 'MALE';
}

/** Placeholders that read as such: namuna (sample), sinov (trial), misol (example), andoza (pattern) and so on. */
export const familyNameStems = [
  'Namunayev',
  'Sinovov',
  'Misolov',
  'Andozayev',
  'Koʻrgazmayev',
  'Toʻqimayev',
  'Xomakiyev',
  'Shartliyev',
] as const;

const femaleGivenNames = [
  'Aziza',
  'Barno',
  'Dilnoza',
  'Feruza',
  'Gulnora',
  'Hilola',
  'Iroda',
  'Kamola',
  'Lola',
  'Malika',
  'Nargiza',
  'Oydin',
  'Raʼno',
  'Saida',
  'Shahlo',
  'Umida',
  'Xurshida',
  'Yulduz',
  'Zilola',
] as const;

const maleGivenNames = [
  'Anvar',
  'Botir',
  'Dilshod',
  'Erkin',
  'Farhod',
  'Gʻayrat',
  'Hamid',
  'Ilhom',
  'Jasur',
  'Karim',
  'Laziz',
  'Murod',
  'Nodir',
  'Otabek',
  'Rustam',
  'Sardor',
  'Temur',
  'Vohid',
  'Zafar',
] as const;

/**
 * The invented name with this number, from 0: women and men by turns. Two numbers below 5776 never share family name,
 * given name and patronymic, because each number is written in the mixed base 2, 8, 19, 19 of the lists.
 */
export function inventedName(number: number): InventedName {
  const female = number % 2 === 0;
  const pair = Math.floor(number / 2);
  const stem = familyNameStems[pair % familyNameStems.length] ?? familyNameStems[0];
  const rest = Math.floor(pair / familyNameStems.length);
  const names = female ? femaleGivenNames : maleGivenNames;
  // Stepping by the stem as well keeps neighbours from sharing a given name; it is a shift, so nothing collides.
  const givenName = names[(rest + pair * 5) % names.length] ?? names[0];
  const father = maleGivenNames[(Math.floor(rest / names.length) + pair * 3) % maleGivenNames.length];
  return {
    familyName: female ? `${stem}a` : stem,
    givenName,
    patronymic: `${father} ${female ? 'qizi' : 'oʻgʻli'}`,
    sex: female ? 'FEMALE' : 'MALE',
  };
}
