import type { TranslatedText } from '../../../language/translated-text.js';

/** A rated period of the demonstration; all dates are ISO dates, days in Asia/Tashkent. */
export interface DemonstrationPeriod {
  readonly year: DemonstrationYear;
  readonly title: TranslatedText;
  readonly periodFrom: string;
  /** The last day, itself part of the period. */
  readonly periodTo: string;
  /** The last days, null where none is announced. */
  readonly evidenceCloseOn: string | null;
  readonly scoringCloseOn: string | null;
}

/** The years that the demonstration has figures for. */
export type DemonstrationYear = 2025 | 2026;

/** The finished period, with marks and a publication, all invented. */
export const finishedPeriod: DemonstrationPeriod = {
  year: 2025,
  title: {
    uzLatn: 'Hududiy kengashlar reytingi, 2025-yil (namoyish)',
    uzCyrl: 'Ҳудудий кенгашлар рейтинги, 2025 йил (намойиш)',
    ru: 'Рейтинг территориальных советов, 2025 год (демонстрация)',
    en: 'Rating of the territorial councils, 2025 (demonstration)',
  },
  periodFrom: '2025-01-01',
  periodTo: '2025-12-31',
  evidenceCloseOn: null,
  scoringCloseOn: null,
};

/** The open period, which the finished one is compared with. */
export const openPeriod: DemonstrationPeriod = {
  year: 2026,
  title: {
    uzLatn: 'Hududiy kengashlar reytingi, 2026-yil (namoyish)',
    uzCyrl: 'Ҳудудий кенгашлар рейтинги, 2026 йил (намойиш)',
    ru: 'Рейтинг территориальных советов, 2026 год (демонстрация)',
    en: 'Rating of the territorial councils, 2026 (demonstration)',
  },
  periodFrom: '2026-01-01',
  periodTo: '2026-12-31',
  evidenceCloseOn: '2027-01-31',
  scoringCloseOn: '2027-02-28',
};
