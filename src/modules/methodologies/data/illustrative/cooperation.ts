import type { CriterionBody, IndicatorBody } from '../../../../publication/methodology-body.js';
import { documents, events, inThreeLanguages, percent, statistic } from '../common-texts.js';
import { common, commonMeasured, fourLevels } from './common.js';

/** Criterion 3: cooperation with NGOs, mass media and the public. */
export const cooperation: CriterionBody = {
  code: '3',
  order: 3,
  name: inThreeLanguages(
    'NNTlar, OAV va jamoatchilik bilan hamkorlik',
    'Сотрудничество с ННО, СМИ и общественностью',
    'Cooperation with NGOs, media and the public',
  ),
  maxPoints: '16',
  aggregator: { kind: 'LINEAR' },
};

/** Its indicators. */
export const cooperationIndicators: readonly IndicatorBody[] = [
  {
    ...commonMeasured,
    code: '3.1',
    criterionCode: '3',
    order: 1,
    name: inThreeLanguages(
      'NNTlar va OAV bilan birgalikda oʻtkazilgan tadbirlar soni',
      'Число мероприятий, проведённых совместно с ННО и СМИ',
      'Number of events held together with NGOs and media',
    ),
    guide: inThreeLanguages(
      'Oldingi davr bilan taqqoslanadi: kam boʻlmasa — toʻliq ball, kam boʻlsa — 0. Oldingi davr maʼlumoti boʻlmasa, indikator qoʻllanilmaydi.',
      'Сравнивается с предыдущим периодом: не меньше — полный балл, меньше — 0. Если данных за предыдущий период нет, индикатор не применяется.',
      'Compared with the last period: no fewer gives all points, fewer gives 0. Without a figure for the last period the indicator does not apply.',
    ),
    maxPoints: '4',
    allowNotApplicable: true,
    scoring: {
      kind: 'MEASURED',
      unit: events,
      direction: 1,
      scale: 'NUMBER',
      normaliser: { kind: 'COMPARE_PREVIOUS', notLess: '4', less: '0' },
    },
    evidence: statistic,
  },
  {
    ...commonMeasured,
    code: '3.2',
    criterionCode: '3',
    order: 2,
    name: inThreeLanguages(
      'Muddatida javob berilgan murojaatlar ulushi',
      'Доля обращений, на которые дан ответ в срок',
      'Share of citizens’ applications answered in time',
    ),
    guide: inThreeLanguages(
      'Kengashga kelgan murojaatlar boʻyicha: 60 foiz — 0 ball, 100 foiz — toʻliq ball, oraliqda — mutanosib.',
      'По обращениям в совет: 60 процентов — 0 баллов, 100 процентов — полный балл, между ними — пропорционально.',
      'Of the applications made to the council: 60 percent gives 0, 100 percent all points, in between in proportion.',
    ),
    maxPoints: '6',
    scoring: {
      kind: 'MEASURED',
      unit: percent,
      direction: 1,
      scale: 'PERCENT',
      normaliser: { kind: 'GOALPOST', low: '60', high: '100' },
    },
    evidence: statistic,
  },
  {
    ...common,
    code: '3.3',
    criterionCode: '3',
    order: 3,
    name: inThreeLanguages(
      'Kengash faoliyati haqida axborotning ochiqligi',
      'Открытость информации о работе совета',
      'Openness of information about the council’s work',
    ),
    guide: inThreeLanguages(
      'Tarkib, ish rejasi, qarorlar va ularning ijrosi rasmiy sahifada eʼlon qilinganmi va yangilanib turadimi?',
      'Опубликованы ли и обновляются ли на официальной странице состав, план работы, решения и их исполнение?',
      'Are the composition, the work plan, the decisions and their execution published on the official page and kept up to date?',
    ),
    maxPoints: '6',
    scoring: fourLevels(
      [
        '6',
        inThreeLanguages(
          'Tarkib, reja, qarorlar va ijro haqidagi axborot toʻliq va oʻz vaqtida eʼlon qilingan.',
          'Сведения о составе, плане, решениях и исполнении опубликованы полностью и вовремя.',
          'Composition, plan, decisions and their execution are published in full and in time.',
        ),
      ],
      [
        '4',
        inThreeLanguages(
          'Axborot asosan eʼlon qilingan, ayrim qarorlar kechikib joylangan.',
          'Сведения в основном опубликованы, отдельные решения размещены с опозданием.',
          'Most information is published, some decisions were late.',
        ),
      ],
      [
        '2',
        inThreeLanguages(
          'Faqat umumiy axborot eʼlon qilingan.',
          'Опубликованы только общие сведения.',
          'Only general information is published.',
        ),
      ],
      [
        '0',
        inThreeLanguages('Axborot eʼlon qilinmagan.', 'Сведения не опубликованы.', 'Nothing is published.'),
      ],
    ),
    evidence: documents(1),
  },
];
