import { describe, expect, it } from 'vitest';
import { territoryRecords } from '../modules/territories/data/territories.js';
import { cyrillicToLatin } from './cyrillic-to-latin.js';
import { latinToCyrillic } from './latin-to-cyrillic.js';
// The pairs that the appendix to the orthography rules (A, B), Wikipedia's page on them (W) and zarnews.uz (Z) state.
import pairs from './transliteration-pairs.json' with { type: 'json' };

describe('Cyrillic to Latin', () => {
  it.each(pairs)('writes $cyrl as $latn', ({ cyrl, latn }) => {
    expect(cyrillicToLatin(cyrl)).toBe(latn);
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
  it.each([
    ['korrupsiyaga qarshi kurashish', 'коррупцияга қарши курашиш'],
    ['elektron manzil', 'электрон манзил'],
    ['maʼlumotlar', 'маълумотлар'],
    ["o'rinbosari", 'ўринбосари'],
    ['qoʻyilgan', 'қўйилган'],
    ['ISHLAMAYAPTI', 'ИШЛАМАЯПТИ'],
    ['budjetning paroli', 'бюджетнинг пароли'],
    ['{minutes} daqiqa', '{minutes} дақиқа'],
  ])('writes %s as %s', (latin, cyrillic) => {
    expect(latinToCyrillic(latin)).toBe(cyrillic);
  });
});
