import type { CatalogueEntries } from './entry.js';

/** Messages about appeals, and the checks of other councils that follow from them. */
export const appealMessages = {
  APPEAL_TERM_OVER: {
    uzLatn: 'Shikoyat berish muddati tugagan.',
    ru: 'Срок подачи апелляций истёк.',
    en: 'The time for appeals is over.',
  },
  APPEAL_LOWERS_POINTS: {
    uzLatn: 'Shikoyat natijasida ball pasaytirilmaydi: kamida {minimum} ball koʻrsating.',
    ru: 'Апелляция не снижает баллов: укажите не менее {minimum}.',
    en: 'An appeal never lowers points: give at least {minimum}.',
  },
  ALREADY_DECIDED: {
    uzLatn: 'Bu boʻyicha qaror bildirilgan: aytilgan soʻz oʻzgarmaydi.',
    ru: 'Решение по этому вопросу уже высказано: сказанное не меняется.',
    en: 'A decision was given on this already: what was said stands.',
  },
  APPEALS_OPEN: {
    uzLatn: 'Hal etilmagan shikoyatlar yoki tekshiruvlar bor ({where}).',
    ru: 'Есть нерассмотренные апелляции или проверки ({where}).',
    en: 'Appeals or checks are not decided yet ({where}).',
  },
} as const satisfies CatalogueEntries;
