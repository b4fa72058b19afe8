import type { VocabularyEntries } from '../entry.js';

/** Names of what may become of a stream that a client comes back to, and of those who are present in one. */
export const streamLabels = {
  OnGap: {
    SNAPSHOT: { uzLatn: 'Yangidan boshlash', ru: 'Начать заново', en: 'Begin anew' },
    ERROR: { uzLatn: 'Toʻxtash va xabar berish', ru: 'Остановиться и сообщить', en: 'Stop and tell' },
  },
  PresenceRole: {
    CHAIR: { uzLatn: 'Rais', ru: 'Председатель', en: 'Chair' },
    SECRETARY: { uzLatn: 'Kotib', ru: 'Секретарь', en: 'Secretary' },
    MEMBER: { uzLatn: 'Aʼzo', ru: 'Член', en: 'Member' },
    RATER: { uzLatn: 'Baholovchi', ru: 'Оценщик', en: 'Rater' },
    OFFICIAL: { uzLatn: 'Masʼul xodim', ru: 'Ответственный сотрудник', en: 'Official' },
    OBSERVER: { uzLatn: 'Kuzatuvchi', ru: 'Наблюдатель', en: 'Observer' },
  },
  ResetReason: {
    EPOCH_CHANGED: {
      uzLatn: 'Maʼlumotlar zaxiradan tiklangan',
      ru: 'Данные восстановлены из резервной копии',
      en: 'The data were restored from a backup',
    },
    RETENTION: {
      uzLatn: 'Oraliqdagi oʻzgarishlar endi saqlanmaydi',
      ru: 'Изменения за это время больше не хранятся',
      en: 'The changes in between are no longer kept',
    },
    TOO_FAR_BEHIND: {
      uzLatn: 'Juda koʻp oʻzgarish oʻtkazib yuborilgan',
      ru: 'Пропущено слишком много изменений',
      en: 'Too many changes were missed',
    },
    FUTURE: { uzLatn: 'Belgi oqimdan oldinda', ru: 'Отметка опережает поток', en: 'The mark lies ahead of the stream' },
    OTHER_STREAM: { uzLatn: 'Belgi boshqa oqimdan', ru: 'Отметка из другого потока', en: 'The mark is of another stream' },
    INVALID: { uzLatn: 'Belgi yaroqsiz', ru: 'Отметка недействительна', en: 'The mark is not valid' },
  },
} as const satisfies VocabularyEntries;
