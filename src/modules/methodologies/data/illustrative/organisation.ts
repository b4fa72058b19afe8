import type { CriterionBody, IndicatorBody } from '../../../../publication/methodology-body.js';
import { documents, inThreeLanguages, percent, statistic } from '../common-texts.js';
import { common, commonMeasured, fourLevels } from './common.js';

/** Criterion 1: how the council organises its own work. */
export const organisation: CriterionBody = {
  code: '1',
  order: 1,
  name: inThreeLanguages('Kengash ishini tashkil etish', 'Организация работы совета', 'Organisation of the council’s work'),
  maxPoints: '20',
  aggregator: { kind: 'LINEAR' },
};

/** Its indicators. */
export const organisationIndicators: readonly IndicatorBody[] = [
  {
    ...commonMeasured,
    code: '1.1',
    criterionCode: '1',
    order: 1,
    name: inThreeLanguages(
      'Ish rejasidagi chora-tadbirlarning muddatida bajarilgan ulushi',
      'Доля мероприятий плана работы, исполненных в срок',
      'Share of the work plan’s measures carried out in time',
    ),
    guide: inThreeLanguages(
      'Muddatida bajarilgan chora-tadbirlar soni hisobot yili rejasidagi chora-tadbirlar soniga boʻlinadi. Muddati keyinga koʻchirilgan chora-tadbir bajarilmagan hisoblanadi.',
      'Число мероприятий, исполненных в срок, делится на число мероприятий плана за отчётный год. Мероприятие с перенесённым сроком считается неисполненным.',
      'The measures carried out in time are divided by the measures in the plan of the reporting year. A measure whose term was moved counts as not carried out.',
    ),
    maxPoints: '8',
    scoring: {
      kind: 'MEASURED',
      unit: percent,
      direction: 1,
      scale: 'PERCENT',
      normaliser: {
        kind: 'BANDS',
        bands: [
          { lowerBound: '0', points: '0' },
          { lowerBound: '50', points: '3' },
          { lowerBound: '70', points: '5' },
          { lowerBound: '90', points: '8' },
        ],
      },
    },
    evidence: statistic,
  },
  {
    ...common,
    code: '1.2',
    criterionCode: '1',
    order: 2,
    name: inThreeLanguages(
      'Majlislar muntazamligi va bayonnomalarning sifati',
      'Регулярность заседаний и качество протоколов',
      'Regularity of meetings and quality of minutes',
    ),
    guide: inThreeLanguages(
      'Majlislar rejasi va bayonnomalar solishtiriladi: har bir qarorda ijrochi va muddat koʻrsatilganmi?',
      'План заседаний сопоставляется с протоколами: указаны ли в каждом решении исполнитель и срок?',
      'The plan of meetings is compared with the minutes: does each decision name who carries it out and by when?',
    ),
    maxPoints: '6',
    scoring: fourLevels(
      [
        '6',
        inThreeLanguages(
          'Barcha majlislar oʻz vaqtida oʻtgan, har bir qarorda ijrochi va muddat bor.',
          'Все заседания прошли вовремя, в каждом решении есть исполнитель и срок.',
          'All meetings were held on time, every decision names who carries it out and by when.',
        ),
      ],
      [
        '4',
        inThreeLanguages(
          'Majlislar asosan oʻz vaqtida oʻtgan, ayrim qarorlarda muddat koʻrsatilmagan.',
          'Заседания в основном прошли вовремя, в отдельных решениях не указан срок.',
          'Most meetings were held on time, some decisions name no term.',
        ),
      ],
      [
        '2',
        inThreeLanguages(
          'Majlislarning bir qismi oʻtmagan yoki bayonnomalar toʻliq emas.',
          'Часть заседаний не состоялась или протоколы неполны.',
          'Some meetings were not held, or the minutes are incomplete.',
        ),
      ],
      [
        '0',
        inThreeLanguages(
          'Majlislar muntazam oʻtmagan, bayonnomalar yoʻq.',
          'Регулярных заседаний не было, протоколов нет.',
          'There were no regular meetings and there are no minutes.',
        ),
      ],
    ),
    evidence: documents(2),
  },
  {
    ...common,
    code: '1.3',
    criterionCode: '1',
    order: 3,
    name: inThreeLanguages(
      'Kengash tarkibida barcha toifalar vakillari ishtirok etadi',
      'В составе совета представлены все категории',
      'All categories of members are represented in the council',
    ),
    guide: inThreeLanguages(
      'Oltita toifa: hududiy boshqarmalar rahbarlari, deputatlar, huquqni muhofaza qiluvchi organlar, NNTlar, OAV, biznes. Toʻliq boʻlsa 6, bitta toifa yetishmasa 3, undan koʻp boʻlsa 0 ball.',
      'Шесть категорий: руководители территориальных управлений, депутаты, правоохранительные органы, ННО, СМИ, бизнес. Все — 6, нет одной — 3, нет большего числа — 0 баллов.',
      'Six categories: heads of territorial departments, deputies, law enforcement, NGOs, mass media, business. All give 6 points, one missing gives 3, more missing gives 0.',
    ),
    maxPoints: '6',
    scoring: { kind: 'TERNARY' },
    evidence: documents(1),
  },
];
