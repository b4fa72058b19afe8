/** The languages and scripts that Kengash speaks, as BCP 47 tags. */
export const locales = ['uz-Latn', 'uz-Cyrl', 'kaa', 'ru', 'en'] as const;

/** A language and script. */
export type Locale = (typeof locales)[number];

/** The language of those who ask for none. */
export const defaultLocale: Locale = 'uz-Latn';

/** Which languages are tried, one after the other, when a text is missing. */
export const fallbackChains: Readonly<Record<Locale, readonly Locale[]>> = {
  'uz-Latn': ['uz-Latn', 'uz-Cyrl', 'ru', 'en', 'kaa'],
  'uz-Cyrl': ['uz-Cyrl', 'uz-Latn', 'ru', 'en', 'kaa'],
  kaa: ['kaa', 'uz-Latn', 'uz-Cyrl', 'ru', 'en'],
  ru: ['ru', 'uz-Cyrl', 'uz-Latn', 'en', 'kaa'],
  en: ['en', 'uz-Latn', 'uz-Cyrl', 'ru', 'kaa'],
};

/** The locale of one language tag; null for a language that we do not speak. */
export function localeOf(tag: string): Locale | null {
  const [language, ...rest] = tag.toLowerCase().split('-');
  switch (language) {
    case 'uz':
      return rest.includes('cyrl') ? 'uz-Cyrl' : 'uz-Latn';
    case 'kaa':
    case 'ru':
    case 'en':
      return language;
    default:
      return null;
  }
}

/** The longest header that is read; a longer one is noise. */
const longestHeader = 500;

/**
 * Chooses a language by an `Accept-Language` header (RFC 9110, section 12.5.4): the best quality first, ties in the
 * order given; quality 0 refuses a language. Never fails: what cannot be read is passed over.
 */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  if (!acceptLanguage || acceptLanguage.length > longestHeader) {
    return defaultLocale;
  }
  const wishes = acceptLanguage.split(',').flatMap((part, place) => {
    const [tag, ...parameters] = part.trim().split(/\s*;\s*/);
    const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
    const weight = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0;
    const locale = tag === '*' ? defaultLocale : localeOf(tag ?? '');
    return locale && weight > 0 ? [{ locale, weight, place }] : [];
  });
  const [best] = wishes.toSorted((left, right) => right.weight - left.weight || left.place - right.place);
  return best?.locale ?? defaultLocale;
}
