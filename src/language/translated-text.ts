import { cyrillicToLatin } from './cyrillic-to-latin.js';
import { latinToCyrillic } from './latin-to-cyrillic.js';
import { fallbackChain, type Locale } from './locale.js';

/** A text in the languages that there are; at least one is. */
export interface TranslatedText {
  readonly uzLatn?: string;
  readonly uzCyrl?: string;
  readonly kaa?: string;
  readonly ru?: string;
  readonly en?: string;
}

const keys = { 'uz-Latn': 'uzLatn', 'uz-Cyrl': 'uzCyrl', kaa: 'kaa', ru: 'ru', en: 'en' } as const satisfies Readonly<
  Record<Locale, keyof TranslatedText>
>;

/** A text with the language that it is in. */
export interface LocalisedText {
  readonly text: string;
  readonly locale: Locale;
}

/** The text in one language; one script of Uzbek is derived from the other. Null when it is not there. */
function inOne(text: TranslatedText, locale: Locale): string | null {
  const own = text[keys[locale]];
  if (own) {
    return own;
  }
  if (locale === 'uz-Cyrl' && text.uzLatn) {
    return latinToCyrillic(text.uzLatn);
  }
  return locale === 'uz-Latn' && text.uzCyrl ? cyrillicToLatin(text.uzCyrl) : null;
}

/** The text in a language, or in the next one of its fallback chain: never empty when any language is there. */
export function inLocale(text: TranslatedText, locale: Locale): LocalisedText {
  for (const candidate of fallbackChain(locale)) {
    const found = inOne(text, candidate);
    if (found !== null) {
      return { text: found, locale: candidate };
    }
  }
  return { text: '', locale };
}
