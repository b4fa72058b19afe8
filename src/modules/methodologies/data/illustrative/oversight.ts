import type { CriterionBody, IndicatorBody } from '../../../../publication/methodology-body.js';
import { documents, inThreeLanguages } from '../common-texts.js';
import { common, fourLevels } from './common.js';

/** Criterion 4: public monitoring and public hearings. */
export const oversight: CriterionBody = {
  code: '4',
  order: 4,
  name: inThreeLanguages(
    'Jamoatchilik monitoringi va eshituvlari',
    'Общественный мониторинг и общественные слушания',
    'Public monitoring and public hearings',
  ),
  maxPoints: '18',
  aggregator: { kind: 'LINEAR' },
};

/** Its indicators. */
export const oversightIndicators: readonly IndicatorBody[] = [
  {
    ...common,
    code: '4.1',
    criterionCode: '4',
    order: 1,
    name: inThreeLanguages(
      'Jamoatchilik eshituvlari tartib boʻyicha oʻtkazilgan',
      'Общественные слушания проведены по установленному порядку',
      'Public hearings held in due order',
    ),
    guide: inThreeLanguages(
      'Masala, vaqt va tartib oldindan eʼlon qilinganmi, materiallar ochiq boʻlganmi, takliflar qayd etilib, tegishli organga yuborilganmi? (OʻRQ-474, 10-modda)',
      'Были ли заранее объявлены вопрос, время и порядок, открыты ли материалы, записаны ли предложения и направлены ли они соответствующему органу? (ЗРУ-474, статья 10)',
      'Were the matter, time and order announced beforehand, the materials open, the proposals recorded and sent to the body concerned? (Law ORQ-474, article 10)',
    ),
    maxPoints: '12',
    scoring: fourLevels(
      [
        '12',
        inThreeLanguages(
          'Eshituvlar toʻliq tartib boʻyicha oʻtgan, takliflarga javob olingan.',
          'Слушания прошли с полным соблюдением порядка, на предложения получены ответы.',
          'Hearings were held fully in order, and proposals were answered.',
        ),
      ],
      [
        '8',
        inThreeLanguages(
          'Eshituvlar tartib boʻyicha oʻtgan, javoblar toʻliq emas.',
          'Слушания прошли по порядку, ответы получены не полностью.',
          'Hearings were held in order, not all proposals were answered.',
        ),
      ],
      [
        '4',
        inThreeLanguages(
          'Eshituv oʻtgan, lekin eʼlon yoki materiallarda kamchilik bor.',
          'Слушание проведено, но с недостатками в объявлении или материалах.',
          'A hearing was held, with shortcomings in the announcement or the materials.',
        ),
      ],
      [
        '0',
        inThreeLanguages(
          'Jamoatchilik eshituvi oʻtkazilmagan.',
          'Общественные слушания не проводились.',
          'No public hearing was held.',
        ),
      ],
    ),
    evidence: documents(2),
  },
  {
    ...common,
    code: '4.2',
    criterionCode: '4',
    order: 2,
    name: inThreeLanguages(
      'Jamoatchilik monitoringi natijalari majlisda koʻrib chiqilgan',
      'Результаты общественного мониторинга рассмотрены на заседании',
      'Results of public monitoring were considered at a meeting',
    ),
    guide: inThreeLanguages(
      'Davr ichida kamida bitta jamoatchilik monitoringi natijasi kengash majlisida koʻrib chiqilib, qaror qabul qilingan boʻlsa — 6 ball, aks holda 0.',
      'Если за период на заседании рассмотрен результат хотя бы одного общественного мониторинга и принято решение — 6 баллов, иначе 0.',
      '6 points if within the period the council considered the result of at least one public monitoring and took a decision on it, else 0.',
    ),
    maxPoints: '6',
    scoring: { kind: 'BINARY' },
    evidence: documents(1),
  },
];
