import type { CriterionBody, IndicatorBody } from '../../../../publication/methodology-body.js';
import { documents, inThreeLanguages } from '../common-texts.js';
import { common, fourLevels } from './common.js';

/** Criterion 5: the gender approach and local initiatives. */
export const genderAndInitiatives: CriterionBody = {
  code: '5',
  order: 5,
  name: inThreeLanguages(
    'Gender yondashuvi va mahalliy tashabbuslar',
    'Гендерный подход и местные инициативы',
    'Gender approach and local initiatives',
  ),
  maxPoints: '12',
  aggregator: { kind: 'LINEAR' },
};

/** Its indicators. */
export const genderAndInitiativesIndicators: readonly IndicatorBody[] = [
  {
    ...common,
    code: '5.1',
    criterionCode: '5',
    order: 1,
    name: inThreeLanguages(
      'Loyiha va dasturlarda gender yondashuvi',
      'Гендерный подход в проектах и программах',
      'Gender approach in projects and programmes',
    ),
    guide: inThreeLanguages(
      'Maqsad, koʻrsatkich va ish rejasida ayollar va erkaklar holati hisobga olinganmi, maʼlumotlar jins boʻyicha ajratilganmi, maslahatlashuvlar hammaga ochiqmi?',
      'Учтено ли положение женщин и мужчин в целях, показателях и плане работы, разделены ли данные по полу, открыты ли консультации для всех?',
      'Do objectives, indicators and the work plan take account of women and men, are data separated by sex, are consultations open to all?',
    ),
    maxPoints: '6',
    scoring: {
      kind: 'RANGE',
      min: '0',
      max: '6',
      step: '1',
      anchors: [
        {
          points: '6',
          descriptor: inThreeLanguages(
            'Gender yondashuvi rejada, maʼlumotlarda va tadbirlarda izchil qoʻllangan.',
            'Гендерный подход последовательно применён в плане, данных и мероприятиях.',
            'The gender approach is applied throughout: plan, data and events.',
          ),
        },
        {
          points: '3',
          descriptor: inThreeLanguages(
            'Gender yondashuvi ayrim tadbirlarda qoʻllangan.',
            'Гендерный подход применён в отдельных мероприятиях.',
            'The gender approach is applied in some events.',
          ),
        },
        {
          points: '0',
          descriptor: inThreeLanguages(
            'Gender yondashuvi koʻzda tutilmagan.',
            'Гендерный подход не предусмотрен.',
            'There is no gender approach.',
          ),
        },
      ],
    },
    evidence: documents(1),
  },
  {
    ...common,
    code: '5.2',
    criterionCode: '5',
    order: 2,
    name: inThreeLanguages(
      'Mahalliy tashabbuslarni qoʻllab-quvvatlash',
      'Поддержка местных инициатив',
      'Support of local initiatives',
    ),
    guide: inThreeLanguages(
      'Tuman, shahar va mahallalardan kelgan tashabbuslar bilan ish baholanadi. Davr ichida tashabbus kelmagan boʻlsa, indikator qoʻllanilmaydi.',
      'Оценивается работа с инициативами районов, городов и махаллей. Если за период инициатив не поступало, индикатор не применяется.',
      'Judged is the work with initiatives from districts, cities and mahallas. If none came within the period, the indicator does not apply.',
    ),
    maxPoints: '6',
    allowNotApplicable: true,
    scoring: fourLevels(
      [
        '6',
        inThreeLanguages(
          'Tashabbuslar oʻrganilgan, maʼqullari amalga oshirilgan va natijasi eʼlon qilingan.',
          'Инициативы изучены, одобренные осуществлены, результат опубликован.',
          'Initiatives were studied, the approved ones carried out and the result published.',
        ),
      ],
      [
        '4',
        inThreeLanguages(
          'Tashabbuslar oʻrganilgan, amalga oshirish boshlangan.',
          'Инициативы изучены, осуществление начато.',
          'Initiatives were studied and begun.',
        ),
      ],
      [
        '2',
        inThreeLanguages(
          'Tashabbuslar qayd etilgan, lekin koʻrib chiqilmagan.',
          'Инициативы зарегистрированы, но не рассмотрены.',
          'Initiatives were recorded but not considered.',
        ),
      ],
      [
        '0',
        inThreeLanguages(
          'Kelgan tashabbuslar bilan ish olib borilmagan.',
          'С поступившими инициативами работа не велась.',
          'Nothing was done with the initiatives that came.',
        ),
      ],
    ),
    evidence: documents(1),
  },
];
