import type { TranslatedText } from '../../../language/translated-text.js';

/** The names of the ratings and statistics that the published figures belong to, by code. */
export const ratingNames: Readonly<Record<string, TranslatedText>> = {
  'PQ-81': {
    uzLatn: 'Korrupsiyaga qarshi kurashish ishlarining samaradorligi reytingi (PQ-81)',
    uzCyrl: 'Коррупцияга қарши курашиш ишларининг самарадорлиги рейтинги (ПҚ-81)',
    ru: 'Рейтинг эффективности работы по противодействию коррупции (ПП-81)',
    en: 'Rating of the effectiveness of anti-corruption work (PQ-81)',
  },
  'OpennessIndex-PF154': {
    uzLatn: 'Ochiqlik indeksi (PF-154)',
    uzCyrl: 'Очиқлик индекси (ПФ-154)',
    ru: 'Индекс открытости (УП-154)',
    en: 'Openness index (PF-154)',
  },
  'OpennessIndex-ochiqlik.uz': {
    uzLatn: 'Ochiqlik indeksi (ochiqlik.uz, avvalgi uslub)',
    uzCyrl: 'Очиқлик индекси (ochiqlik.uz, аввалги услуб)',
    ru: 'Индекс открытости (ochiqlik.uz, прежняя методика)',
    en: 'Openness index (ochiqlik.uz, the earlier method)',
  },
  'Yuksalish-PublicCouncilTransparency': {
    uzLatn: 'Jamoatchilik kengashlari ochiqligi monitoringi (“Yuksalish”)',
    uzCyrl: 'Жамоатчилик кенгашлари очиқлиги мониторинги (“Юксалиш”)',
    ru: 'Мониторинг открытости общественных советов («Юксалиш»)',
    en: 'Monitoring of the openness of public councils (Yuksalish)',
  },
  'PF-6247-DisclosureQ2': {
    uzLatn: 'Maʼlumotlarni oshkor qilish majburiyatining bajarilishi (PF-6247), ikkinchi chorak, foiz',
    uzCyrl: 'Маълумотларни ошкор қилиш мажбуриятининг бажарилиши (ПФ-6247), иккинчи чорак, фоиз',
    ru: 'Исполнение обязанности раскрытия данных (УП-6247), второй квартал, проценты',
    en: 'Fulfilment of the duty to disclose data (PF-6247), second quarter, percent',
  },
  CorruptionRiskAssessment: {
    uzLatn: 'Funksiyalarning korrupsiyaviy xavf-xatarlarini baholash',
    uzCyrl: 'Функцияларнинг коррупциявий хавф-хатарларини баҳолаш',
    ru: 'Оценка коррупционных рисков функций',
    en: 'Assessment of the corruption risks of functions',
  },
  CriminalCasesOnAgencyMaterial: {
    uzLatn: 'Agentlik materiallari boʻyicha qoʻzgʻatilgan jinoyat ishlari',
    uzCyrl: 'Агентлик материаллари бўйича қўзғатилган жиноят ишлари',
    ru: 'Уголовные дела, возбуждённые по материалам Агентства',
    en: 'Criminal cases opened on material of the Agency',
  },
  KashkadaryaRoadMap: {
    uzLatn: 'Qashqadaryo viloyati yoʻl xaritasining ijrosi',
    uzCyrl: 'Қашқадарё вилояти йўл харитасининг ижроси',
    ru: 'Исполнение дорожной карты Кашкадарьинской области',
    en: 'Execution of the road map of Kashkadarya Region',
  },
};
