import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { locales } from '../../src/language/index.js';
import { canonicalJson, contentHash } from '../../src/ledger/index.js';
import { csvOf, exportOf, isExportFormat, jsonOf, xlsxOf } from '../../src/modules/publications/exports/index.js';
import { withNames } from './exports-tables.fixture.js';
import { beside, demonstrationTable as table, former, notRated } from './exports.fixture.js';

const best = table.rows[0];
const hash = contentHash(table.kind, table);

/** The cells of a table, heading line first. */
const cellsOf = (csv: string): string[][] => parseCsv(csv).map((row) => row.map(String));

/** The sheets of the workbook, read back. */
const sheetsOf = async (...input: Parameters<typeof xlsxOf>) => (await readXlsx(await xlsxOf(...input))).sheets;

describe('the table as comma-separated values', () => {
  it.each([
    ['uz-Latn', 'Oʻrin', 'Oʻrin oraligʻi', '1-mezon: Kengash ishini tashkil etish', 'Jadvalning nazorat kodi'],
    ['uz-Cyrl', 'Ўрин', 'Ўрин оралиғи', '1-мезон: Кенгаш ишини ташкил этиш', 'Жадвалнинг назорат коди'],
    ['kaa', 'Oʻrin', 'Oʻrin oraligʻi', '1-mezon: Kengash ishini tashkil etish', 'Jadvalning nazorat kodi'],
    ['ru', 'Место', 'Интервал мест', 'Критерий 1: Организация работы совета', 'Контрольный код таблицы'],
    ['en', 'Place', 'Range of places', 'Criterion 1: Organisation of the council’s work', 'Hash of the table'],
  ] as const)('has its headings in the language of the reader: %s', (locale, place, range, criterion, tableHash) => {
    const [headings = []] = cellsOf(csvOf(table, locale, beside));
    expect([headings[0], headings[1], headings[7], headings.at(-2)]).toEqual([place, range, criterion, tableHash]);
  });

  it('is what spreadsheets and programs read: a byte order mark, CR LF, as many cells in every line', () => {
    const csv = csvOf(table, 'ru', beside);
    expect(csv.startsWith('\uFEFF')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lines = cellsOf(csv);
    expect(lines).toHaveLength(table.rows.length + 1);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it('tells of a council what the table tells, and where the line is from', () => {
    const line = cellsOf(csvOf(table, 'en', beside))[1] ?? [];
    expect(line.slice(0, 7)).toEqual(['1', '1–2', 'UZ-NG', 'Territorial Anti-Corruption Council of Namangan Region', best?.published, best?.exact, 'Good']);
    expect(line.slice(7, 13).map(Number)).toEqual(best?.criteria.map(({ points }) => expect.closeTo(double(points), 5)));
    expect(line.slice(13)).toEqual([
      best?.categoryProbability,
      'no',
      '',
      'Demonstration: all points are invented and say nothing about the real work of the councils. This methodology is an illustration, not an official text.',
      '7',
      hash,
      table.methodology.hash,
    ]);
  });

  it('says in words why a council is not rated, and gives it no figure', () => {
    const line = cellsOf(csvOf(table, 'en', beside)).find(([, , code]) => code === notRated) ?? [];
    expect([...line.slice(0, 2), ...line.slice(4, 15)].join('')).toBe('');
    expect(line[15]).toBe('Some indicators have no outcome.');
  });

  it('runs nothing that a name holds', () => {
    const [headings, line] = cellsOf(csvOf(withNames(table, '=cmd|"/c calc"!A1'), 'en', { ...beside, methodology: null }));
    expect([line?.[3], line?.[6]]).toEqual([`'=cmd|"/c calc"!A1`, `'=cmd|"/c calc"!A1`]);
    expect(headings?.[7]).toBe('Criterion 1');
  });

  it('reads tables of the earlier shapes, which do not tell how firm a place is', () => {
    for (const earlier of former) {
      const line = cellsOf(csvOf(earlier, 'en'))[1] ?? [];
      expect([line[0], line[1], line[13], line[14], line.at(-2)]).toEqual(['1', '', '', '', contentHash(earlier.kind, earlier)]);
    }
  });
});

describe('the table as a workbook', () => {
  it.each([
    ['uz-Latn', ['Jadval', 'Indikatorlar', 'Kelishuv va barqarorlik', 'Jadval haqida']],
    ['uz-Cyrl', ['Жадвал', 'Индикаторлар', 'Келишув ва барқарорлик', 'Жадвал ҳақида']],
    ['kaa', ['Jadval', 'Indikatorlar', 'Kelishuv va barqarorlik', 'Jadval haqida']],
    ['ru', ['Таблица', 'Индикаторы', 'Согласие и устойчивость', 'О таблице']],
    ['en', ['Table', 'Indicators', 'Agreement and robustness', 'About']],
  ] as const)('has four sheets: %s', async (locale, names) => {
    expect((await sheetsOf(table, locale, beside)).map(({ name }) => name)).toEqual(names);
  });

  it('has numbers as numbers, and keeps what decimals cannot say', async () => {
    const [sheet] = await sheetsOf(table, 'en', beside);
    const row = sheet?.rows[1] ?? [];
    expect([row[0], row[1], row[4], row[5]]).toEqual([1, '1–2', Number(best?.published), best?.exact]);
    const at = best?.criteria.findIndex(({ points }) => points?.includes('/')) ?? -1;
    const points = best?.criteria[at]?.points ?? '';
    expect(sheet?.cells?.get(`1,${7 + at}`)).toMatchObject({ formula: points, formulaResult: double(points) });
    expect(row[13]).toBe(Number(best?.categoryProbability));
  });

  it('has the points of every council by indicator, in words where one does not apply', async () => {
    const sheet = (await sheetsOf(table, 'en', beside))[1];
    expect(sheet?.rows).toHaveLength((best?.indicators.length ?? 0) + 1);
    expect(sheet?.rows[1]?.slice(0, 3)).toEqual(['1.1', 'Share of the work plan’s measures carried out in time', 8]);
    const council = sheet?.rows[0]?.indexOf('Territorial Anti-Corruption Council of Bukhara Region') ?? -1;
    expect(sheet?.rows.find(([code]) => code === '5.2')?.[council]).toBe('Not applicable');
  });

  it('tells agreement and robustness, with all that is needed to repeat them', async () => {
    const rows = (await sheetsOf(table, 'en', beside))[2]?.rows ?? [];
    expect(rows.filter(([first]) => first === "Krippendorff's alpha")).toHaveLength(6);
    expect(rows.find(([first]) => first === 'Draws of weights')?.[1]).toBe(10_000);
    expect(rows.find(([first]) => first === 'Seed')?.[1]).toBe(table.robustness?.seed);
    expect(rows.map(([first]) => first)).toEqual(expect.arrayContaining(['Indicator 1.1', 'Criterion 6', 'Mean of the marks']));
  });

  it('says what it is before anything else is said of it', async () => {
    const rows = (await sheetsOf(table, 'en', beside))[3]?.rows ?? [];
    expect(rows.slice(0, 2).map(([first]) => first)).toEqual(['Notice', 'Notice']);
    expect(new Map(rows.map(([first, second]) => [first, second]))).toEqual(
      expect.objectContaining(
        new Map<unknown, unknown>([
          ['Rated period', '1 January 2025 – 31 December 2025'],
          ['Published on', '17 February 2026'],
          ['Hash of the table', hash],
          ['Hash of the methodology', table.methodology.hash],
          ['Address', 'https://ratings.example/publications/7.bundle.json'],
        ]),
      ),
    );
  });

  it('tells what a correction has changed', async () => {
    const figures = [{ councilCode: 'UZ-NG', figure: 'published', before: '91', after: '92' }];
    const rows = (await sheetsOf({ ...table, correction: { of: 6, reason: '=1+1', figures } }, 'en', beside))[3]?.rows ?? [];
    expect(rows.at(-1)).toEqual(['UZ-NG', 'published', '91', '92']);
    expect(rows.find(([first]) => first === 'Correction')?.[1]).toBe('This table corrects publication No. 6. Reason: =1+1');
  });

  it('takes what looks like a formula for a text', async () => {
    const [sheet] = await sheetsOf(withNames(table, '=1+1'), 'en', beside);
    expect([sheet?.rows[1]?.[3], sheet?.cells?.get('1,3')?.formula]).toEqual(['=1+1', undefined]);
  });

  it('reads tables of the earlier shapes', async () => {
    for (const earlier of former) {
      const rows = (await sheetsOf(earlier, 'en'))[2]?.rows ?? [];
      expect(rows.map(([first]) => first).filter(Boolean)).toEqual([
        'Agreement of the raters',
        'When this table was published, this was not computed yet.',
        'Robustness of the places',
        'When this table was published, this was not computed yet.',
      ]);
    }
  });

  it('is the same file for the same table, whenever it is made', async () => {
    const first = await xlsxOf(table, 'uz-Cyrl', beside);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await xlsxOf(table, 'uz-Cyrl', beside)).equals(first)).toBe(true);
  });
});

describe('an export', () => {
  const request = { snapshot: table, text: canonicalJson(table), ...beside } as const;

  it('of the snapshot is the text that was hashed, byte for byte', async () => {
    const text = '{"b":1, "a":"oʻ"}';
    expect(jsonOf(text)).toEqual(Buffer.from(text));
    expect((await exportOf('json', { ...request, text, locale: 'ru' }))?.bytes).toEqual(Buffer.from(text));
  });

  it.each([
    ['json', 'application/json', 'publication-7.json'],
    ['csv', 'text/csv; charset=utf-8; header=present', 'publication-7-uz-Cyrl.csv'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'publication-7-uz-Cyrl.xlsx'],
    ['pdf', 'application/pdf', 'publication-7-UZ-NG-uz-Cyrl.pdf'],
  ] as const)('as %s has its media type and its names', async (format, mediaType, fileName) => {
    const file = await exportOf(format, { ...request, locale: 'uz-Cyrl', councilCode: 'UZ-NG' });
    expect(file).toMatchObject({ mediaType, fileName });
    expect(file?.disposition).toMatch(/^[\x20-\x7e]+$/);
    expect(decodeURIComponent(file?.disposition ?? '')).toContain(`Ҳудудий кенгашлар рейтинги, 2025 йил (намойиш), 7-эълон.${format}`);
    expect(file?.bytes.length).toBeGreaterThan(1_000);
  });

  it('names its formats, and no others', () => {
    expect(['json', 'csv', 'xlsx', 'pdf', 'bundle.json', 'toString', ''].filter(isExportFormat)).toEqual(['json', 'csv', 'xlsx', 'pdf']);
  });

  it('of the page of a council that is not in the table is nothing', async () => {
    expect(await exportOf('pdf', { ...request, locale: 'ru', councilCode: 'UZ-XX' })).toBeNull();
    expect(await exportOf('pdf', { ...request, locale: 'ru' })).toBeNull();
  });

  it('names the hash that is kept, and without one that of the snapshot', () => {
    const kept = 'a'.repeat(64);
    expect(csvOf(table, 'en', { hash: kept })).toContain(kept);
    expect(locales.every((locale) => csvOf(table, locale).includes(hash))).toBe(true);
  });
});

/** A whole number or a fraction as a double. */
function double(exact: string | null | undefined): number {
  const [numerator = '0', denominator = '1'] = (exact ?? '').split('/');
  return Number(numerator) / Number(denominator);
}
