import type { VocabularyEntries } from '../entry.js';

/** Names of what happens to appeals, and to the checks of other councils that follow from them. */
export const appealLabels = {
  AppealState: {
    DRAFT: { uzLatn: 'Loyiha', ru: 'Черновик', en: 'Draft' },
    FILED: { uzLatn: 'Berilgan', ru: 'Подана', en: 'Filed' },
    ADMISSIBLE: { uzLatn: 'Koʻrib chiqishga qabul qilingan', ru: 'Принята к рассмотрению', en: 'Admissible' },
    INADMISSIBLE: { uzLatn: 'Koʻrib chiqishga qabul qilinmagan', ru: 'Не принята к рассмотрению', en: 'Inadmissible' },
    IN_PANEL: { uzLatn: 'Hayʼat koʻrib chiqmoqda', ru: 'Рассматривает коллегия', en: 'With the panel' },
    DECIDED: { uzLatn: 'Hal etilgan', ru: 'Рассмотрена', en: 'Decided' },
    APPLIED: { uzLatn: 'Ballga kiritilgan', ru: 'Учтена в баллах', en: 'Applied' },
    CLOSED: { uzLatn: 'Yopilgan', ru: 'Закрыта', en: 'Closed' },
    WITHDRAWN: { uzLatn: 'Qaytarib olingan', ru: 'Отозвана', en: 'Withdrawn' },
  },
  AppealGround: {
    FACTUAL_ERROR: { uzLatn: 'Faktik xato', ru: 'Фактическая ошибка', en: 'Factual error' },
    EVIDENCE_OVERLOOKED: { uzLatn: 'Dalil eʼtiborga olinmagan', ru: 'Доказательство не учтено', en: 'Evidence overlooked' },
    METHOD_MISAPPLIED: { uzLatn: 'Metodika notoʻgʻri qoʻllangan', ru: 'Методика применена неверно', en: 'Methodology misapplied' },
    CONFLICT: { uzLatn: 'Manfaatlar toʻqnashuvi', ru: 'Конфликт интересов', en: 'Conflict of interest' },
    PROCEDURE: { uzLatn: 'Tartib buzilgan', ru: 'Нарушен порядок', en: 'Procedure not kept' },
  },
  AppealDecision: {
    UPHELD: { uzLatn: 'Qanoatlantirilgan', ru: 'Удовлетворено', en: 'Upheld' },
    PARTLY: { uzLatn: 'Qisman qanoatlantirilgan', ru: 'Удовлетворено частично', en: 'Upheld in part' },
    DISMISSED: { uzLatn: 'Rad etilgan', ru: 'Отклонено', en: 'Dismissed' },
  },
  EqualTreatmentState: {
    OPEN: { uzLatn: 'Tekshirish kerak', ru: 'Ожидает проверки', en: 'To be checked' },
    PROPOSED: { uzLatn: 'Ikkinchi shaxs tasdigʻi kutilmoqda', ru: 'Ожидает подтверждения', en: 'Awaiting confirmation' },
    DONE: { uzLatn: 'Tekshirilgan', ru: 'Проверено', en: 'Checked' },
  },
  EqualTreatmentOutcome: {
    NO_CHANGE: { uzLatn: 'Oʻzgarishsiz', ru: 'Без изменений', en: 'No change' },
    ADJUSTED: { uzLatn: 'Ball oshirilgan', ru: 'Балл повышен', en: 'Points raised' },
  },
} as const satisfies VocabularyEntries;
