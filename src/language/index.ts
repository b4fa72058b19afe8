export { normaliseApostrophes } from './apostrophes.js';
export { label, type LabelCode, message } from './catalogue/catalogue.js';
export { cyrillicToLatin } from './cyrillic-to-latin.js';
export { foldForSearch } from './fold.js';
export { latinToCyrillic } from './latin-to-cyrillic.js';
export { defaultLocale, fallbackChain, type Locale, localeOf, locales, negotiateLocale } from './locale.js';
export { cleanName, cleanText, type CleanText, type TextBounds } from './plain-text.js';
export { sortKey } from './sort-key.js';
export { inLocale, type LocalisedText, type TranslatedText } from './translated-text.js';
