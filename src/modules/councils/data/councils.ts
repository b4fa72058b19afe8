import type { TranslatedText } from '../../../language/translated-text.js';
import rows from './councils.json' with { type: 'json' };

/** One council as the seeder loads it. */
export interface CouncilRecord {
  /** The code of its territory; UZ for the National Council. */
  readonly code: string;
  readonly kind: 'TERRITORIAL' | 'NATIONAL';
  readonly territoryCode: string | null;
  readonly name: TranslatedText;
  /** Null where the year is not known to us from a source. */
  readonly foundedYear: number | null;
  /** What is known of the act that founded it; null where nothing is. */
  readonly foundingAct: TranslatedText | null;
  readonly about: TranslatedText;
}

/**
 * Known: formed in 2021 by decision of the National Council (the Agency's news item of 2 December 2022); regulations
 * approved at its meeting of 21 August 2021 (m.kun.uz, 19 October 2021). The number and the text were not found.
 */
const territorialFoundingAct: TranslatedText = {
  uzLatn:
    'Korrupsiyaga qarshi kurashish milliy kengashining 2021-yildagi qarori; nizom 2021-yil 21-avgustdagi majlisda tasdiqlangan (raqami va matni bizga maʼlum emas)',
  uzCyrl:
    'Коррупцияга қарши курашиш миллий кенгашининг 2021 йилдаги қарори; низом 2021 йил 21 августдаги мажлисда тасдиқланган (рақами ва матни бизга маълум эмас)',
  ru: 'Решение Национального совета по противодействию коррупции, 2021 год; положение утверждено на заседании 21 августа 2021 года (номер и текст нам неизвестны)',
  en: 'Decision of the National Anti-Corruption Council, 2021; regulation approved at its meeting of 21 August 2021 (number and text are not known to us)',
};

/** From the source document: aim and nature of the territorial councils. */
const territorialAbout: TranslatedText = {
  uzLatn:
    'Korrupsiyaga qarshi kurashish sohasidagi davlat siyosatining hududda amalga oshirilishini muvofiqlashtirib boruvchi kollegial organ. Hududiy boshqarmalar rahbarlari, deputatlar, huquqni muhofaza qiluvchi organlar, nodavlat notijorat tashkilotlari, ommaviy axborot vositalari va biznes hamjamiyati vakillaridan iborat.',
  uzCyrl:
    'Коррупцияга қарши курашиш соҳасидаги давлат сиёсатининг ҳудудда амалга оширилишини мувофиқлаштириб борувчи коллегиал орган. Ҳудудий бошқармалар раҳбарлари, депутатлар, ҳуқуқни муҳофаза қилувчи органлар, нодавлат нотижорат ташкилотлари, оммавий ахборот воситалари ва бизнес ҳамжамияти вакилларидан иборат.',
  ru: 'Коллегиальный орган, координирующий проведение государственной политики противодействия коррупции на территории. Состоит из руководителей территориальных управлений, депутатов, представителей правоохранительных органов, негосударственных некоммерческих организаций, средств массовой информации и бизнес-сообщества.',
  en: 'A collegial body that coordinates how state policy against corruption is carried out in its territory. Its members are heads of territorial departments, deputies, and representatives of law enforcement bodies, non-governmental non-profit organizations, mass media and the business community.',
};

const nationalAbout: TranslatedText = {
  uzLatn: 'Hududiy kengashlarning ustidagi kengash: ular uning qarori bilan tashkil etilgan va unga takliflar kiritadi.',
  uzCyrl: 'Ҳудудий кенгашларнинг устидаги кенгаш: улар унинг қарори билан ташкил этилган ва унга таклифлар киритади.',
  ru: 'Совет, стоящий над территориальными советами: они созданы по его решению и вносят ему предложения.',
  en: 'The council above the territorial councils: they were formed by its decision and make proposals to it.',
};

/**
 * First meetings that sources name, by council code:
 * - https://old.anticorruption.uz/en/item/2021/09/24/andijonda-korrupsiyaga-qarshi-kurashish-hududiy-kengashining-tasis-majlisi-otkazildi-2
 * - https://old.anticorruption.uz/ru/item/2021/09/28/korruptsiyaga-qarshi-kurashish-toshkent-shahar-kengashining-asosij-vazifalari-belgilandi
 */
const firstMeetings: Readonly<Record<string, TranslatedText>> = {
  'UZ-AN': {
    uzLatn: 'Birinchi majlisi 2021-yil 22-sentabrda oʻtgan.',
    uzCyrl: 'Биринчи мажлиси 2021 йил 22 сентябрда ўтган.',
    ru: 'Первое заседание прошло 22 сентября 2021 года.',
    en: 'It first met on 22 September 2021.',
  },
  'UZ-TK': {
    uzLatn: 'Birinchi majlisi 2021-yil 27-sentabrda oʻtgan.',
    uzCyrl: 'Биринчи мажлиси 2021 йил 27 сентябрда ўтган.',
    ru: 'Первое заседание прошло 27 сентября 2021 года.',
    en: 'It first met on 27 September 2021.',
  },
};

function aboutTerritorial(code: string): TranslatedText {
  const meeting = firstMeetings[code];
  return meeting === undefined
    ? territorialAbout
    : {
        uzLatn: `${territorialAbout.uzLatn} ${meeting.uzLatn}`,
        uzCyrl: `${territorialAbout.uzCyrl} ${meeting.uzCyrl}`,
        ru: `${territorialAbout.ru} ${meeting.ru}`,
        en: `${territorialAbout.en} ${meeting.en}`,
      };
}

type CouncilRow = Omit<CouncilRecord, 'foundingAct' | 'about'>;

/**
 * The 14 territorial councils in the order of their territories, then the National Council. The names are composed
 * of the terms of the source document and the territory's name; no list of the councils' own official names was found.
 */
export const councilRecords: readonly CouncilRecord[] = (rows as readonly CouncilRow[]).map((row) => ({
  ...row,
  foundingAct: row.kind === 'TERRITORIAL' ? territorialFoundingAct : null,
  about: row.kind === 'TERRITORIAL' ? aboutTerritorial(row.code) : nationalAbout,
}));
