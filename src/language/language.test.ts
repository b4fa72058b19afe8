import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCodes, protocolCodes } from '../errors.js';
import { accessMessages } from './catalogue/access-messages.js';
import { messages } from './catalogue/catalogue.js';
import type { CatalogueEntry } from './catalogue/entry.js';
import { appealMessages } from './catalogue/appeal-messages.js';
import { inputMessages } from './catalogue/input-messages.js';
import { methodologyRuleMessages } from './catalogue/methodology-rule-messages.js';
import { protocolMessages, situationMessages } from './catalogue/protocol-messages.js';
import { ratingMessages } from './catalogue/rating-messages.js';
import { sessionMessages } from './catalogue/session-messages.js';
import {
  cleanName,
  cleanText,
  fallbackChain,
  foldForSearch,
  inLocale,
  labelsOf,
  locales,
  message,
  negotiateLocale,
  normaliseApostrophes,
  sortKey,
  vocabularies,
} from './index.js';

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
}

function inOrder(words: readonly string[]): string[] {
  return words.toSorted((left, right) => Buffer.compare(Buffer.from(sortKey(left)), Buffer.from(sortKey(right))));
}

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
    ['en-GB,en;q=0.9', 'en'],
    ['uz;q=0, *;q=0.5', 'uz-Cyrl'],
    ['*;q=0', 'uz-Latn'],
    ['ru ; q=0.5 , en ; q=0.6', 'en'],
    ['english', 'uz-Latn'],
    ['x'.repeat(100_000), 'uz-Latn'],
    [`ru,${'x'.repeat(600)}`, 'uz-Latn'],
  ])('reads %s as %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });

  it('never fails, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (header) => {
        expect(locales).toContain(negotiateLocale(header));
      }),
    );
  });
});

