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
    FILTER_CHANGED: {
      uzLatn: 'Belgi boshqa turdagi oʻzgarishlar tanlovi bilan olingan',
      ru: 'Отметка получена при другом выборе видов изменений',
      en: 'The mark was reached under another choice of changes',
    },
    PERMISSION: {
      uzLatn: 'Sizga koʻrinadigan maʼlumotlar oʻzgardi',
      ru: 'Изменилось то, что вам доступно',
      en: 'What you may see has changed',
    },
    OTHER_PERSON: {
      uzLatn: 'Belgi boshqa shaxsning oqimidan',
      ru: 'Отметка из потока другого человека',
      en: "The mark is of another person's stream",
    },
    OTHER_STREAM: { uzLatn: 'Belgi boshqa oqimdan', ru: 'Отметка из другого потока', en: 'The mark is of another stream' },
    INVALID: { uzLatn: 'Belgi yaroqsiz', ru: 'Отметка недействительна', en: 'The mark is not valid' },
  },
} as const satisfies VocabularyEntries;
