import { cooperation, cooperationIndicators } from './illustrative/cooperation.js';
import { coordination, coordinationIndicators } from './illustrative/coordination.js';
import { genderAndInitiatives, genderAndInitiativesIndicators } from './illustrative/gender-and-initiatives.js';
import { organisation, organisationIndicators } from './illustrative/organisation.js';
import { oversight, oversightIndicators } from './illustrative/oversight.js';
import { proposals, proposalsIndicators } from './illustrative/proposals.js';
import type { MethodologyRecord } from '../../../publication/methodology-body.js';
import { publishedCategories } from './common-texts.js';

/**
 * A complete methodology for rating territorial councils, made for this project to show the work. The official one
 * exists (the Agency's news item of 2 December 2022 names it) but is not public: only the six themes come from that
 * text, all indicators, points and bounds are ours. It has no legal basis, so `legalBasis` is empty. The order of
 * `tieBreak` is ours too: what was brought into practice, then oversight, coordination and the rest.
 */
export const illustrative: MethodologyRecord = {
  code: 'councils-illustrative',
  title: {
    uzLatn: 'Hududiy kengashlar faoliyatini reyting baholash metodikasi (namunaviy)',
    uzCyrl: 'Ҳудудий кенгашлар фаолиятини рейтинг баҳолаш методикаси (намунавий)',
    ru: 'Методика рейтинговой оценки деятельности территориальных советов (иллюстративная)',
    en: 'Methodology for rating the work of territorial councils (illustrative)',
  },
  owner: {
    uzLatn: 'Kengash loyihasi (rasmiy hujjat emas)',
    uzCyrl: 'Kengash лойиҳаси (расмий ҳужжат эмас)',
    ru: 'Проект Kengash (не официальный документ)',
    en: 'The Kengash project (not an official document)',
  },
  about: {
    uzLatn: 'Namuna sifatida tuzilgan, huquqiy asosi yoʻq. Rasmiy metodika mavjud, lekin uning matni ochiq manbalarda topilmadi.',
    uzCyrl: 'Намуна сифатида тузилган, ҳуқуқий асоси йўқ. Расмий методика мавжуд, лекин унинг матни очиқ манбаларда топилмади.',
    ru: 'Составлена для примера, правовой основы не имеет. Официальная методика существует, но её текст в открытых источниках не найден.',
    en: 'Made as an example, without legal basis. An official methodology exists, but its text was not found in public sources.',
  },
  illustrative: true,
  effectiveFrom: '2025-01-01',
  body: {
    scaleMin: '0',
    scaleMax: '100',
    naRule: 'WITHIN_CRITERION',
    noEvidenceRule: 'ZERO',
    raterAggregation: { kind: 'MEDIAN' },
    evenMedianRule: 'MEAN',
    minRaters: 3,
    dataThreshold: '2/3',
    publishedDecimals: 0,
    roundingMode: 'HALF_UP',
    categoryBasis: 'ROUNDED',
    categories: publishedCategories,
    tieBreak: ['6', '4', '2', '1', '3', '5'],
    maxRounds: 3,
    appealDays: 0,
    legalBasis: [],
    completeness: 'COMPLETE',
    unknownParts: [],
    illustrative: true,
    criteria: [organisation, coordination, cooperation, oversight, genderAndInitiatives, proposals],
    indicators: [
      ...organisationIndicators,
      ...coordinationIndicators,
      ...cooperationIndicators,
      ...oversightIndicators,
      ...genderAndInitiativesIndicators,
      ...proposalsIndicators,
    ],
  },
};
