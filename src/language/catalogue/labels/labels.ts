import type { TranslatedText } from '../../translated-text.js';
import type { CatalogueEntry } from '../entry.js';
import { appealLabels } from './appeal-labels.js';
import { auditLabels } from './audit-labels.js';
import { councilLabels } from './council-labels.js';
import { ratingLabels } from './rating-labels.js';
import { recordLabels } from './record-labels.js';
import { sessionLabels } from './session-labels.js';
import { streamLabels } from './stream-labels.js';

const labels = { ...appealLabels, ...auditLabels, ...councilLabels, ...ratingLabels, ...recordLabels, ...sessionLabels, ...streamLabels };

/** A vocabulary: an enum of the schema by its name, or values that stand in data. */
export type Vocabulary = keyof typeof labels;

const byVocabulary: Readonly<Record<Vocabulary, Readonly<Record<string, CatalogueEntry>>>> = labels;

/** The vocabularies that have labels. */
export const vocabularies: readonly Vocabulary[] = (Object.keys(labels) as Vocabulary[]).toSorted();

/** The names of the values of a vocabulary, in the order in which people expect them. */
export function labelsOf(vocabulary: Vocabulary): ReadonlyMap<string, TranslatedText> {
  return new Map(Object.entries(byVocabulary[vocabulary]));
}
