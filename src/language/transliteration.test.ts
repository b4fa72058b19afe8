import { describe, expect, it } from 'vitest';
import { territoryRecords } from '../modules/territories/data/territories.js';
import { cyrillicToLatin } from './cyrillic-to-latin.js';
import { latinToCyrillic } from './latin-to-cyrillic.js';
// The pairs that the appendix to the orthography rules (A, B), Wikipedia's page on them (W) and zarnews.uz (Z) state.
import pairs from './transliteration-pairs.json' with { type: 'json' };

// Terms of the field in both scripts; those of the Agency's news item of 2 December 2022 are among them.
import terms from './glossary-pairs.json' with { type: 'json' };

describe('terms of the field', () => {
  it.each(terms)('are spelled in both scripts: $latn', ({ cyrl, latn }) => {
    expect(cyrillicToLatin(cyrl)).toBe(latn);
    expect(latinToCyrillic(latn)).toBe(cyrl);
  });
});

describe('Cyrillic to Latin', () => {
  it.each(pairs)('writes $cyrl as $latn', ({ cyrl, latn }) => {
    expect(cyrillicToLatin(cyrl)).toBe(latn);
  });

  it.each([
    ['ННТлар', 'NNTlar'],
    ['ОАВ ва БМТ ТД', 'OAV va BMT TD'],
    ['Ш. Рашидов', 'Sh. Rashidov'],
    ['ШАҲАР', 'SHAHAR'],
    ['Исҳоқ', 'Isʼhoq'],
    ['маъюс', 'maʼyus'],
    ['мўъжиза', 'moʻjiza'],
    ['объект', 'obyekt'],
    ['2022 йил 2 декабрь', '2022-yil 2-dekabr'],
    ['5 марта, 5 майдон, 2 йил, 12021 йил', '5 marta, 5 maydon, 2 yil, 12021 yil'],
    ['Финляндия тажрибаси', 'Finlandiya tajribasi'],
    ['Ёдгор, ЁДГОР', 'Yodgor, YODGOR'],
  ])('keeps capitals and signs: %s is %s', (cyrillic, latin) => {
    expect(cyrillicToLatin(cyrillic)).toBe(latin);
  });

  it('leaves other scripts and signs as they are', () => {
    expect(cyrillicToLatin('ISO 3166-2: UZ-AN, «Ҳудуд»')).toBe('ISO 3166-2: UZ-AN, «Hudud»');
  });
});

describe('names of territories', () => {
  it.each(territoryRecords.map(({ name }) => ({ latin: name.uzLatn ?? '', cyrillic: name.uzCyrl ?? '' })))(
    'stand in both scripts: $latin',
    ({ latin, cyrillic }) => {
      expect(cyrillicToLatin(cyrillic)).toBe(latin);
      expect(latinToCyrillic(latin)).toBe(cyrillic);
    },
  );
});

describe('Latin to Cyrillic', () => {
  // Both spellings of the months are in use: the pairs have сентябр, the Agency's texts декабрь.
  it.each(pairs.filter(({ cyrl }) => !/^(?:сентябр|октябр)$/.test(cyrl)))('writes $latn as $cyrl', ({ cyrl, latn }) => {
    expect(latinToCyrillic(latn)).toBe(cyrl);
  });

  it.each([
    ['korrupsiyaga qarshi kurashish', 'коррупцияга қарши курашиш'],
    ['elektron manzil', 'электрон манзил'],
    ['maʼlumotlar', 'маълумотлар'],
    ["o'rinbosari", 'ўринбосари'],
    ['qoʻyilgan', 'қўйилган'],
    ['ISHLAMAYAPTI', 'ИШЛАМАЯПТИ'],
    ['budjetning paroli', 'бюджетнинг пароли'],
    ['{minutes} daqiqa', '{minutes} дақиқа'],
    ['NNTlar', 'ННТлар'],
    ['JShShIR', 'ЖШШИР'],
    ['5 MiB', '5 МиБ'],
    ['muddat oʻtsa, ketsin', 'муддат ўтса, кетсин'],
    ['muddatsiz', 'муддатсиз'],
    ['2022-yil 2-dekabrda, 5-maydon', '2022 йил 2 декабрда, 5-майдон'],
    ['ochiqlik.uz, E-Anticor.uz', 'ochiqlik.uz, E-Anticor.uz'],
    ['protsent, litsey, sotsial', 'процент, лицей, социал'],
    ['poema, togʻe', 'поэма, тоғе'],
    ['sirka, sirkda', 'сирка, циркда'],
    ['aprelda', 'апрелда'],
    ['Excel, IV chorak, V. Karimov', 'Excel, IV чорак, В. Каримов'],
    ['a@b.uz, https://lex.uz/docs, www.lex.uz', 'a@b.uz, https://lex.uz/docs, www.lex.uz'],
  ])('writes %s as %s', (latin, cyrillic) => {
    expect(latinToCyrillic(latin)).toBe(cyrillic);
  });
});
