const latinMonths = 'yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr';
const cyrillicMonths = 'январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр';

// Only with the endings of cases, so that "5 марта" (five times) and "5 майдон" (five squares) are no dates.
const latinDate = new RegExp(`(?<=\\d)-(?=yil|(?:${latinMonths})(?:da(?:gi|n)?|gacha|ning|ni|ga)?(?![a-zʻʼ]))`, 'gi');
const cyrillicDay = `(?<=(?<!\\d)\\d{1,2}) (?=(?:${cyrillicMonths})ь?(?:да(?:ги|н)?|гача|нинг|ни|га)?(?![а-яёўқғҳ]))`;
const cyrillicDate = new RegExp(`${cyrillicDay}|(?<=(?<!\\d)\\d{4}) (?=йил)`, 'gi');

/** 2022-yil 2-dekabr as 2022 yil 2 dekabr: Cyrillic writes years and days of months without the hyphen of ordinals. */
export function partOrdinalDates(latin: string): string {
  return latin.replace(latinDate, ' ');
}

/** 2022 йил 2 декабрь as 2022-йил 2-декабрь: Latin writes years and days of months with the hyphen of ordinals. */
export function joinOrdinalDates(cyrillic: string): string {
  return cyrillic.replace(cyrillicDate, '-');
}
