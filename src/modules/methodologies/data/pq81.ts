import type { CriterionBody, MethodologyRecord } from '../../../publication/methodology-body.js';
import { pq81Indicators } from './pq81-indicators.js';
import { agency, inThreeLanguages, publishedCategories } from './common-texts.js';

const linear = { kind: 'LINEAR' } as const;

/** The five areas. Their Uzbek titles are the act's; the Russian and English ones are our renderings. */
const areas: readonly CriterionBody[] = [
  {
    code: '1',
    order: 1,
    maxPoints: null,
    aggregator: linear,
    name: inThreeLanguages(
      'Davlat tashkilotlarida korrupsiyaga qarshi kurashish boʻyicha mexanizm va huquqiy asoslarning yaratilganligi va amaliyotga tatbiq etilganligi',
      'Создание и применение на практике механизмов и правовых основ противодействия коррупции в государственных организациях',
      'Mechanisms and legal basis created and applied',
    ),
  },
  {
    code: '2',
    order: 2,
    maxPoints: '30',
    aggregator: linear,
    name: inThreeLanguages(
      'Korrupsiyaviy xavf-xatarlarni aniqlash, baholash va ularni kamaytirish boʻyicha tadbirlarning amalga oshirilganligi',
      'Осуществление мер по выявлению, оценке и снижению коррупционных рисков',
      'Corruption risks identified, assessed and reduced',
    ),
  },
  {
    code: '3',
    order: 3,
    maxPoints: '15',
    aggregator: linear,
    name: inThreeLanguages(
      'Davlat tashkilotlari rahbarlarining korrupsiyaga qarshi murosasiz munosabatni koʻrsatuvchi xatti-harakatlarining mavjudligi',
      'Действия руководителей государственных организаций, показывающие нетерпимое отношение к коррупции',
      'Acts of the head showing an uncompromising stand',
    ),
  },
  {
    code: '4',
    order: 4,
    maxPoints: null,
    aggregator: linear,
    name: inThreeLanguages(
      'Xodimlarning korrupsiyaga qarshi kurashishga oid ichki tartib-taomillardan xabardorligi hamda ushbu sohada bilim va koʻnikmalarini oshirish boʻyicha tadbirlarning amalga oshirilganligi',
      'Осведомлённость работников о внутренних антикоррупционных процедурах и меры по повышению их знаний и навыков',
      'Staff awareness and training',
    ),
  },
  {
    code: '5',
    order: 5,
    maxPoints: '5',
    aggregator: linear,
    name: inThreeLanguages(
      'Korrupsiyaga qarshi kurashish boʻyicha tegishli soha yoki tarmoq kesimida aholining huquqiy ongi va huquqiy madaniyatini yuksaltirish, ushbu illatga nisbatan murosasiz munosabatni shakllantirishga qaratilgan targʻibot tadbirlarining samaradorligi',
      'Эффективность разъяснительных мероприятий, направленных на повышение правового сознания и правовой культуры населения и формирование нетерпимого отношения к коррупции',
      'Effect of outreach to the public',
    ),
  },
];

/** What was looked for and not found, so that nobody takes a gap for a rule. */
const unknownParts = [
  {
    uzLatn: '1-yoʻnalish: indikatorlari va jami bali ochiq manbalarda topilmadi.',
    uzCyrl: '1-йўналиш: индикаторлари ва жами бали очиқ манбаларда топилмади.',
    ru: 'Направление 1: индикаторы и общий балл в открытых источниках не найдены.',
    en: 'Area 1: its indicators and its total were not found in public sources.',
  },
  {
    uzLatn:
      '4-yoʻnalish: jami bali va oxirgisidan boshqa indikatorlari topilmadi; 1- va 4-yoʻnalishlar birgalikda 50 ball (hisoblab chiqarilgan).',
    uzCyrl:
      '4-йўналиш: жами бали ва охиргисидан бошқа индикаторлари топилмади; 1- ва 4-йўналишлар биргаликда 50 балл (ҳисоблаб чиқарилган).',
    ru: 'Направление 4: не найдены общий балл и индикаторы, кроме последнего; направления 1 и 4 вместе дают 50 баллов (вычислено).',
    en: 'Area 4: its total and all indicators but the last were not found; areas 1 and 4 together make 50 points (derived).',
  },
  {
    uzLatn: '3-yoʻnalish: 3.1-indikatorning bali va 3.2 dan boshlab indikatorlar topilmadi.',
    uzCyrl: '3-йўналиш: 3.1-индикаторнинг бали ва 3.2 дан бошлаб индикаторлар топилмади.',
    ru: 'Направление 3: не найдены баллы индикатора 3.1 и индикаторы, начиная с 3.2.',
    en: 'Area 3: the points of 3.1 and the indicators from 3.2 on were not found.',
  },
  {
    uzLatn: '5-yoʻnalish: 5.2-indikatorning bali va 5.3 dan boshlab indikatorlar topilmadi.',
    uzCyrl: '5-йўналиш: 5.2-индикаторнинг бали ва 5.3 дан бошлаб индикаторлар топилмади.',
    ru: 'Направление 5: не найдены баллы индикатора 5.2 и индикаторы, начиная с 5.3.',
    en: 'Area 5: the points of 5.2 and any indicators from 5.3 on were not found.',
  },
  {
    uzLatn:
      '2-yoʻnalishning 30 bali 2.1 va 2.2 dan hisoblab chiqarilgan; 2.2 boʻyicha faqat 0–15 oraligʻi maʼlum, koʻrsatilgan qadam bizniki.',
    uzCyrl:
      '2-йўналишнинг 30 бали 2.1 ва 2.2 дан ҳисоблаб чиқарилган; 2.2 бўйича фақат 0–15 оралиғи маълум, кўрсатилган қадам бизники.',
    ru: '30 баллов направления 2 вычислены по 2.1 и 2.2; по 2.2 известен лишь диапазон 0–15, указанный шаг — наш.',
    en: 'The 30 points of area 2 are derived from 2.1 and 2.2; of 2.2 only the range 0-15 is known, the step shown is ours.',
  },
  {
    uzLatn:
      'Yaxlitlash, vaznlar, qoʻllanilmaslik, baholarni jamlash qoidalari, eng kam baholovchilar soni va kerakli dalillar soni topilmadi: bu yerda faqat toʻldirilgan qiymatlar turibdi.',
    uzCyrl:
      'Яхлитлаш, вазнлар, қўлланилмаслик, баҳоларни жамлаш қоидалари, энг кам баҳоловчилар сони ва керакли далиллар сони топилмади: бу ерда фақат тўлдирилган қийматлар турибди.',
    ru: 'Правила округления, весов, неприменимости и сведения оценок, наименьшее число оценщиков и число доказательств не найдены: здесь стоят лишь заполняющие значения.',
    en: 'The rules of rounding, weighting, what does not apply and how marks are brought together, the least number of raters and of pieces of evidence were not found: the values here only fill the place.',
  },
  {
    uzLatn: 'Shikoyat qilish tartibi va muddati, Agentlikning koʻrib chiqish muddati topilmadi.',
    uzCyrl: 'Шикоят қилиш тартиби ва муддати, Агентликнинг кўриб чиқиш муддати топилмади.',
    ru: 'Порядок и срок обжалования, срок рассмотрения Агентством не найдены.',
    en: 'The procedure and term of appeal and the term of the Agency’s review were not found.',
  },
];

