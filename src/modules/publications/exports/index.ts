import type { Locale } from '../../../language/index.js';
import type { Snapshot } from '../../../publication/snapshot.js';

/** What is exported. */
export interface ExportRequest {
  readonly snapshot: Snapshot;
  readonly text: string;
  readonly hash: string;
  readonly publishedAt: Date;
  readonly locale: Locale;
  readonly councilCode?: string;
}

/** A form of a published table. */
export type ExportFormat = 'json' | 'csv' | 'xlsx' | 'pdf';

/** Whether a text names a form. */
export const isExportFormat = (text: string): text is ExportFormat => ['json', 'csv', 'xlsx', 'pdf'].includes(text);

/** The bytes of a published table in a form. */
export async function exportOf(_format: ExportFormat, { text }: ExportRequest): Promise<{ readonly bytes: string; readonly mediaType: string; readonly fileName: string }> {
  return { bytes: text, mediaType: 'application/json', fileName: 'publication.json' };
}
