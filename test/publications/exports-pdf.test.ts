import { describe, expect, it } from 'vitest';
import { inLocale, type Locale, locales } from '../../src/language/index.js';
import { contentHash } from '../../src/ledger/index.js';
import { pdfOf } from '../../src/modules/publications/exports/index.js';
import { viewOf } from '../../src/modules/publications/exports/export-view.js';
import { writeCouncilPage } from '../../src/modules/publications/exports/page/council-page.js';
import { newDocument, Pen } from '../../src/modules/publications/exports/page/pen.js';
import { correctedTable, longestTable, withNames } from './exports-tables.fixture.js';
import { beside, demonstrationTable as table, former, notRated } from './exports.fixture.js';
import { readPdf } from './exports-pdf-text.fixture.js';

/** Whether a page of full size holds everything. */
function isRoomy(councilCode: string, locale: Locale): boolean {
  const row = table.rows.find((one) => one.councilCode === councilCode);
  const pen = new Pen(newDocument('', locale, new Date(0)), 1);
  return row !== undefined && writeCouncilPage(pen, viewOf(table, locale, beside), row);
}

describe('the page of a council', () => {
  it.each(locales)('holds every council of the demonstration without shrinking: %s', (locale) => {
    expect(table.rows.filter(({ councilCode }) => !isRoomy(councilCode, locale))).toEqual([]);
  });

  it.each([
    ['uz-Latn', 'Oʻrin (oʻrin oraligʻi) 1 (1–2)', 'kengash oʻn holatdan toʻqqiztasida 1\u2011oʻrindan 2\u2011oʻringacha boʻldi.'],
    ['uz-Cyrl', 'Ўрин (ўрин оралиғи) 1 (1–2)', 'кенгаш ўн ҳолатдан тўққизтасида 1\u2011ўриндан 2\u2011ўрингача бўлди.'],
    ['kaa', 'Oʻrin (oʻrin oraligʻi) 1 (1–2)', 'kengash oʻn holatdan toʻqqiztasida 1\u2011oʻrindan 2\u2011oʻringacha boʻldi.'],
    ['ru', 'Место (интервал мест) 1 (1–2)', 'в девяти случаях из десяти совет занимал место от 1 до 2.'],
    ['en', 'Place (range of places) 1 (1–2)', 'the council came between places 1 and 2 in nine draws of ten.'],
  ] as const)('is one page that says everything in the language of the reader: %s', async (locale, place, sentence) => {
    const { pages, text, hasMissingGlyph } = readPdf(await pdfOf(table, 'UZ-NG', locale, beside));
    expect([pages, hasMissingGlyph]).toEqual([1, false]);
    for (const part of [
      inLocale(table.cycle.title, locale).text,
      inLocale(table.rows[0]?.name ?? {}, locale).text,
      inLocale(table.categories[0]?.name ?? {}, locale).text,
      ...beside.methodology.criteria.map(({ code, name }) => `${code}. ${inLocale(name, locale).text}`),
      place,
      sentence,
      contentHash(table.kind, table),
      table.methodology.hash,
      'https://ratings.example/publications/7.bundle.json',
      locale === 'en' ? '17 February 2026' : '17.02.2026',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says before any figure that points are invented and the methodology is an illustration', async () => {
    const { text } = readPdf(await pdfOf(table, 'UZ-NG', 'en', beside));
    const order = ['Demonstration: all points are invented', 'This methodology is an illustration', 'Published points'].map((part) => text.indexOf(part));
    expect(order[0]).toBeGreaterThan(0);
    expect(order.toSorted((left, right) => left - right)).toEqual(order);
  });

  it('has the letters of Karakalpak', async () => {
    const name = 'Qaraqalpaqstan Respublikası: ǵ ń á ı ó ú Ǵ Ń Á Í — қ ғ ҳ ў ә ө ү ң';
    const { text, hasMissingGlyph } = readPdf(await pdfOf(withNames(table, name), 'UZ-NG', 'kaa', beside));
    expect([text.includes(name), hasMissingGlyph]).toEqual([true, false]);
  });

  it('tells a council that is not rated why, and shows it no figure', async () => {
    const { pages, text } = readPdf(await pdfOf(table, notRated, 'en', beside));
    expect([pages, text.includes('The council is not rated Some indicators have no outcome.'), text.includes('Place')]).toEqual([1, true, false]);
  });

  it('says that a category is near its boundary, and what a correction has changed', async () => {
    const { text } = readPdf(await pdfOf(correctedTable(table), 'UZ-NG', 'en', beside));
    expect(text).toContain('Near the boundary of a category');
    expect(text).toContain('This table corrects publication No. 6. Reason: A mark was misread. Published points – before: 91, after: 92.');
  });

  it('reads tables of the earlier shapes, and does not make up how firm a place is', async () => {
    for (const earlier of former) {
      const { pages, text } = readPdf(await pdfOf(earlier, 'UZ-NG', 'en'));
      expect([pages, text.includes('Place 1 of 13'), text.includes('ranges of places were not computed yet')]).toEqual([1, true, true]);
      expect(text).toContain('Criterion 1');
    }
  });

  it('stays one page, and on it, for a table with the longest names', async () => {
    const { pages, text } = readPdf(await pdfOf(longestTable(table), 'UZ-NG', 'ru', beside));
    expect([pages, text.includes('Критерий 20')]).toEqual([1, true]);
  });

  it('is the same file for the same table, whatever was written in between', async () => {
    const first = await pdfOf(table, 'UZ-NG', 'ru', beside);
    await pdfOf(table, 'UZ-AN', 'uz-Latn', beside);
    expect((await pdfOf(table, 'UZ-NG', 'ru', beside)).equals(first)).toBe(true);
    expect(first.toString('latin1')).toContain('(D:20260216203000Z)');
  });

  it('is not there for a council that the table does not have', async () => {
    await expect(pdfOf(table, 'UZ-XX', 'ru', beside)).rejects.toThrow(RangeError);
  });
});