/**
 * PQ-81 of 12 January 2022, as far as it could be read in public excerpts: a reference that shows a real structure.
 * PARTIAL, so no cycle can be opened on it. Sources: the addresses in `legalBasis`; areas 2 to 5 from
 * http://fayllar.org/1-odil-sudlov-uu-tartibotni-muofaza-ilish-v3.html?page=10 and
 * http://fayllar.org/korrupsiyaga-qarshi-kurashish-ishlarining-samaradorligini-reyt/fayllar.org/korrupsiyaga-qarshi-kurashish-ishlarining-samaradorligini-reyt.html?page=18
 */
export const pq81: MethodologyRecord = {
  code: 'pq-81',
  title: {
    uzLatn: 'Korrupsiyaga qarshi kurashish ishlarining samaradorligini reyting baholash (PQ-81, qisman maʼlum)',
    uzCyrl: 'Коррупцияга қарши курашиш ишларининг самарадорлигини рейтинг баҳолаш (ПҚ-81, қисман маълум)',
    ru: 'Рейтинговая оценка эффективности работы по противодействию коррупции (ПП-81, известна частично)',
    en: 'Rating of the effectiveness of anti-corruption work (PQ-81, partly known)',
  },
  owner: agency,
  about: {
    uzLatn:
      'Davlat tashkilotlari reytingining maʼlum qismi, namuna sifatida. Hududiy kengashlar metodikasi emas. Ruscha va inglizcha matnlar — tarjimamiz.',
    uzCyrl:
      'Давлат ташкилотлари рейтингининг маълум қисми, намуна сифатида. Ҳудудий кенгашлар методикаси эмас. Русча ва инглизча матнлар — таржимамиз.',
    ru: 'Известная часть рейтинга государственных организаций, для справки. Это не методика территориальных советов. Русский и английский тексты — наш перевод.',
    en: 'The known part of the rating of state organizations, for reference. It is not the methodology of the territorial councils. The Russian and English texts are our renderings.',
  },
  illustrative: false,
  effectiveFrom: '2022-02-01',
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
    tieBreak: [],
    maxRounds: 3,
    appealDays: 0,
    legalBasis: [
      {
        act: 'PQ-81, 2022-01-12',
        url: 'https://xabardor.uz/uz/post/1-fevraldan-davlat-tashkilotlarining-korrupsiyaga-qarshi-kurashish-ishlari-baholab-boriladi',
      },
      { act: 'PQ-81, 2022-01-12', article: 'annex 1', url: 'https://cis-legislation.com/document.fwx?rgn=137267' },
      {
        act: 'PQ-81, 2022-01-12',
        article: 'annex 2',
        url: 'https://nrm.uz/contentf?doc=681519_polojenie_o_poryadke_reytingovoy_ocenki_effektivnosti_rabot_po_protivodeystviyu_korrupcii_(prilojenie_n_2_k_postanovleniyu_prezidenta_ruz_ot_12_01_2022_g_n_pp-81)&products=1_vse_zakonodatelstvo_uzbekistana',
      },
    ],
    completeness: 'PARTIAL',
    unknownParts,
    illustrative: false,
    criteria: areas,
    indicators: pq81Indicators,
  },
};
