import type { CriterionBody, IndicatorBody } from '../../../../publication/methodology-body.js';
import { documents, inThreeLanguages, percent, statistic } from '../common-texts.js';
import { common, commonMeasured } from './common.js';

/** Criterion 6: practical proposals and bringing them into practice. */
export const proposals: CriterionBody = {
  code: '6',
  order: 6,
  name: inThreeLanguages(
    'Amaliyotga joriy etilgan takliflar',
    'Предложения, внедрённые в практику',
    'Proposals brought into practice',
  ),
  maxPoints: '16',
  aggregator: { kind: 'LINEAR' },
};

/** Its indicators. */
export const proposalsIndicators: readonly IndicatorBody[] = [
  {
    ...commonMeasured,
    code: '6.1',
    criterionCode: '6',
    order: 1,
    name: inThreeLanguages(
      'Qabul qilingan takliflarning amaliyotga joriy etilgan ulushi',
      'Доля принятых предложений, внедрённых в практику',
      'Share of adopted proposals that were brought into practice',
    ),
    guide: inThreeLanguages(
      'Davr ichida kengash qabul qilgan takliflardan joriy etilganlari ulushi.',
      'Доля внедрённых среди предложений, принятых советом за период.',
      'Of the proposals that the council adopted within the period, the share brought into practice.',
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
          { lowerBound: '20', points: '2' },
          { lowerBound: '40', points: '5' },
          { lowerBound: '60', points: '8' },
        ],
      },
    },
    evidence: statistic,
  },
  {
    ...common,
    code: '6.2',
    criterionCode: '6',
    order: 2,
    name: inThreeLanguages(
      'Joriy etilgan takliflarning amaliy samarasi',
      'Практический эффект внедрённых предложений',
      'Practical effect of the proposals brought into practice',
    ),
    guide: inThreeLanguages(
      'Qaysi korrupsiyaviy xavf kamaydi, qaysi kamchilik bartaraf etildi, tajriba boshqa kengashlarga oʻrnak boʻldimi? Samara hujjat bilan koʻrsatiladi.',
      'Какой коррупционный риск снизился, какой недостаток устранён, послужил ли опыт примером другим советам? Эффект показывается документами.',
      'Which corruption risk fell, which shortcoming was put right, did other councils follow the example? The effect is shown by documents.',
    ),
    maxPoints: '8',
    scoring: {
      kind: 'RANGE',
      min: '0',
      max: '8',
      step: '0.5',
      anchors: [
        {
          points: '8',
          descriptor: inThreeLanguages(
            'Samara oʻlchangan va hujjat bilan tasdiqlangan, tajriba boshqalarga oʻrnak boʻlgan.',
            'Эффект измерен и подтверждён документами, опыт стал примером для других.',
            'The effect was measured and documented, and others followed the example.',
          ),
        },
        {
          points: '4',
          descriptor: inThreeLanguages(
            'Samara bor, lekin oʻlchanmagan.',
            'Эффект есть, но не измерен.',
            'There is an effect, but it was not measured.',
          ),
        },
        {
          points: '0',
          descriptor: inThreeLanguages(
            'Amaliy samara koʻrsatilmagan.',
            'Практический эффект не показан.',
            'No practical effect is shown.',
          ),
        },
      ],
    },
    evidence: documents(1),
  },
];
