import { describe, expect, it } from 'vitest';
import { asciiFileName, attachmentOf } from './file-name.js';

const named = (title: string) => attachmentOf({ stem: 'publication-7-ru', title, extension: 'csv' });

/** The name that a browser shows. */
const shown = (title: string): string => decodeURIComponent(named(title).split("UTF-8''")[1] ?? '');

describe('the name of a file', () => {
  it('is ASCII for those who read no more', () => {
    expect(asciiFileName({ stem: 'publication-7-UZ/АН"\r\n', title: '', extension: 'pdf' })).toBe('publication-7-UZ-.pdf');
  });

  it('is in the language of the reader for the others', () => {
    expect(named("Oʻzbekiston (2025)'")).toBe(
      `attachment; filename="publication-7-ru.csv"; filename*=UTF-8''O%CA%BBzbekiston%20%282025%29%27.csv`,
    );
    expect(shown('Рейтинг советов, 2025 год')).toBe('Рейтинг советов, 2025 год.csv');
  });

  it('never ends the header, names a folder, or hides the file', () => {
    expect(shown('../../etc/passwd"; x="\r\nSet-Cookie: a')).toBe('etc passwd ; x= Set-Cookie a.csv');
    expect(shown('..')).toBe('publication-7-ru.csv');
    expect(shown('')).toBe('publication-7-ru.csv');
  });

  it('is cut between characters', () => {
    expect(shown('😀'.repeat(200))).toBe(`${'😀'.repeat(120)}.csv`);
  });
});
