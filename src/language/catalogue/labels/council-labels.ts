import type { VocabularyEntries } from '../entry.js';

/** Names of what councils and accounts are made of. */
export const councilLabels = {
  CouncilKind: {
    TERRITORIAL: { uzLatn: 'Hududiy kengash', ru: 'Территориальный совет', en: 'Territorial council' },
    NATIONAL: { uzLatn: 'Milliy kengash', ru: 'Национальный совет', en: 'National Council' },
  },
  TerritoryKind: {
    REGION: { uzLatn: 'Viloyat', ru: 'Область', en: 'Region' },
    CITY: { uzLatn: 'Shahar', ru: 'Город', en: 'City' },
    REPUBLIC: { uzLatn: 'Respublika', ru: 'Республика', en: 'Republic' },
  },
  SeatCategory: {
    DEPARTMENT_HEAD: {
      uzLatn: 'Hududiy boshqarma rahbari',
      ru: 'Руководитель территориального управления',
      en: 'Head of a territorial department',
    },
    DEPUTY: { uzLatn: 'Deputat', ru: 'Депутат', en: 'Elected deputy' },
    LAW_ENFORCEMENT: {
      uzLatn: 'Huquqni muhofaza qiluvchi organ',
      ru: 'Правоохранительный орган',
      en: 'Law-enforcement body',
    },
    NGO: {
      uzLatn: 'Nodavlat notijorat tashkiloti',
      ru: 'Негосударственная некоммерческая организация',
      en: 'Non-governmental organisation',
    },
    MASS_MEDIA: { uzLatn: 'Ommaviy axborot vositalari', ru: 'Средства массовой информации', en: 'Mass media' },
    BUSINESS: { uzLatn: 'Biznes hamjamiyati', ru: 'Бизнес-сообщество', en: 'Business community' },
  },
  SeatFunction: {
    CHAIR: { uzLatn: 'Rais', ru: 'Председатель', en: 'Chair' },
    DEPUTY_CHAIR: { uzLatn: 'Rais oʻrinbosari', ru: 'Заместитель председателя', en: 'Deputy chair' },
    MEMBER: { uzLatn: 'Aʼzo', ru: 'Член', en: 'Member' },
    RESPONSIBLE_SECRETARY: { uzLatn: 'Masʼul kotib', ru: 'Ответственный секретарь', en: 'Responsible secretary' },
    SECRETARIAT_OFFICER: { uzLatn: 'Kotibiyat xodimi', ru: 'Сотрудник секретариата', en: 'Secretariat officer' },
  },
  Role: {
    AGENCY_ADMIN: { uzLatn: 'Agentlik maʼmuri', ru: 'Администратор Агентства', en: 'Agency administrator' },
    METHODOLOGIST: { uzLatn: 'Metodist', ru: 'Методист', en: 'Methodologist' },
    APPROVER: { uzLatn: 'Tasdiqlovchi', ru: 'Утверждающий', en: 'Approver' },
    CYCLE_MANAGER: { uzLatn: 'Baholash davri rahbari', ru: 'Руководитель цикла оценки', en: 'Cycle manager' },
    FACILITATOR: { uzLatn: 'Fasilitator', ru: 'Фасилитатор', en: 'Facilitator' },
    RATER: { uzLatn: 'Baholovchi', ru: 'Оценщик', en: 'Rater' },
    AUDITOR: { uzLatn: 'Auditor', ru: 'Аудитор', en: 'Auditor' },
  },
  AccountStatus: {
    ACTIVE: { uzLatn: 'Faol', ru: 'Действует', en: 'Active' },
    DISABLED: { uzLatn: 'Oʻchirilgan', ru: 'Отключена', en: 'Disabled' },
  },
  Locale: {
    UZ_LATN: { uzLatn: 'Oʻzbekcha (lotin yozuvi)', ru: 'Узбекский (латиница)', en: 'Uzbek (Latin script)' },
    UZ_CYRL: { uzLatn: 'Oʻzbekcha (kirill yozuvi)', ru: 'Узбекский (кириллица)', en: 'Uzbek (Cyrillic script)' },
    KAA: { uzLatn: 'Qoraqalpoqcha', ru: 'Каракалпакский', en: 'Karakalpak' },
    RU: { uzLatn: 'Ruscha', ru: 'Русский', en: 'Russian' },
    EN: { uzLatn: 'Inglizcha', ru: 'Английский', en: 'English' },
  },
} as const satisfies VocabularyEntries;
