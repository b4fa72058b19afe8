import type { ExportView } from './export-view.js';

/** Uzbekistan is five hours ahead of UTC all year. */
const tashkent = 5 * 3_600_000;

const english = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** An ISO day as readers of the language write it: 31.12.2025, in English 31 December 2025. */
export function inWords({ locale }: Pick<ExportView, 'locale'>, isoDay: string): string {
  return locale === 'en' ? english.format(new Date(`${isoDay}T00:00:00Z`)) : isoDay.split('-').toReversed().join('.');
}

/** The rated period, its first and its last day. */
export function periodOf(view: ExportView): string {
  const { periodFrom, periodTo } = view.snapshot.cycle;
  return `${inWords(view, periodFrom)} – ${inWords(view, periodTo)}`;
}

/** The day of publication in Asia/Tashkent, as an ISO day; null where it is not known. */
export function publishedDay({ publishedAt }: Pick<ExportView, 'publishedAt'>): string | null {
  return publishedAt && new Date(publishedAt.getTime() + tashkent).toISOString().slice(0, 10);
}

/**
 * The instant that a file says it was made at: that of the publication, so that the same table gives the same bytes
 * whenever it is asked for; the end of the rated period where it is not known.
 */
export function fileInstant({ publishedAt, snapshot }: ExportView): Date {
  return publishedAt ?? new Date(`${snapshot.cycle.periodTo}T00:00:00Z`);
}
