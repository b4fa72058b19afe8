import type { ErrorCode } from '../../errors.js';
import type { Locale } from '../locale.js';
import { inLocale } from '../translated-text.js';
import { accessMessages } from './access-messages.js';
import type { CatalogueEntry } from './entry.js';
import { inputMessages } from './input-messages.js';
import { ratingMessages } from './rating-messages.js';

/** The message of every code; the compiler misses one that is not there. */
export const messages: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  ...accessMessages,
  ...inputMessages,
  ...ratingMessages,
};

/** The message of a code in a language. A parameter that is not given shows as an ellipsis. */
export function message(
  code: ErrorCode,
  locale: Locale,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  const { text } = inLocale(messages[code], locale);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? '…'));
}
