import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messages } from './catalogue/catalogue.js';
import { labels } from './catalogue/labels.js';
import { cleanName, cleanText, foldForSearch, inLocale, locales, message, negotiateLocale, sortKey } from './index.js';

describe('the choice of a language', () => {
  it.each([
    [undefined, 'uz-Latn'],
    ['', 'uz-Latn'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en;q=0.5, uz-Cyrl-UZ', 'uz-Cyrl'],
    ['uz-UZ', 'uz-Latn'],
    ['fr, kaa;q=0.4', 'kaa'],
    ['ru;q=0, en;q=0.1', 'en'],
    ['de, *;q=0.1', 'uz-Latn'],
    ['ru;q=7', 'uz-Latn'],
    ['x'.repeat(100_000), 'uz-Latn'],
  ])('reads %s as %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it('never fails, whatever is sent', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (header) => locales.includes(negotiateLocale(header))));
  });
});

describe('a text in several languages', () => {
  it('falls back and is never empty', () => {
    for (const locale of locales) {
      for (const text of [{ ru: 'р' }, { en: 'e' }, { uzLatn: 'u' }, { uzCyrl: 'у' }, { kaa: 'k' }]) {
        expect(inLocale(text, locale).text).not.toBe('');
      }
    }
  });

  it('derives one script of Uzbek from the other and says which it is', () => {
    expect(inLocale({ uzLatn: 'kengash' }, 'uz-Cyrl')).toEqual({ text: 'кенгаш', locale: 'uz-Cyrl' });
    expect(inLocale({ uzCyrl: 'кенгаш' }, 'en')).toEqual({ text: 'kengash', locale: 'uz-Latn' });
  });
});

describe('the catalogue', () => {
  const entries = Object.entries({ ...messages, ...labels });
  const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

  it.each(entries)('%s stands in every language with the same placeholders', (_, entry) => {
    for (const locale of locales) {
      const { text } = inLocale(entry, locale);
      expect(placeholders(text)).toEqual(placeholders(entry.en));
      expect(text.trim()).toBe(text);
    }
  });

  it('has no Latin letter in what it derives for Cyrillic, but for units', () => {
    for (const [code, entry] of entries) {
      const { text } = inLocale(entry, 'uz-Cyrl');
      expect([code, text.replace(/\{\w+\}|MiB|МиБ/g, '')]).not.toEqual([code, expect.stringMatching(/[A-Za-z]/)]);
    }
  });

  it('puts the parameters in their places', () => {
    expect(message('ACCOUNT_LOCKED', 'en', { minutes: 4 })).toBe('Signing in is locked for now. Try again in 4 min.');
  });
});

describe('folding for search', () => {
  it('makes one string of the ways to write a name', () => {
    const forms = ['Тошкент', 'toshkent', ' TOSHKENT '];
    expect(new Set(forms.map(foldForSearch))).toEqual(new Set(['toshkent']));
    expect(foldForSearch("Farg'ona")).toBe(foldForSearch('Фарғона'));
  });

  it('is stable', () => {
    fc.assert(fc.property(fc.string(), (text) => foldForSearch(foldForSearch(text)) === foldForSearch(text)));
  });
});

describe('the sort key', () => {
  const inOrder = (words: readonly string[]): string[] =>
    words.toSorted((left, right) => (sortKey(left) < sortKey(right) ? -1 : sortKey(left) > sortKey(right) ? 1 : 0));

  it('orders as the Uzbek alphabet does: oʻ, gʻ, sh, ch after z', () => {
    const words = ['Andijon', 'Navoiy', 'Oltiariq', 'Sirdaryo', 'Zomin', 'Oʻrta', 'Gʻijduvon', 'Shahrixon', 'Chust'];
    expect(inOrder(words.toReversed())).toEqual(words);
  });

  it('orders Cyrillic like Latin', () => {
    expect(sortKey('Фарғона')).toBe(sortKey('Fargʻona'));
    expect(sortKey('Тошкент')).toBe(sortKey('Toshkent'));
  });

  it('puts a word before its longer ones', () => {
    expect(inOrder(['Toshkent viloyati', 'Toshkent', 'Toshkent shahri'])).toEqual([
      'Toshkent',
      'Toshkent viloyati',
      'Toshkent shahri',
    ]);
  });
});

describe('typed text', () => {
  const bounds = { min: 1, max: 20 };

  it.each([
    ['', 'REQUIRED'],
    ['   ', 'REQUIRED'],
    ['x'.repeat(21), 'TOO_LONG'],
    ['a\u202Eb', 'INVALID_CHARACTERS'],
    ['a\u0000b', 'INVALID_CHARACTERS'],
    ['a\u200Bb', 'INVALID_CHARACTERS'],
    ['a\uD800b', 'INVALID_CHARACTERS'],
    [`e${'\u0301'.repeat(9)}`, 'INVALID_CHARACTERS'],
    ['\u{E0041}', 'INVALID_CHARACTERS'],
  ])('refuses %j as %s', (input, code) => {
    expect(cleanText(input, bounds)).toEqual({ ok: false, code });
  });

  it('keeps markup as text, and mends apostrophes and spaces', () => {
    expect(cleanText(' <b>o\u2019z</b>  ', bounds)).toEqual({ ok: true, text: '<b>oʻz</b>' });
  });

  it('takes names in Latin and Cyrillic script alone', () => {
    expect(cleanName('Namunayeva-Sinovova', bounds).ok).toBe(true);
    expect(cleanName('Ғуломова', bounds).ok).toBe(true);
    expect(cleanName('名前', bounds)).toEqual({ ok: false, code: 'WRONG_SCRIPT' });
    expect(cleanName('Robert"); --', bounds)).toEqual({ ok: false, code: 'WRONG_SCRIPT' });
  });

  it('never keeps what it refuses, and keeps what it took unchanged when it is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (input) => {
        const first = cleanText(input, bounds);
        return !first.ok || JSON.stringify(cleanText(first.text, bounds)) === JSON.stringify(first);
      }),
    );
  });
});