describe('a text in several languages', () => {
  it('is looked for in every language once, the asked one first', () => {
    for (const locale of locales) {
      expect(fallbackChain(locale)[0]).toBe(locale);
      expect(fallbackChain(locale).toSorted()).toEqual(locales.toSorted());
    }
    expect(fallbackChain('ru').slice(1, 3)).toEqual(['uz-Latn', 'uz-Cyrl']);
  });

  it('has the Karakalpak name where there is one, and Uzbek elsewhere', () => {
    const republic = { uzLatn: 'Qoraqalpogʻiston Respublikasi', kaa: 'Qaraqalpaqstan Respublikası' };
    expect(inLocale(republic, 'kaa')).toEqual({ text: 'Qaraqalpaqstan Respublikası', locale: 'kaa' });
    expect(inLocale({ uzLatn: 'Andijon viloyati', en: 'Andijan Region' }, 'kaa').locale).toBe('uz-Latn');
  });

  it('passes over what is empty', () => {
    expect(inLocale({ uzLatn: '', ru: 'совет' }, 'uz-Latn')).toEqual({ text: 'совет', locale: 'ru' });
  });

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
  it('has no code twice in its parts', () => {
    const parts = [accessMessages, appealMessages, inputMessages, ratingMessages, sessionMessages].flatMap((part) => Object.keys(part));
    expect(parts).toHaveLength(new Set(parts).size);
    expect(parts).toHaveLength(Object.keys(messages).length);
  });

  it('has a message of every code, and no other', () => {
    expect(Object.keys(messages).toSorted()).toEqual(Object.keys(errorCodes).toSorted());
    expect(Object.keys(protocolMessages).toSorted()).toEqual(Object.keys(protocolCodes).toSorted());
  });

  it('has labels, in derived Cyrillic too', () => {
    expect(inLocale(labelsOf('Role').get('CYCLE_MANAGER') ?? {}, 'uz-Cyrl').text).toBe('Баҳолаш даври раҳбари');
  });

  const labels = vocabularies.flatMap((name) => [...labelsOf(name)].map(([value, text]) => [`${name}.${value}`, text]));
  const entries = Object.entries<CatalogueEntry>({
    ...messages,
    ...methodologyRuleMessages,
    ...protocolMessages,
    ...situationMessages,
    ...Object.fromEntries(labels),
  });

  it.each(entries)('%s stands in every language with the same placeholders', (_, entry) => {
    expect([entry.uzLatn, entry.ru, entry.en].every((text) => text.trim() !== '')).toBe(true);
    expect(entry.uzLatn).not.toMatch(/['’‘`\p{Script=Cyrillic}]/u);
    expect(entry.en).not.toMatch(/\p{Script=Cyrillic}/u);
    expect(entry.ru.replace(/\{\w+\}/g, '')).not.toMatch(/\p{Script=Latin}/u);
    for (const locale of locales) {
      const { text } = inLocale(entry, locale);
      expect(placeholders(text)).toEqual(placeholders(entry.en));
      expect(text.trim()).toBe(text);
    }
  });

  it('has no Latin letter in what it derives for Cyrillic', () => {
    for (const [code, entry] of entries) {
      const { text } = inLocale(entry, 'uz-Cyrl');
      expect([code, text.replace(/\{\w+\}/g, '')]).not.toEqual([code, expect.stringMatching(/[A-Za-zʻʼ]/)]);
    }
  });

  it('says which rule of a methodology is broken, and what it asks for, in every language', () => {
    const parameters = { rule: 'CRITERION_SUM', expected: '20' };
    expect(message('METHODOLOGY_INVALID', 'en', parameters)).toBe(
      'The methodology breaks the rule CRITERION_SUM here: the points of a criterion are the sum of those of its indicators: 20.',
    );
    for (const locale of locales) {
      expect(message('METHODOLOGY_INVALID', locale, parameters)).toMatch(/CRITERION_SUM.*20\.$/);
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

  it('folds accents, invisible signs, compatibility forms and Karakalpak letters', () => {
    expect(foldForSearch('  José\u200B \t ＡＬＩ ﬁ ')).toBe('jose ali fi');
    expect(foldForSearch('Қарақалпақстан Республикасы')).toBe(foldForSearch('Qaraqalpaqstan Respublikası'));
    expect(foldForSearch('Маʼно')).toBe(foldForSearch('маъно'));
    expect(foldForSearch('ѝ')).toBe('i');
    expect(foldForSearch('2021 йил')).toBe(foldForSearch('2021-yil'));
  });

  it('is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the sort key', () => {
  it('orders as the Uzbek alphabet does: oʻ, gʻ, sh, ch after z', () => {
    const words = ['Andijon', 'Navoiy', 'Oltiariq', 'Sirdaryo', 'Zomin', 'Oʻrta', 'Gʻijduvon', 'Shahrixon', 'Chust'];
    expect(inOrder(words.toReversed())).toEqual(words);
  });

  it('orders Cyrillic like Latin', () => {
    expect(sortKey('Фарғона')).toBe(sortKey('Fargʻona'));
    expect(sortKey('Тошкент')).toBe(sortKey('Toshkent'));
  });

  it('orders Cyrillic as the Cyrillic alphabet does when asked: Ў, Қ, Ғ, Ҳ after Я, Ё after Е', () => {
    const words = ['Андижон', 'Елена', 'Ёдгор', 'Жиззах', 'Яшин', 'Ўрта', 'Қарши', 'Ғиждувон', 'Ҳазорасп', 'Excel'];
    const keys = words.map((text) => sortKey(text, 'uz-Cyrl'));
    expect(keys.toSorted()).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(sortKey('Gʻijduvon', 'uz-Cyrl')).toBe(sortKey('Ғиждувон', 'uz-Cyrl'));
  });

  it('keeps s and h apart where a sign parts them, and accents from hiding letters', () => {
    expect(sortKey('Isʼhoq') < sortKey('Izzat')).toBe(true);
    expect(sortKey('Isʼhoq') < sortKey('Ishoq')).toBe(true);
    expect(sortKey('José')).toBe(sortKey('Jose'));
  });

  it('is ASCII in every language, so that bytes, code units and COLLATE "C" agree', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...locales), (text, locale) => {
        expect(sortKey(text, locale)).toMatch(/^[\u0020-\u007E]*$/);
      }),
      { numRuns: 500 },
    );
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
    ['a\u2066b', 'INVALID_CHARACTERS'],
    ['a\u200Db', 'INVALID_CHARACTERS'],
    ['a\u034Fb', 'INVALID_CHARACTERS'],
    ['\u3164', 'INVALID_CHARACTERS'],
    ['\uFEFFa', 'INVALID_CHARACTERS'],
    ['\u0085', 'INVALID_CHARACTERS'],
    ['\uFFF9', 'INVALID_CHARACTERS'],
    ['\uFFFE', 'INVALID_CHARACTERS'],
    ['x'.repeat(10_000_000), 'TOO_LONG'],
  ])('refuses %.40j as %s', (input, code) => {
    expect(cleanText(input, bounds)).toEqual({ ok: false, code });
  });

  it('keeps markup as text, and mends apostrophes and spaces', () => {
    expect(cleanText(' <b>o\u2019z</b>  ', bounds)).toEqual({ ok: true, text: '<b>oʻz</b>' });
  });

  it('keeps quotation marks and the lines of a text of several lines', () => {
    expect(cleanText("alert('go')", bounds)).toEqual({ ok: true, text: "alert('go')" });
    expect(cleanText(' a \r\n b', { ...bounds, multiline: true })).toEqual({ ok: true, text: 'a \n b' });
    expect(cleanText('a\tb\nc', bounds)).toEqual({ ok: true, text: 'a b c' });
  });

  it('mends apostrophes once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."oga'б \u2018\u2019\u02BB") }), (text) => {
        expect(normaliseApostrophes(normaliseApostrophes(text))).toBe(normaliseApostrophes(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('composes letters and counts them as people do', () => {
    expect(cleanText('и\u0306', { min: 1, max: 1 })).toEqual({ ok: true, text: 'й' });
    expect(cleanText('👍', { min: 1, max: 1 })).toEqual({ ok: true, text: '👍' });
    expect(cleanText('ab', { min: 3, max: 5 })).toEqual({ ok: false, code: 'TOO_SHORT' });
  });

  it('refuses a name whose word mixes the scripts, for it looks like another', () => {
    expect(cleanName('\u0410dmin', bounds)).toEqual({ ok: false, code: 'WRONG_SCRIPT' });
    expect(cleanName('Ali Алиев', bounds).ok).toBe(true);
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
        expect(first.ok ? cleanText(first.text, bounds) : first).toEqual(first);
      }),
    );
  });
});
