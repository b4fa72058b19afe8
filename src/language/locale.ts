/** The languages and scripts that Kengash speaks, as BCP 47 tags. */
export const locales = ['uz-Latn', 'uz-Cyrl', 'kaa', 'ru', 'en'] as const;

/** A language and script. */
export type Locale = (typeof locales)[number];

/** The language of those who ask for none. */
export const defaultLocale: Locale = 'uz-Latn';

const fallbackChains: Readonly<Record<Locale, readonly Locale[]>> = {
  'uz-Latn': ['uz-Latn', 'uz-Cyrl', 'ru', 'en', 'kaa'],
  'uz-Cyrl': ['uz-Cyrl', 'uz-Latn', 'ru', 'en', 'kaa'],
  kaa: ['kaa', 'uz-Latn', 'uz-Cyrl', 'ru', 'en'],
  ru: ['ru', 'uz-Latn', 'uz-Cyrl', 'en', 'kaa'],
  en: ['en', 'uz-Latn', 'uz-Cyrl', 'ru', 'kaa'],
};

/** Which languages are tried, one after the other, when a text is missing: the asked one first, each of them once. */
export function fallbackChain(locale: Locale): readonly Locale[] {
  return fallbackChains[locale];
}

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

/** One wish of the header: a language, or `*` for any that is not named, with its weight from 0 to 1. */
interface Wish {
  readonly range: Locale | '*';
  readonly weight: number;
}

/** Reads one wish; null for a language that we do not speak. A weight that cannot be read counts as a refusal. */
function wishOf(part: string): Wish | null {
  const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
  const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2) ?? '1';
  const weight = /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(quality) ? Number(quality) : 0;
  const range = tag === '*' ? tag : localeOf(tag);
  return range === null ? null : { range, weight };
}

/**
 * Chooses a language by an `Accept-Language` header (RFC 9110, section 12.5.4): the best quality first, ties in the
 * order given; quality 0 refuses a language; `*` means the first of the default's fallback chain that is not named.
 * Never fails: what cannot be read is passed over, and what names no language of ours gives the default.
 */
export function negotiateLocale(acceptLanguage: string | null | undefined): Locale {
  if (!acceptLanguage || acceptLanguage.length > longestHeader) {
    return defaultLocale;
  }
  const wishes = acceptLanguage.split(',').map(wishOf).filter((wish) => wish !== null);
  const named = new Set(wishes.map(({ range }) => range));
  // Sorting is stable, so that equal weights stay in the order given.
  const [best] = wishes.filter(({ weight }) => weight > 0).toSorted((left, right) => right.weight - left.weight);
  if (!best) {
    return defaultLocale;
  }
  return best.range === '*'
    ? (fallbackChain(defaultLocale).find((locale) => !named.has(locale)) ?? defaultLocale)
    : best.range;
}
