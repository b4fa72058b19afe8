import type { VocabularyEntries } from '../entry.js';

/** Names of signals about how marks came about, of what became of them, and of the thresholds that they go by. */
export const auditLabels = {
  AuditCaseKind: {
    SEVERITY: { uzLatn: 'Qattiqqoʻllik yoki yumshoqlik', ru: 'Строгость или мягкость', en: 'Severity or leniency' },
    OUTLIER: { uzLatn: 'Boshqalardan keskin farq qiluvchi baho', ru: 'Резко отличающаяся оценка', en: 'Mark far from the others' },
    HALO: { uzLatn: 'Umumiy taassurot taʼsiri', ru: 'Эффект общего впечатления', en: 'Halo' },
    STRAIGHT_LINING: { uzLatn: 'Bir xil baholar yoki izohlar', ru: 'Одинаковые оценки или обоснования', en: 'The same marks or reasons' },
    BOUNDARY_PULL: { uzLatn: 'Toifa chegarasidan oʻtish', ru: 'Переход через границу категории', en: 'Just across the bound of a category' },
    CONFORMITY: { uzLatn: 'Taklif ortidan ergashish', ru: 'Следование предложению', en: 'Following what was proposed' },
    PAIR_CORRELATION: { uzLatn: 'Ikki baholovchining birga ogʻishi', ru: 'Совместные отклонения двух оценщиков', en: 'Two raters deviate together' },
  },
  AuditCaseState: {
    OPEN: { uzLatn: 'Ochiq', ru: 'Открыт', en: 'Open' },
    EXPLAINED: { uzLatn: 'Izohlangan', ru: 'Объяснён', en: 'Explained' },
    CONFIRMED: { uzLatn: 'Tasdiqlangan', ru: 'Подтверждён', en: 'Confirmed' },
  },
  AuditCaseOutcome: {
    EXPLAINED: { uzLatn: 'Izohi topildi', ru: 'Объяснение найдено', en: 'Explained' },
    CONFIRMED: { uzLatn: 'Tasdiqlandi', ru: 'Подтверждено', en: 'Confirmed' },
  },
  AuditThresholdName: {
    SEVERITY_ERRORS: { uzLatn: 'Qattiqqoʻllik: standart xatolar soni', ru: 'Строгость: число стандартных ошибок', en: 'Severity: standard errors' },
    SEVERITY_LEAST_COMMON: { uzLatn: 'Qattiqqoʻllik: eng kam umumiy baholar', ru: 'Строгость: наименьшее число общих оценок', en: 'Severity: least marks in common' },
    SEVERITY_LEAST_RATERS: { uzLatn: 'Qattiqqoʻllik: eng kam baholovchilar', ru: 'Строгость: наименьшее число оценщиков', en: 'Severity: least raters' },
    OUTLIER_MODIFIED_Z: { uzLatn: 'Keskin farq: moslashtirilgan z koʻrsatkichi', ru: 'Выброс: модифицированная стандартизованная оценка', en: 'Outlier: modified z score' },
    OUTLIER_LEAST_MARKS: { uzLatn: 'Keskin farq: eng kam baholar', ru: 'Выброс: наименьшее число оценок', en: 'Outlier: least marks' },
    OUTLIER_SCALE_SHARE: { uzLatn: 'Keskin farq: shkala ulushi', ru: 'Выброс: доля шкалы', en: 'Outlier: share of the scale' },
    HALO_RATIO: { uzLatn: 'Umumiy taassurot: tarqoqlik nisbati', ru: 'Общее впечатление: отношение разброса', en: 'Halo: ratio of the spread' },
    HALO_LEAST_ITEMS: { uzLatn: 'Umumiy taassurot: kengash boʻyicha eng kam baholar', ru: 'Общее впечатление: наименьшее число оценок совета', en: 'Halo: least marks of a council' },
    HALO_LEAST_MARKS: { uzLatn: 'Umumiy taassurot: jami eng kam baholar', ru: 'Общее впечатление: наименьшее число оценок всего', en: 'Halo: least marks in all' },
    STRAIGHT_LINING_SHARE: { uzLatn: 'Bir xillik: baholar ulushi', ru: 'Одинаковость: доля оценок', en: 'The same: share of marks' },
    STRAIGHT_LINING_LEAST_ITEMS: { uzLatn: 'Bir xillik: eng kam baholar', ru: 'Одинаковость: наименьшее число оценок', en: 'The same: least marks' },
    STRAIGHT_LINING_EXCESS: { uzLatn: 'Bir xillik: boshqalardan ortiqlik', ru: 'Одинаковость: превышение над другими', en: 'The same: more than the others' },
    STRAIGHT_LINING_TEXT_SHARE: { uzLatn: 'Bir xillik: izohlar ulushi', ru: 'Одинаковость: доля обоснований', en: 'The same: share of reasons' },
    STRAIGHT_LINING_LEAST_TEXTS: { uzLatn: 'Bir xillik: eng kam izohlar', ru: 'Одинаковость: наименьшее число обоснований', en: 'The same: least reasons' },
    BOUNDARY_PULL_STEPS: { uzLatn: 'Chegara: indikator qadamlari', ru: 'Граница: шаги показателя', en: 'Bound: steps of an indicator' },
    CONFORMITY_SHARE: { uzLatn: 'Ergashish: oʻzgarishlar ulushi', ru: 'Следование: доля изменений', en: 'Following: share of changes' },
    CONFORMITY_LEAST_CHANGES: { uzLatn: 'Ergashish: eng kam oʻzgarishlar', ru: 'Следование: наименьшее число изменений', en: 'Following: least changes' },
    PAIR_CORRELATION_FALSE_DISCOVERIES: { uzLatn: 'Juftlik: yolgʻon topilmalar ulushi', ru: 'Пара: доля ложных находок', en: 'Pair: rate of false discoveries' },
    PAIR_CORRELATION_LEAST_ITEMS: { uzLatn: 'Juftlik: eng kam umumiy bandlar', ru: 'Пара: наименьшее число общих пунктов', en: 'Pair: least items in common' },
  },
} as const satisfies VocabularyEntries;
