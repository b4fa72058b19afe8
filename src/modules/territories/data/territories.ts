import type { TranslatedText } from '../../../language/translated-text.js';
import rows from './territories.json' with { type: 'json' };

/** One territorial unit as the seeder loads it. */
export interface TerritoryRecord {
  /** ISO 3166-2, for example UZ-AN. */
  readonly code: string;
  /** SOATO, four digits `17RR`. */
  readonly soato: string;
  readonly kind: 'REGION' | 'CITY' | 'REPUBLIC';
  readonly name: TranslatedText;
  readonly shortName: TranslatedText;
  /** In Uzbek, Latin script. */
  readonly administrativeCentre: string;
  /** Districts; for the city of Tashkent those within the city. */
  readonly districtCount: number;
  /** Cities of regional subordination. */
  readonly cityCount: number;
}

/**
 * The 14 territorial units in the order of SOATO: 12 regions, the city of Tashkent, the Republic of Karakalpakstan.
 *
 * - ISO codes: https://en.wikipedia.org/wiki/ISO_3166-2:UZ
 * - SOATO and counts: counted from the public code list of 3 July 2025 (175 districts, 31 cities; the two districts
 *   within the city of Namangan are not counted, with them there are 208 units, which agrees with
 *   https://kengash.gov.uz/qiziltepa/news/20324).
 * - Names: the State Statistics Committee's set 2.01.01.0036 as quoted in public code.
 * - The Karakalpak name of UZ-QR is general knowledge, not checked against an act.
 */
export const territoryRecords: readonly TerritoryRecord[] = rows as readonly TerritoryRecord[];
