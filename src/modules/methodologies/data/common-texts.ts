import type { TranslatedText } from '../../../language/translated-text.js';
import type { CategoryBody, EvidenceRuleBody } from '../../../publication/methodology-body.js';

/** A text in Uzbek, Russian and English; Uzbek in Cyrillic follows from the Latin by transliteration. */
export function inThreeLanguages(uzLatn: string, ru: string, en: string): TranslatedText {
  return { uzLatn, ru, en };
}

/** The unit of percentages. */
export const percent: TranslatedText = { uzLatn: 'foiz', uzCyrl: 'фоиз', ru: 'процент', en: 'percent' };

/** The unit of counted events. */
export const events: TranslatedText = { uzLatn: 'tadbir', uzCyrl: 'тадбир', ru: 'мероприятие', en: 'event' };

/** The Agency, which runs the rating. */
export const agency: TranslatedText = {
  uzLatn: 'Korrupsiyaga qarshi kurashish agentligi',
  uzCyrl: 'Коррупцияга қарши курашиш агентлиги',
  ru: 'Агентство по противодействию коррупции',
  en: 'Anti-Corruption Agency',
};

/**
 * The categories of PQ-81 as lower bounds. The act says 81-100, 55-80 and under 55, which leaves 80.5 without a
 * category: read from the rounded number, these bounds say the same for every whole number and leave no gap.
 */
export const publishedCategories: readonly CategoryBody[] = [
  {
    code: 'good',
    name: { uzLatn: 'Yaxshi', uzCyrl: 'Яхши', ru: 'Хорошо', en: 'Good' },
    lowerBound: '81',
  },
  {
    code: 'satisfactory',
    name: { uzLatn: 'Qoniqarli', uzCyrl: 'Қониқарли', ru: 'Удовлетворительно', en: 'Satisfactory' },
    lowerBound: '55',
  },
  {
    code: 'unsatisfactory',
    name: { uzLatn: 'Qoniqarsiz', uzCyrl: 'Қониқарсиз', ru: 'Неудовлетворительно', en: 'Unsatisfactory' },
    lowerBound: '0',
  },
];

/** At least so many documents from within the period. */
export function documents(minItems: number): EvidenceRuleBody {
  return { minItems, kinds: ['FILE', 'ATTESTATION'], mustFallInPeriod: true };
}

/** At least one statistic from within the period, or a document that shows it. */
export const statistic: EvidenceRuleBody = { minItems: 1, kinds: ['STATISTIC', 'FILE'], mustFallInPeriod: true };
