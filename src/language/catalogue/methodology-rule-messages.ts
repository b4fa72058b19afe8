import type { CatalogueEntries } from './entry.js';

/**
 * What each rule of a methodology's body asks for, by the rule's stable name: first those of its shape, then those
 * between its parts.
 */
export const methodologyRuleMessages = {
  UNKNOWN_KEY: { uzLatn: 'bunday kalit yoʻq.', ru: 'такого ключа нет.', en: 'there is no such key.' },
  MISSING: { uzLatn: 'qiymat kerak.', ru: 'нужно значение.', en: 'a value is needed.' },
  TYPE: {
    uzLatn: 'boshqa turdagi qiymat kerak: {expected}.',
    ru: 'нужно значение другого типа: {expected}.',
    en: 'a value of another type is needed: {expected}.',
  },
  ONE_OF: {
    uzLatn: 'quyidagilardan biri kerak: {expected}.',
    ru: 'нужно одно из значений: {expected}.',
    en: 'one of these is needed: {expected}.',
  },
  BOUNDS: {
    uzLatn: 'son, uzunlik yoki roʻyxat chegaradan tashqarida: {expected}.',
    ru: 'число, длина или список вне границ: {expected}.',
    en: 'the number, length or list is out of bounds: {expected}.',
  },
  DECIMAL: {
    uzLatn: 'oʻnlik son matn koʻrinishida kerak, masalan "12.5".',
    ru: 'нужно десятичное число текстом, например "12.5".',
    en: 'a decimal number as text is needed, such as "12.5".',
  },
  FRACTION: {
    uzLatn: 'oʻnlik yoki oddiy kasr matn koʻrinishida kerak, masalan "2/3".',
    ru: 'нужна десятичная или простая дробь текстом, например "2/3".',
    en: 'a decimal or a fraction as text is needed, such as "2/3".',
  },
  TEXT: {
    uzLatn: '1 dan {expected} tagacha belgili, koʻrinmas belgilarsiz matn kerak.',
    ru: 'нужен текст от 1 до {expected} знаков без невидимых знаков.',
    en: 'a text of 1 to {expected} characters is needed, none of them invisible.',
  },
  CODE: {
    uzLatn: 'kod 1–20 ta lotin harfi, raqam, nuqta, chiziqcha yoki pastki chiziqdan iborat, harf yoki raqam bilan boshlanadi.',
    ru: 'код состоит из 1–20 латинских букв, цифр, точек, дефисов или подчёркиваний и начинается с буквы или цифры.',
    en: 'a code is 1 to 20 Latin letters, digits, dots, hyphens or underscores, and begins with a letter or digit.',
  },
  ADDRESS: { uzLatn: 'toʻliq havola kerak.', ru: 'нужен полный адрес.', en: 'a whole address is needed.' },
  CODES_UNIQUE: {
    uzLatn: 'kodlar takrorlanmaydi.',
    ru: 'коды не повторяются.',
    en: 'no code stands twice.',
  },
  SCALE: {
    uzLatn: 'shkala 0 dan 100 gacha: bu yerda {expected} turadi.',
    ru: 'шкала идёт от 0 до 100: здесь стоит {expected}.',
    en: 'the scale runs from 0 to 100: here stands {expected}.',
  },
  CATEGORIES_FALL: {
    uzLatn: 'toifalar eng yuqorisidan boshlab kamayib boradi, oxirgisi {expected} dan boshlanadi.',
    ru: 'категории идут по убыванию от высшей, последняя начинается с {expected}.',
    en: 'categories fall from the highest, and the last begins at {expected}.',
  },
  CATEGORY_REACHABLE: {
    uzLatn: 'eng yuqori toifa {expected} dan oshmagan balldan boshlanadi.',
    ru: 'высшая категория начинается не выше {expected}.',
    en: 'the highest category begins at no more than {expected}.',
  },
  TIE_BREAK: {
    uzLatn: 'tenglikni mezonlarning kodlari hal qiladi, har biri bir marta.',
    ru: 'равенство решают коды критериев, каждый один раз.',
    en: 'ties are broken by codes of criteria, each once.',
  },
  DATA_THRESHOLD: {
    uzLatn: 'maʼlumot ulushi 0 dan katta va 1 dan oshmaydi.',
    ru: 'доля данных больше 0 и не больше 1.',
    en: 'the share of data is over 0 and at most 1.',
  },
  RATERS_TO_TRIM: {
    uzLatn: 'chekka baholar olib tashlanganda ham baho qolishi kerak: kamida {expected} nafar baholovchi.',
    ru: 'после отбрасывания крайних оценок должны остаться оценки: не менее {expected} оценщиков.',
    en: 'marks have to be left when the extremes are dropped: at least {expected} raters.',
  },
  AGGREGATORS_ALIKE: {
    uzLatn: 'barcha mezonlar bir xil usulda jamlanadi: chiziqli yoki geometrik.',
    ru: 'все критерии складываются одинаково: линейно или геометрически.',
    en: 'all criteria make the total in one way: linear or geometric.',
  },
  CRITERION_SUM: {
    uzLatn: 'mezonning bali uning indikatorlari ballari yigʻindisi: {expected}.',
    ru: 'баллы критерия равны сумме баллов его индикаторов: {expected}.',
    en: 'the points of a criterion are the sum of those of its indicators: {expected}.',
  },
  GEOMETRIC_FLOOR: {
    uzLatn: 'geometrik oʻrtachaning quyi chegarasi 0 dan katta va 1 dan oshmaydi.',
    ru: 'нижний предел среднего геометрического больше 0 и не больше 1.',
    en: 'the floor of a geometric mean is over 0 and at most 1.',
  },
  GEOMETRIC_POINTS: {
    uzLatn: 'geometrik oʻrtachada indikatorlar bali butun, jami koʻpi bilan {expected}.',
    ru: 'при среднем геометрическом баллы индикаторов целые, всего не более {expected}.',
    en: 'under a geometric mean the points of indicators are whole, at most {expected} in all.',
  },
  CRITERION_KNOWN: {
    uzLatn: 'bunday kodli mezon yoʻq.',
    ru: 'критерия с таким кодом нет.',
    en: 'there is no criterion with this code.',
  },
  POINTS_POSITIVE: {
    uzLatn: 'indikatorning bali 0 dan katta.',
    ru: 'баллы индикатора больше 0.',
    en: 'the points of an indicator are over 0.',
  },
  POINTS_WITHIN: {
    uzLatn: 'ball 0 dan indikatorning balligacha: {expected}.',
    ru: 'баллы от 0 до баллов индикатора: {expected}.',
    en: 'points are from 0 to those of the indicator: {expected}.',
  },
  EVIDENCE_KINDS: {
    uzLatn: 'dalil talab qilinsa, uning turi ham aytiladi.',
    ru: 'если нужны доказательства, называют и их вид.',
    en: 'where evidence is asked for, its kinds are named.',
  },
  SCORING_KNOWN: {
    uzLatn: 'toʻliq metodikada har bir indikatorning baholash usuli maʼlum.',
    ru: 'в полной методике способ оценки каждого индикатора известен.',
    en: 'in a complete methodology it is known how each indicator is scored.',
  },
  LEVELS_FALL: {
    uzLatn: 'darajalar {expected} balldan boshlab kamayib boradi, 0 dan past emas, kodlari takrorlanmaydi.',
    ru: 'уровни идут по убыванию от {expected} баллов и не ниже 0, их коды не повторяются.',
    en: 'levels fall from {expected} points to no less than 0, and no code stands twice.',
  },
  RANGE_MAX: {
    uzLatn: 'oraliq indikatorning balida tugaydi: {expected}.',
    ru: 'диапазон кончается баллами индикатора: {expected}.',
    en: 'a range ends at the points of the indicator: {expected}.',
  },
  RANGE_MIN: {
    uzLatn: 'oraliq 0 yoki undan yuqoridan, oxiridan pastda boshlanadi.',
    ru: 'диапазон начинается не ниже 0 и ниже своего конца.',
    en: 'a range begins at 0 or more, below its end.',
  },
  RANGE_STEP: {
    uzLatn: 'qadam 0 dan katta, oraliqni butun marta boʻladi.',
    ru: 'шаг больше 0 и делит диапазон нацело.',
    en: 'a step is over 0 and divides the range evenly.',
  },
  GOALPOSTS: {
    uzLatn: 'quyi chegara yuqorisidan past.',
    ru: 'нижняя граница ниже верхней.',
    en: 'the low goalpost lies below the high one.',
  },
  TARGET: {
    uzLatn: 'maqsad bilan boshlanish nuqtasi turlicha.',
    ru: 'цель и исходная точка различны.',
    en: 'a target differs from its floor.',
  },
  BANDS_RISE: {
    uzLatn: 'oraliqlar oʻsib boradi, birinchisi 0 yoki undan pastdan boshlanadi.',
    ru: 'полосы идут по возрастанию, первая начинается с 0 или ниже.',
    en: 'bands rise, and the first begins at 0 or below.',
  },
} as const satisfies CatalogueEntries;

/** The stable name of a rule of a methodology's body. */
export type MethodologyRule = keyof typeof methodologyRuleMessages;
