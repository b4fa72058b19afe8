import type { IndicatorBody } from '../../../publication/methodology-body.js';
import { events, inThreeLanguages, percent } from './common-texts.js';

const common = {
  allowNotApplicable: false,
  justificationMinChars: 0,
  confidenceAsked: false,
  visibility: 'PUBLIC',
  comparableTo: [],
} as const;

const withEvidence = { minItems: 1, kinds: ['FILE'], mustFallInPeriod: true } as const;
const withStatistic = { minItems: 1, kinds: ['STATISTIC'], mustFallInPeriod: true } as const;
const evidenceUnknown = { minItems: 0, kinds: [], mustFallInPeriod: false } as const;

const notPublic = inThreeLanguages(
  'Mazmuni va ballari ochiq manbalarda topilmadi.',
  'Содержание и баллы в открытых источниках не найдены.',
  'Its content and points were not found in public sources.',
);

/** What is known of the indicators of PQ-81's first annex; the sources stand in `pq81.ts`. */
export const pq81Indicators: readonly IndicatorBody[] = [
  {
    ...common,
    code: '2.1',
    criterionCode: '2',
    order: 1,
    name: inThreeLanguages(
      'Korrupsiyaviy xavf-xatarlar aniqlangan va baholangan (aniq matni bizga maʼlum emas)',
      'Коррупционные риски выявлены и оценены (точный текст нам неизвестен)',
      'Corruption risks identified and assessed (the exact wording is not known to us)',
    ),
    guide: inThreeLanguages(
      'Dalil: tashkilotning korrupsiyaviy xavf-xatarlar xaritasi; xavfga eng koʻp duch keladigan vazifa va lavozimlar roʻyxati.',
      'Доказательства: карта коррупционных рисков организации; перечень наиболее подверженных функций и должностей.',
      'Evidence: the risk map of the organization; the list of the functions and posts that are most exposed.',
    ),
    maxPoints: '15',
    scoring: {
      kind: 'LEVELS',
      levels: [
        {
          code: 'TB',
          points: '15',
          descriptor: inThreeLanguages(
            'TB ustuni (“toʻliq bajarilgan” deb oʻqish bizning taxminimiz)',
            'Столбец TB (чтение «выполнено полностью» — наше предположение)',
            'Column TB (to read it as “fully fulfilled” is our inference)',
          ),
        },
        {
          code: 'AB',
          points: '10',
          descriptor: inThreeLanguages(
            'AB ustuni (“asosan bajarilgan” deb oʻqish bizning taxminimiz)',
            'Столбец AB (чтение «в основном выполнено» — наше предположение)',
            'Column AB (to read it as “mostly fulfilled” is our inference)',
          ),
        },
        {
          code: 'QB',
          points: '5',
          descriptor: inThreeLanguages(
            'QB ustuni (“qisman bajarilgan” deb oʻqish bizning taxminimiz)',
            'Столбец QB (чтение «выполнено частично» — наше предположение)',
            'Column QB (to read it as “partly fulfilled” is our inference)',
          ),
        },
        {
          code: 'B',
          points: '0',
          descriptor: inThreeLanguages(
            'B ustuni (“bajarilmagan” deb oʻqish bizning taxminimiz)',
            'Столбец B (чтение «не выполнено» — наше предположение)',
            'Column B (to read it as “not fulfilled” is our inference)',
          ),
        },
      ],
    },
    evidence: withEvidence,
  },
  {
    ...common,
    code: '2.2',
    criterionCode: '2',
    order: 2,
    name: inThreeLanguages(
      'Aniqlangan xavf-xatarlarni kamaytirish choralari koʻrilgan',
      'Приняты меры по снижению выявленных рисков',
      'Measures taken to reduce the identified risks',
    ),
    guide: inThreeLanguages(
      'Ballni xavf va choralarning xususiyatidan kelib chiqib Agentlik belgilaydi. Dalil: korrupsiyaga qarshi dastur (yoʻl xaritasi) va uning ijrosini tasdiqlovchi hujjatlar.',
      'Балл устанавливает Агентство, исходя из характера риска и мер. Доказательства: антикоррупционная программа (дорожная карта) и документы о её исполнении.',
      'The Agency sets the points from the nature of the risk and the measures. Evidence: the anti-corruption programme (road map) and documents proving that it was carried out.',
    ),
    maxPoints: '15',
    scoring: { kind: 'RANGE', min: '0', max: '15', step: '1', anchors: [] },
    evidence: withEvidence,
  },
  {
    ...common,
    code: '3.1',
    criterionCode: '3',
    order: 1,
    name: inThreeLanguages(
      'Rahbarning xodimlar va jamoatchilikka korrupsiyaga qarshi murojaati',
      'Антикоррупционное обращение руководителя к работникам и общественности',
      'An anti-corruption address of the head to staff and the public',
    ),
    guide: notPublic,
    maxPoints: null,
    scoring: { kind: 'UNKNOWN' },
    evidence: evidenceUnknown,
  },
  {
    ...common,
    code: '4.x',
    criterionCode: '4',
    order: 1,
    name: inThreeLanguages(
      'Oʻqitilgan xodimlar ulushi (4-yoʻnalishning oxirgi indikatori)',
      'Доля обученных работников (последний индикатор направления 4)',
      'Share of staff trained (the last indicator of area 4)',
    ),
    guide: inThreeLanguages(
      'Oraliqlar hujjatda butun foizlarda berilgan: 70–100, 50–69, 30–49, 0–29. Dalil: kadrlar xizmati tasdiqlagan jadval.',
      'Интервалы даны в акте в целых процентах: 70–100, 50–69, 30–49, 0–29. Доказательство: таблица, заверенная кадровой службой.',
      'The act gives the bands in whole percents: 70-100, 50-69, 30-49, 0-29. Evidence: a table confirmed by the personnel service.',
    ),
    maxPoints: '5',
    scoring: {
      kind: 'MEASURED',
      unit: percent,
      direction: 1,
      scale: 'PERCENT',
      normaliser: {
        kind: 'BANDS',
        bands: [
          { lowerBound: '0', points: '0' },
          { lowerBound: '30', points: '2' },
          { lowerBound: '50', points: '3' },
          { lowerBound: '70', points: '5' },
        ],
      },
    },
    evidence: withStatistic,
  },
  {
    ...common,
    code: '5.1',
    criterionCode: '5',
    order: 1,
    name: inThreeLanguages('Oʻtkazilgan tadbirlar soni', 'Число проведённых мероприятий', 'Number of events held'),
    guide: inThreeLanguages(
      'Oldingi hisobot yili bilan taqqoslanadi: kam boʻlmasa 1 ball, kam boʻlsa 0 ball. Dalil: statistika.',
      'Сравнивается с предыдущим отчётным годом: не меньше — 1 балл, меньше — 0 баллов. Доказательство: статистика.',
      'Compared with the previous reporting year: the same or more gives 1 point, fewer gives 0. Evidence: statistics.',
    ),
    maxPoints: '1',
    scoring: {
      kind: 'MEASURED',
      unit: events,
      direction: 1,
      scale: 'NUMBER',
      normaliser: { kind: 'COMPARE_PREVIOUS', notLess: '1', less: '0' },
    },
    evidence: withStatistic,
  },
  {
    ...common,
    code: '5.2',
    criterionCode: '5',
    order: 2,
    name: inThreeLanguages('Tadbirlar qamrovi', 'Охват мероприятий', 'Coverage of events'),
    guide: notPublic,
    maxPoints: null,
    scoring: { kind: 'UNKNOWN' },
    evidence: evidenceUnknown,
  },
];
