import { once } from 'node:events';
import { inLocale, type Locale } from '../../../language/index.js';
import type { Snapshot } from '../../../publication/snapshot.js';
import { fileInstant } from './export-dates.js';
import { exportTexts } from './export-texts.js';
import { type BesideTable, viewOf } from './export-view.js';
import { writeCouncilPage } from './page/council-page.js';
import { newDocument, Pen } from './page/pen.js';

/** How far a page may be shrunk until it holds everything: the smallest is for names and tables of extreme length. */
const scales = [1, 0.94, 0.88, 0.8, 0.7, 0.6, 0.5] as const;

/**
 * The result of one council on one A4 page, as tagged PDF in the reader's language: points, category, place with its
 * range, criteria, notices, and how to verify them. The same table gives the same bytes. Throws a RangeError for a
 * council that the table does not have.
 */
export async function pdfOf(snapshot: Snapshot, councilCode: string, locale: Locale, beside: BesideTable = {}): Promise<Buffer> {
  const row = snapshot.rows.find((one) => one.councilCode === councilCode);
  if (!row) {
    throw new RangeError('The table has no such council');
  }
  const view = viewOf(snapshot, locale, beside);
  const title = `${view.read(row.name)}: ${view.read(snapshot.cycle.title)}`;
  // The language that the texts are in, which is another one where a translation is missing.
  const lang = inLocale(exportTexts.PLACE, locale).locale;
  for (const scale of scales) {
    const document = newDocument(title, lang, fileInstant(view));
    const isRoomy = writeCouncilPage(new Pen(document, scale), view, row);
    if (isRoomy || scale === scales.at(-1)) {
      return bytesOf(document);
    }
  }
  throw new RangeError('A page has at least one scale');
}

async function bytesOf(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = once(document, 'end');
  document.end();
  await ended;
  return Buffer.concat(chunks);
}
