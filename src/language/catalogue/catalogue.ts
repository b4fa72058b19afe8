import type { ErrorCode } from '../../errors.js';
import type { Locale } from '../locale.js';
import { inLocale } from '../translated-text.js';
import { accessMessages } from './access-messages.js';
import type { CatalogueEntry } from './entry.js';
import { inputMessages } from './input-messages.js';
import { labelsOf, vocabularies, type Vocabulary } from './labels/labels.js';
import { methodologyRuleMessages } from './methodology-rule-messages.js';
import { ratingMessages } from './rating-messages.js';

/** The message of every code; the compiler misses one that is not there. */
export const messages: Readonly<Record<ErrorCode, CatalogueEntry>> = {
  ...accessMessages,
  ...inputMessages,
  ...ratingMessages,
};

/**
 * A value of a vocabulary as a parameter of a message, which shows its label in the reader's language: a state, say, as
 * `RatingCycleState.SCORING`.
 */
export const labelled = (vocabulary: Vocabulary, value: string): string => `${vocabulary}.${value}`;

/** Codes whose message goes on with the sentence of the one rule that is broken; the parameter `rule` names it. */
const rules: Readonly<Partial<Record<ErrorCode, Readonly<Record<string, CatalogueEntry>>>>> = {
  METHODOLOGY_INVALID: methodologyRuleMessages,
};

/** The message of a code in a language. A parameter that is not given shows as an ellipsis. */
export function message(
  code: ErrorCode,
  locale: Locale,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  const rule = rules[code]?.[String(parameters.rule)];
  const sentence: Readonly<Record<string, string>> = rule ? { sentence: filled(inLocale(rule, locale).text, parameters, locale) } : {};
  return filled(inLocale(messages[code], locale).text, { ...parameters, ...sentence }, locale);
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
