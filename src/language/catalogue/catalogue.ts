import type { ErrorCode, ProtocolCode } from '../../errors.js';
import type { Locale } from '../locale.js';
import { inLocale } from '../translated-text.js';
import { accessMessages } from './access-messages.js';
import type { CatalogueEntry } from './entry.js';
import { inputMessages } from './input-messages.js';
import { protocolMessages, situationMessages } from './protocol-messages.js';
import { ratingMessages } from './rating-messages.js';

/** The message of every code; the compiler misses one that is not there. */
export const messages: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  ...accessMessages,
  ...inputMessages,
  ...ratingMessages,
};

/** What can be said: the message of a code, or of one of the situations in which it is given. */
export type MessageKey = ErrorCode | ProtocolCode | keyof typeof situationMessages;

const everything: Readonly<Record<MessageKey, CatalogueEntry>> = {
  ...messages,
  ...protocolMessages,
  ...situationMessages,
};

/** The message of a code or situation in a language. A parameter that is not given shows as an ellipsis. */
export function message(
  key: MessageKey,
  locale: Locale,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  const { text } = inLocale(everything[key], locale);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? '…'));
}
