import { p } from '@mikro-orm/core';
import type { TranslatedText } from '../language/translated-text.js';

/** A text in several languages, kept as one JSON object. */
export const translated = () => p.json<TranslatedText>();
