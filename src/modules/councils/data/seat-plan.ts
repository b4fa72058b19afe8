import type { TranslatedText } from '../../../language/translated-text.js';
import type { SeatCategory, SeatFunction } from '../seat.entity.js';

/** One seat of the plan that every territorial council starts with. */
export interface SeatRecord {
  /** Place in the council, from 1. */
  readonly ordinal: number;
  readonly function: SeatFunction;
  /** Null for all but members. */
  readonly category: SeatCategory | null;
  readonly title: TranslatedText;
}

type SeatKind = Omit<SeatRecord, 'ordinal'>;

const chair: SeatKind = {
  function: 'CHAIR',
  category: null,
  title: { uzLatn: 'Rais', uzCyrl: 'Раис', ru: 'Председатель', en: 'Chair' },
};

const deputyChair: SeatKind = {
  function: 'DEPUTY_CHAIR',
  category: null,
  title: {
    uzLatn: 'Rais oʻrinbosari',
    uzCyrl: 'Раис ўринбосари',
    ru: 'Заместитель председателя',
    en: 'Deputy chair',
  },
};

const responsibleSecretary: SeatKind = {
  function: 'RESPONSIBLE_SECRETARY',
  category: null,
  title: {
    uzLatn: 'Masʼul kotib',
    uzCyrl: 'Масъул котиб',
    ru: 'Ответственный секретарь',
    en: 'Responsible secretary',
  },
};

const secretariatOfficer: SeatKind = {
  function: 'SECRETARIAT_OFFICER',
  category: null,
  title: {
    uzLatn: 'Kotibiyat xodimi',
    uzCyrl: 'Котибият ходими',
    ru: 'Сотрудник секретариата',
    en: 'Secretariat officer',
  },
};

const memberTitles: Readonly<Record<SeatCategory, TranslatedText>> = {
  DEPARTMENT_HEAD: {
    uzLatn: 'Aʼzo, hududiy boshqarma rahbari',
    uzCyrl: 'Аъзо, ҳудудий бошқарма раҳбари',
    ru: 'Член совета, руководитель территориального управления',
    en: 'Member, head of a territorial department',
  },
  DEPUTY: {
    uzLatn: 'Aʼzo, deputat',
    uzCyrl: 'Аъзо, депутат',
    ru: 'Член совета, депутат',
    en: 'Member, deputy (elected)',
  },
  LAW_ENFORCEMENT: {
    uzLatn: 'Aʼzo, huquqni muhofaza qiluvchi organ vakili',
    uzCyrl: 'Аъзо, ҳуқуқни муҳофаза қилувчи орган вакили',
    ru: 'Член совета, представитель правоохранительного органа',
    en: 'Member, representative of a law enforcement body',
  },
  NGO: {
    uzLatn: 'Aʼzo, nodavlat notijorat tashkiloti vakili',
    uzCyrl: 'Аъзо, нодавлат нотижорат ташкилоти вакили',
    ru: 'Член совета, представитель негосударственной некоммерческой организации',
    en: 'Member, representative of a non-governmental non-profit organization',
  },
  MASS_MEDIA: {
    uzLatn: 'Aʼzo, ommaviy axborot vositalari vakili',
    uzCyrl: 'Аъзо, оммавий ахборот воситалари вакили',
    ru: 'Член совета, представитель средств массовой информации',
    en: 'Member, representative of the mass media',
  },
  BUSINESS: {
    uzLatn: 'Aʼzo, biznes hamjamiyati vakili',
    uzCyrl: 'Аъзо, бизнес ҳамжамияти вакили',
    ru: 'Член совета, представитель бизнес-сообщества',
    en: 'Member, representative of the business community',
  },
};

const memberCategories: readonly SeatCategory[] = [
  'DEPARTMENT_HEAD',
  'DEPARTMENT_HEAD',
  'DEPARTMENT_HEAD',
  'DEPUTY',
  'DEPUTY',
  'LAW_ENFORCEMENT',
  'LAW_ENFORCEMENT',
  'NGO',
  'MASS_MEDIA',
  'BUSINESS',
];

const members: readonly SeatKind[] = memberCategories.map((category) => ({
  function: 'MEMBER',
  category,
  title: memberTitles[category],
}));

/**
 * The 15 seats of a territorial council. The functions and categories are those of the source document; how many
 * seats each has is not public, so the numbers are ours and a council may change its seats.
 */
export const seatPlan: readonly SeatRecord[] = [
  chair,
  deputyChair,
  ...members,
  responsibleSecretary,
  secretariatOfficer,
  secretariatOfficer,
].map((seat, index) => ({ ...seat, ordinal: index + 1 }));
