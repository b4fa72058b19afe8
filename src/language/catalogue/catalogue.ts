import type { ErrorCode, ProtocolCode } from '../../errors.js';
import type { Locale } from '../locale.js';
import { inLocale } from '../translated-text.js';
import { accessMessages } from './access-messages.js';
import { appealMessages } from './appeal-messages.js';
import type { CatalogueEntry } from './entry.js';
import { inputMessages } from './input-messages.js';
import { labelsOf, vocabularies, type Vocabulary } from './labels/labels.js';
import { methodologyRuleMessages } from './methodology-rule-messages.js';
import { protocolMessages, situationMessages } from './protocol-messages.js';
import { ratingMessages } from './rating-messages.js';
import { sessionMessages } from './session-messages.js';

/** The message of every code; the compiler misses one that is not there. */
export const messages: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  ...accessMessages,
  ...inputMessages,
  ...ratingMessages,
  ...sessionMessages,
  ...appealMessages,
};

/**
 * A value of a vocabulary as a parameter of a message, which shows its label in the reader's language: a state, say, as
 * `RatingCycleState.SCORING`.
 */
export const labelled = (vocabulary: Vocabulary, value: string): string => `${vocabulary}.${value}`;

/** Codes whose message goes on with the sentence of the one rule that is broken; the parameter `rule` names it. */
const rules: Readonly<Partial<Record<MessageKey, Readonly<Record<string, CatalogueEntry>>>>> = {
  METHODOLOGY_INVALID: methodologyRuleMessages,
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
  const rule = rules[key]?.[String(parameters.rule)];
  const sentence: Readonly<Record<string, string>> = rule ? { sentence: filled(inLocale(rule, locale).text, parameters, locale) } : {};
  return filled(inLocale(everything[key], locale).text, { ...parameters, ...sentence }, locale);
}

function filled(text: string, parameters: Readonly<Record<string, string | number>>, locale: Locale): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => shown(parameters[name] ?? '…', locale));
}

function shown(parameter: string | number, locale: Locale): string {
  const text = String(parameter);
  const [vocabulary = '', value = ''] = text.split('.', 2);
  const label = isVocabulary(vocabulary) && labelsOf(vocabulary).get(value);
  return label ? inLocale(label, locale).text : text;
}

const isVocabulary = (name: string): name is Vocabulary => (vocabularies as readonly string[]).includes(name);
