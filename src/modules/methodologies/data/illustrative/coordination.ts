import type { CriterionBody, IndicatorBody } from '../../../../publication/methodology-body.js';
import { documents, inThreeLanguages, percent, statistic } from '../common-texts.js';
import { common, commonMeasured } from './common.js';

/** Criterion 2: working with the National Council, the Agency and the bodies of the territory. */
export const coordination: CriterionBody = {
  code: '2',
  order: 2,
  name: inThreeLanguages(
    'Milliy kengash, Agentlik va hududiy organlar bilan muvofiqlashtirish',
    'Координация с Национальным советом, Агентством и территориальными органами',
    'Coordination with the National Council, the Agency and local bodies',
  ),
  maxPoints: '18',
  aggregator: { kind: 'LINEAR' },
};

/** Its indicators. */
export const coordinationIndicators: readonly IndicatorBody[] = [
  {
    ...commonMeasured,
    code: '2.1',
    criterionCode: '2',
    order: 1,
    name: inThreeLanguages(
      'Milliy kengash topshiriqlarining ijrosi',
      'Исполнение поручений Национального совета',
      'Execution of the National Council’s assignments',
    ),
    guide: inThreeLanguages(
      'Ijro etilgan topshiriqlar ulushi: 50 foiz va undan kam — 0 ball, 95 foizdan boshlab — toʻliq ball, oraliqda — mutanosib.',
      'Доля исполненных поручений: 50 процентов и меньше — 0 баллов, от 95 процентов — полный балл, между ними — пропорционально.',
      'The share of assignments executed: 50 percent or less gives 0, from 95 percent all points, in between in proportion.',
    ),
    maxPoints: '10',
    scoring: {
      kind: 'MEASURED',
      unit: percent,
      direction: 1,
      scale: 'PERCENT',
      normaliser: { kind: 'TARGET', target: '95', floor: '50' },
    },
    evidence: statistic,
  },
  {
    ...common,
    code: '2.2',
    criterionCode: '2',
    order: 2,
    name: inThreeLanguages(
      'Agentlikka taqdim etilgan axborot va hududiy organlar bilan birgalikdagi choralarning sifati',
      'Качество информации для Агентства и совместных мер с территориальными органами',
      'Quality of the information given to the Agency and of joint measures with local bodies',
    ),
    guide: inThreeLanguages(
      'Axborotning oʻz vaqtidaligi, tahlil va xulosalar, hududiy organlar rahbarlarining hisobotlari eshitilgani va berilgan topshiriqlar ijrosi baholanadi.',
      'Оцениваются своевременность информации, анализ и выводы, заслушивание отчётов руководителей территориальных органов и исполнение данных поручений.',
      'Judged are: information in time, analysis and conclusions, hearing of reports by heads of local bodies, and execution of what was assigned to them.',
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
            'Axborot oʻz vaqtida, tahlil va takliflar bilan; birgalikdagi choralar natija bergan.',
            'Информация вовремя, с анализом и предложениями; совместные меры дали результат.',
            'Information in time, with analysis and proposals; joint measures brought results.',
          ),
        },
        {
          points: '4',
          descriptor: inThreeLanguages(
            'Axborot berilgan, lekin tahlil kam; choralar qisman bajarilgan.',
            'Информация представлена, но анализа мало; меры исполнены частично.',
            'Information was given but with little analysis; measures were partly carried out.',
          ),
        },
        {
          points: '0',
          descriptor: inThreeLanguages(
            'Axborot berilmagan, birgalikda ish olib borilmagan.',
            'Информация не представлена, совместная работа не велась.',
            'No information was given and there was no joint work.',
          ),
        },
      ],
    },
    evidence: documents(1),
  },
];
