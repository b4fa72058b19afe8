import type { VocabularyEntries } from '../entry.js';

/** Names of what happens in joint rating: sessions, rounds, the lead, consensus. */
export const sessionLabels = {
  Deliberation: {
    AGGREGATE: { uzLatn: 'Baholar boʻyicha qoida bilan', ru: 'По правилам из оценок', en: 'From the marks by the rules' },
    JOINT: { uzLatn: 'Qoʻshma sessiyada', ru: 'На совместных сессиях', en: 'In joint sessions' },
  },
  ChangeReasonKind: {
    NEW_EVIDENCE: { uzLatn: 'Yangi dalil', ru: 'Новое доказательство', en: 'New evidence' },
    MISREAD: { uzLatn: 'Notoʻgʻri oʻqilgan', ru: 'Было прочитано неверно', en: 'Misread' },
    ARGUMENT: { uzLatn: 'Muhokamadagi dalil-asos', ru: 'Довод в обсуждении', en: 'Argument' },
    SLIP: { uzLatn: 'Xato yozilgan', ru: 'Описка', en: 'Slip' },
    OTHER: { uzLatn: 'Boshqa', ru: 'Иное', en: 'Other' },
  },
  FacilitationState: {
    HELD: { uzLatn: 'Olib bormoqda', ru: 'Ведётся', en: 'Held' },
    GRACE: { uzLatn: 'Olib boruvchi kutilmoqda', ru: 'Ожидание ведущего', en: 'Waiting for the facilitator' },
    OFFERED: { uzLatn: 'Oʻrinbosarlarga taklif etilgan', ru: 'Предложено заместителям', en: 'Offered to the deputies' },
    VACANT: { uzLatn: 'Olib boruvchi yoʻq', ru: 'Нет ведущего', en: 'Vacant' },
  },
  FacilitationCause: {
    SCHEDULED: { uzLatn: 'Reja boʻyicha', ru: 'По назначению', en: 'As scheduled' },
    HANDED_OVER: { uzLatn: 'Topshirilgan', ru: 'Передано', en: 'Handed over' },
    TAKEN_AFTER_LOSS: { uzLatn: 'Aloqa uzilgach qabul qilingan', ru: 'Принято после потери связи', en: 'Taken over after loss' },
    RETURNED: { uzLatn: 'Qaytarilgan', ru: 'Возвращено', en: 'Returned' },
    FORCED_BY_MANAGER: { uzLatn: 'Davr boshqaruvchisi tayinlagan', ru: 'Назначено управляющим цикла', en: 'Appointed by a manager' },
  },
  CheckInChannel: {
    ONLINE: { uzLatn: 'Onlayn', ru: 'Онлайн', en: 'Online' },
    ONSITE: { uzLatn: 'Zalda', ru: 'В зале', en: 'On site' },
    PROXY: { uzLatn: 'Operator orqali', ru: 'Через оператора', en: 'Through an operator' },
  },
  RatingSessionState: {
    SCHEDULED: { uzLatn: 'Rejalashtirilgan', ru: 'Назначена', en: 'Scheduled' },
    OPEN: { uzLatn: 'Ochiq', ru: 'Идёт', en: 'Open' },
    SUSPENDED: { uzLatn: 'Toʻxtatib turilgan', ru: 'Приостановлена', en: 'Suspended' },
    CLOSED: { uzLatn: 'Yopilgan', ru: 'Закрыта', en: 'Closed' },
    SIGNED: { uzLatn: 'Bayonnoma imzolangan', ru: 'Протокол подписан', en: 'Signed' },
    ABORTED: { uzLatn: 'Bekor qilingan', ru: 'Прекращена', en: 'Aborted' },
  },
  SuspensionCause: {
    FACILITATOR: { uzLatn: 'Olib boruvchi toʻxtatgan', ru: 'Приостановил ведущий', en: 'By the facilitator' },
    QUORUM_LOST: { uzLatn: 'Kvorum yoʻqolgan', ru: 'Утрачен кворум', en: 'Quorum lost' },
  },
  RatingSessionItemState: {
    PENDING: { uzLatn: 'Kutilmoqda', ru: 'Ожидает', en: 'Pending' },
    TRIAGED: { uzLatn: 'Saralangan', ru: 'Отсортирован', en: 'Triaged' },
    PROPOSED: { uzLatn: 'Taklif qoʻyilgan', ru: 'Предложено решение', en: 'Proposed' },
    DISCUSSION: { uzLatn: 'Muhokama', ru: 'Обсуждение', en: 'Discussion' },
    SCORING: { uzLatn: 'Yopiq baholash', ru: 'Закрытая оценка', en: 'Blind scoring' },
    CLOSED: { uzLatn: 'Tur yopilgan', ru: 'Раунд закрыт', en: 'Round closed' },
    REVEALED: { uzLatn: 'Baholar ochilgan', ru: 'Оценки раскрыты', en: 'Revealed' },
    AGREED: { uzLatn: 'Kelishilgan', ru: 'Согласовано', en: 'Agreed' },
    NO_CONSENSUS: { uzLatn: 'Kelishuvga erishilmagan', ru: 'Согласия нет', en: 'No consensus' },
    LOCKED: { uzLatn: 'Hal etilgan', ru: 'Решено', en: 'Decided' },
    DEFERRED: { uzLatn: 'Keyinga qoldirilgan', ru: 'Отложено', en: 'Deferred' },
    REOPENED: { uzLatn: 'Qayta ochilgan', ru: 'Открыт заново', en: 'Reopened' },
  },
  TriageReason: {
    INDEX: { uzLatn: 'Kelishmovchilik indeksi yuqori', ru: 'Высокий индекс разногласия', en: 'High disagreement index' },
    RANGE: { uzLatn: 'Baholar oraligʻi keng', ru: 'Большой разброс оценок', en: 'Wide range' },
    ABSTENTION: { uzLatn: 'Ayrimlar baho bermagan', ru: 'Часть воздержалась', en: 'Some abstain' },
    TOO_FEW: { uzLatn: 'Baholar kam', ru: 'Мало оценок', en: 'Too few marks' },
    UNRESOLVED: { uzLatn: 'Natija chiqmaydi', ru: 'Итога нет', en: 'No outcome' },
  },
  RatingRoundState: {
    SCORING: { uzLatn: 'Baholanmoqda', ru: 'Идёт оценка', en: 'Scoring' },
    CLOSED: { uzLatn: 'Yopilgan', ru: 'Закрыт', en: 'Closed' },
    REVEALED: { uzLatn: 'Ochilgan', ru: 'Раскрыт', en: 'Revealed' },
    VOID: { uzLatn: 'Hisobga olinmaydi', ru: 'Не учитывается', en: 'Void' },
  },
  VoidReason: {
    TOO_FEW_MARKS: { uzLatn: 'Baholar yetarli emas', ru: 'Недостаточно оценок', en: 'Too few marks' },
    DEFERRED: { uzLatn: 'Band keyinga qoldirilgan', ru: 'Пункт отложен', en: 'Item deferred' },
    SESSION_ABORTED: { uzLatn: 'Sessiya bekor qilingan', ru: 'Сессия прекращена', en: 'Session aborted' },
  },
  ProposalState: {
    OPEN: { uzLatn: 'Javob kutilmoqda', ru: 'Ожидает ответов', en: 'Open' },
    AGREED: { uzLatn: 'Kelishilgan', ru: 'Согласовано', en: 'Agreed' },
    OBJECTED: { uzLatn: 'Eʼtiroz bildirilgan', ru: 'Есть возражение', en: 'Objected' },
    WITHDRAWN: { uzLatn: 'Qaytarib olingan', ru: 'Снято', en: 'Withdrawn' },
  },
  ConsensusVote: {
    CONFIRM: { uzLatn: 'Roziman', ru: 'Согласен', en: 'Confirm' },
    OBJECT: { uzLatn: 'Eʼtirozim bor', ru: 'Возражаю', en: 'Object' },
    ABSTAIN: { uzLatn: 'Betarafman', ru: 'Воздерживаюсь', en: 'Abstain' },
  },
} as const satisfies VocabularyEntries;
