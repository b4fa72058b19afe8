import type { CatalogueEntries } from './entry.js';

/** Messages about councils, methodologies, cycles, marks and evidence. */
export const ratingMessages = {
  NOT_ADMISSIBLE: {
    uzLatn: 'Metodika bu indikator uchun bunday qiymatga yoʻl qoʻymaydi. Ruxsat etilgan qiymatni tanlang.',
    ru: 'Методика не допускает такого значения для этого индикатора. Выберите допустимое.',
    en: 'The methodology does not allow this value for this indicator. Choose an admissible one.',
  },
  INVALID_STATE: {
    uzLatn: 'Hozirgi holatda ({state}) bu amalni bajarib boʻlmaydi.',
    ru: 'В нынешнем состоянии ({state}) это действие невозможно.',
    en: 'This cannot be done in the present state ({state}).',
  },
  ITEM_NOT_OPEN: {
    uzLatn: 'Bu band hozir baholash uchun ochiq emas.',
    ru: 'Этот пункт сейчас не открыт для оценки.',
    en: 'This item takes no marks now.',
  },
  GUARD_NOT_MET: {
    uzLatn: 'Bu qadamning sharti hali bajarilmagan.',
    ru: 'Условие этого шага ещё не выполнено.',
    en: 'A condition of this step is not met yet.',
  },
  PUBLISHED_BY_APPROVAL: {
    uzLatn: 'Davr alohida qadam bilan eʼlon qilinmaydi: jadvalni ikkinchi tasdiqlovchi tasdiqlaganda eʼlon qilinadi.',
    ru: 'Отдельного шага для публикации нет: цикл публикуется, когда его таблицу утвердит второй утверждающий.',
    en: 'No step of its own publishes a cycle: it is published when the second approver approves its table.',
  },
  WITHDRAWN_WITH_CYCLE: {
    uzLatn: 'Davrning birinchi jadvali alohida qaytarib olinmaydi: u davr bekor qilinganda qaytarib olinadi.',
    ru: 'Первая таблица цикла отдельно не отзывается: она отзывается вместе с отменой цикла.',
    en: 'The first table of a cycle is not withdrawn by itself: it is withdrawn when the cycle is cancelled.',
  },
  CONFLICT_OF_INTEREST: {
    uzLatn: 'Bu shaxsda mazkur kengash boʻyicha manfaatlar toʻqnashuvi bor.',
    ru: 'У этого лица конфликт интересов в отношении данного совета.',
    en: 'This person has a conflict of interest with the council.',
  },
  NOT_ASSIGNED: {
    uzLatn: 'Siz bu baholashga biriktirilmagansiz.',
    ru: 'Вы не назначены на эту оценку.',
    en: 'You are not assigned to this evaluation.',
  },
  DECLARATION_REQUIRED: {
    uzLatn: 'Avval manfaatlar toʻqnashuvi toʻgʻrisida deklaratsiya taqdim eting.',
    ru: 'Сначала подайте декларацию о конфликте интересов.',
    en: 'First make your declaration on conflicts of interest.',
  },
  MIN_RATERS_NOT_MET: {
    uzLatn: 'Baholovchilar yetarli emas: kamida {minimum} nafar kerak ({where}).',
    ru: 'Оценщиков недостаточно: нужно не менее {minimum} ({where}).',
    en: 'Too few raters: at least {minimum} are needed ({where}).',
  },
  OPEN_CONFLICT: {
    uzLatn: 'Bildirilgan manfaatlar toʻqnashuvi boʻyicha qaror hali yoʻq ({where}).',
    ru: 'По заявленному конфликту интересов ещё нет решения ({where}).',
    en: 'A declared conflict of interest is not decided yet ({where}).',
  },
  ALREADY_APPROVED: {
    uzLatn: 'Siz buni allaqachon tasdiqlagansiz.',
    ru: 'Вы это уже утвердили.',
    en: 'You have approved this already.',
  },
  METHODOLOGY_NOT_APPROVED: {
    uzLatn: 'Metodikaning bu tahriri tasdiqlanmagan.',
    ru: 'Эта редакция методики не утверждена.',
    en: 'This version of the methodology is not approved.',
  },
  METHODOLOGY_INCOMPLETE: {
    uzLatn: 'Metodikaning ayrim qismlari ochiq emas, shuning uchun u bilan davr ochib boʻlmaydi.',
    ru: 'Часть методики не опубликована, поэтому открыть по ней цикл нельзя.',
    en: 'Parts of the methodology are not public, so it cannot open a cycle.',
  },
  METHODOLOGY_INVALID: {
    uzLatn: 'Metodikaning shu joyi {rule} qoidasini buzadi: {sentence}',
    ru: 'Это место методики нарушает правило {rule}: {sentence}',
    en: 'The methodology breaks the rule {rule} here: {sentence}',
  },
  COMMITMENT_MISMATCH: {
    uzLatn:
      'Nazorat kodi saqlangan bahoga (qiymat eng qisqa yozuvda, asos), tuz, band, davr va taxallusga mos kelmadi. Loyihani qayta oʻqib, kodni {recipe} tavsifi boʻyicha yangidan hisoblang.',
    ru: 'Контрольный код не соответствует сохранённой оценке (значение в кратчайшей записи, обоснование), соли, пункту, циклу и псевдониму. Прочтите черновик заново и вычислите код по описанию {recipe}.',
    en: 'The check code is not that of the mark as it is kept (value in its shortest form, reasons), the salt, the item, the cycle and the pseudonym. Read the draft again and make the code as {recipe} describes.',
  },
  JUSTIFICATION_REQUIRED: {
    uzLatn: 'Asoslang: kamida {minimum} ta belgi kerak.',
    ru: 'Обоснуйте: нужно не менее {minimum} знаков.',
    en: 'Give your reasons: at least {minimum} characters.',
  },
  EVIDENCE_REQUIRED: {
    uzLatn: 'Kengash bu indikator uchun yetarli dalil keltirmagan (yana {lacking} ta kerak). Ball berib boʻlmaydi: «dalil yoʻq» deb belgilang.',
    ru: 'Совет не представил достаточно доказательств по этому индикатору (не хватает: {lacking}). Баллы дать нельзя: отметьте «нет доказательств».',
    en: 'The council has not brought enough evidence for this indicator ({lacking} more needed). No points can be given: mark it as without evidence.',
  },
  EVIDENCE_CLOSED: {
    uzLatn: 'Tasdiqlovchi hujjatlarni qabul qilish muddati tugagan.',
    ru: 'Срок приёма подтверждающих документов истёк.',
    en: 'The time for evidence has ended.',
  },
  SCORING_CLOSED: {
    uzLatn: 'Baho qoʻyish muddati tugagan.',
    ru: 'Срок выставления оценок истёк.',
    en: 'The time for marks has ended.',
  },
  SEAT_TAKEN: {
    uzLatn: 'Bu oʻrin oʻsha vaqtda band.',
    ru: 'Это место в указанное время занято.',
    en: 'The seat is held by somebody in that time.',
  },
  PERIOD_OVERLAP: {
    uzLatn: 'Davr boshqa davr bilan ustma-ust tushadi.',
    ru: 'Период пересекается с другим.',
    en: 'The period overlaps another one.',
  },
} as const satisfies CatalogueEntries;
