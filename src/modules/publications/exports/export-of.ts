import type { Locale } from '../../../language/index.js';
import type { Snapshot } from '../../../publication/snapshot.js';
import { csvOf } from './csv.js';
import { type BesideTable, viewOf } from './export-view.js';
import { asciiFileName, attachmentOf } from './file-name.js';
import { jsonOf } from './json.js';
import { pdfOf } from './pdf.js';
import { xlsxOf } from './xlsx.js';

/** The formats, each with its media type. `pdf` is the page of one council, the others are the whole table. */
export const exportMediaTypes = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

/** A format of a published table; also the ending of its file names. */
export type ExportFormat = keyof typeof exportMediaTypes;

/** Whether a text names a format. */
export function isExportFormat(text: string): text is ExportFormat {
  return Object.hasOwn(exportMediaTypes, text);
}

/** What is asked for. */
export interface ExportRequest extends BesideTable {
  readonly snapshot: Snapshot;
  /** The canonical text of the snapshot, as it was hashed. */
  readonly text: string;
  readonly locale: Locale;
  /** Whose page; only the format `pdf` looks at it. */
  readonly councilCode?: string;
}

/** A file to be sent. */
export interface ExportedFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
  /** ASCII. */
  readonly fileName: string;
  /** The value of a Content-Disposition header: the ASCII name and one in the reader's language. ASCII itself. */
  readonly disposition: string;
}

/** A published table as a file; null where a page is asked for of a council that the table does not have. */
export async function exportOf(format: ExportFormat, request: ExportRequest): Promise<ExportedFile | null> {
  const { snapshot, locale, councilCode, text } = request;
  const row = format === 'pdf' ? snapshot.rows.find((one) => one.councilCode === councilCode) : undefined;
  if (format === 'pdf' && row === undefined) {
    return null;
  }
  const { read, say } = viewOf(snapshot, locale, request);
  const publication = say('PUBLICATION', { number: snapshot.number });
  // The snapshot is the same in every language.
  const parts = format === 'json' ? [] : [...(row ? [row.councilCode] : []), locale];
  const file = {
    stem: ['publication', snapshot.number, ...parts].join('-'),
    title: [...(row ? [read(row.name)] : []), read(snapshot.cycle.title), publication].join(', '),
    extension: format,
  };
  return {
    bytes: await bytesOf(format, request, text),
    mediaType: exportMediaTypes[format],
    fileName: asciiFileName(file),
    disposition: attachmentOf(file),
  };
}

async function bytesOf(format: ExportFormat, request: ExportRequest, text: string): Promise<Buffer> {
  const { snapshot, locale } = request;
  switch (format) {
    case 'json':
      return jsonOf(text);
    case 'csv':
      return Buffer.from(csvOf(snapshot, locale, request));
    case 'xlsx':
      return xlsxOf(snapshot, locale, request);
    case 'pdf':
      return pdfOf(snapshot, request.councilCode ?? '', locale, request);
  }
}
