import type { VocabularyEntries } from '../entry.js';

/** Names of what is put on record: methodologies, evidence, published tables, and the notices beside them. */
export const recordLabels = {
  MethodologyVersionState: {
    DRAFT: { uzLatn: 'Loyiha', ru: 'Проект', en: 'Draft' },
    IN_REVIEW: { uzLatn: 'Koʻrib chiqilmoqda', ru: 'На рассмотрении', en: 'In review' },
    APPROVED: { uzLatn: 'Tasdiqlangan', ru: 'Утверждена', en: 'Approved' },
    RETIRED: { uzLatn: 'Amaldan chiqarilgan', ru: 'Выведена из действия', en: 'Retired' },
    DISCARDED: { uzLatn: 'Bekor qilingan', ru: 'Отклонена', en: 'Discarded' },
  },
  IndicatorKind: {
    LEVELS: { uzLatn: 'Darajalar', ru: 'Уровни', en: 'Levels' },
    RANGE: { uzLatn: 'Ball oraligʻi', ru: 'Диапазон баллов', en: 'Range of points' },
    MEASURED: { uzLatn: 'Oʻlchanadigan', ru: 'Измеряемый', en: 'Measured' },
    BINARY: { uzLatn: 'Bajarilgan yoki bajarilmagan', ru: 'Выполнено или нет', en: 'Met or not met' },
    TERNARY: {
      uzLatn: 'Bajarilgan, qisman yoki bajarilmagan',
      ru: 'Выполнено, частично или нет',
      en: 'Met, partly met or not met',
    },
    UNKNOWN: { uzLatn: 'Ochiq manbalarda yoʻq', ru: 'Не опубликовано', en: 'Not public' },
  },
  EvidenceKind: {
    FILE: { uzLatn: 'Hujjat', ru: 'Документ', en: 'Document' },
    STATISTIC: { uzLatn: 'Statistik maʼlumot', ru: 'Статистические данные', en: 'Statistics' },
    ATTESTATION: { uzLatn: 'Guvohlik', ru: 'Свидетельство', en: 'Attestation' },
  },
  EvidenceState: {
    SUBMITTED: { uzLatn: 'Topshirilgan', ru: 'Подано', en: 'Submitted' },
    ACCEPTED: { uzLatn: 'Qabul qilingan', ru: 'Принято', en: 'Accepted' },
    REJECTED: { uzLatn: 'Rad etilgan', ru: 'Отклонено', en: 'Rejected' },
    WITHDRAWN: { uzLatn: 'Qaytarib olingan', ru: 'Отозвано', en: 'Withdrawn' },
  },
  PublicationState: {
    STAGED: { uzLatn: 'Tasdiqlash kutilmoqda', ru: 'Ожидает утверждения', en: 'Awaiting approval' },
    APPROVED: { uzLatn: 'Tasdiqlangan', ru: 'Утверждена', en: 'Approved' },
    EMBARGOED: { uzLatn: 'Eʼlon qilish vaqti kutilmoqda', ru: 'Ожидает времени публикации', en: 'Awaiting its time of publication' },
    PUBLISHED: { uzLatn: 'Eʼlon qilingan', ru: 'Опубликована', en: 'Published' },
    CORRECTED: { uzLatn: 'Tuzatilgan', ru: 'Исправлена', en: 'Corrected' },
    WITHDRAWN: { uzLatn: 'Qaytarib olingan', ru: 'Отозвана', en: 'Withdrawn' },
  },
  PublishedRatingCategory: {
    good: { uzLatn: 'yaxshi', ru: 'хорошо', en: 'good' },
    satisfactory: { uzLatn: 'qoniqarli', ru: 'удовлетворительно', en: 'satisfactory' },
    unsatisfactory: { uzLatn: 'qoniqarsiz', ru: 'неудовлетворительно', en: 'unsatisfactory' },
    green: { uzLatn: 'yashil', ru: 'зелёная', en: 'green' },
    red: { uzLatn: 'qizil', ru: 'красная', en: 'red' },
    high: { uzLatn: 'yuqori', ru: 'высокая', en: 'high' },
    medium: { uzLatn: 'oʻrta', ru: 'средняя', en: 'medium' },
    partial: { uzLatn: 'qisman', ru: 'частичная', en: 'partial' },
    low: { uzLatn: 'past', ru: 'низкая', en: 'low' },
  },
  Notice: {
    ILLUSTRATIVE: {
      uzLatn: 'Bu metodika namunaviy, rasmiy matn emas.',
      ru: 'Эта методика иллюстративная, это не официальный текст.',
      en: 'This methodology is an illustration, not an official text.',
    },
    INVENTED_PERSON: {
      uzLatn: 'Bu shaxs namoyish uchun oʻylab topilgan.',
      ru: 'Это лицо вымышлено для показа.',
      en: 'This person is invented for the demonstration.',
    },
  },
} as const satisfies VocabularyEntries;
