/** One message or label. Cyrillic is derived from the Latin text unless it is given. Parameters stand in {brackets}. */
export interface CatalogueEntry {
  readonly uzLatn: string;
  readonly uzCyrl?: string;
  readonly ru: string;
  readonly en: string;
}

/** Entries by code. */
export type CatalogueEntries = Readonly<Record<string, CatalogueEntry>>;

/** Names of values, by vocabulary and value. */
export type VocabularyEntries = Readonly<Record<string, CatalogueEntries>>;
