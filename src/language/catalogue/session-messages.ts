import type { CatalogueEntries } from './entry.js';

/** Messages about joint rating: rounds, the lead, quorum, consensus. */
export const sessionMessages = {
  OFF_THE_STEPS: {
    uzLatn: 'Ball shkala qadamlariga toʻgʻri kelmaydi.',
    ru: 'Балл не попадает на шаг шкалы.',
    en: 'The points lie between two steps of the scale.',
  },
  UNKNOWN_LEVEL: {
    uzLatn: 'Bu indikatorda bunday daraja yoʻq.',
    ru: 'У этого индикатора нет такого уровня.',
    en: 'This indicator has no such level.',
  },
  COMMITMENT_COPIED: {
    uzLatn: 'Bu nazorat kodi boshqa baholovchiniki. Oʻz bahoingiz uchun yangi tuz bilan kod hisoblang.',
    ru: 'Это контрольный код другого оценщика. Вычислите код своей оценки с новой солью.',
    en: 'This is the check code of another rater. Make one of your own mark, with a new salt.',
  },
  ALREADY_MARKED: {
    uzLatn: 'Bu band allaqachon baholangan.',
    ru: 'Этот пункт уже оценён.',
    en: 'This item was marked already.',
  },
  CHANGE_REASON_REQUIRED: {
    uzLatn: 'Bahoingiz oldingi turdagidan farq qiladi: sababini koʻrsating.',
    ru: 'Ваша оценка отличается от прежней: укажите причину.',
    en: 'Your mark differs from the one of the round before: say why.',
  },
  EVIDENCE_HASH_REQUIRED: {
    uzLatn: 'Dalil faylining nazorat kodi koʻrsatilmagan.',
    ru: 'Не указан контрольный код файла доказательства.',
    en: 'The check code of the piece of evidence is missing.',
  },
  EVIDENCE_HASH_MISMATCH: {
    uzLatn: 'Nazorat kodi bu dalilga mos kelmaydi: faylni qayta oʻqing.',
    ru: 'Контрольный код не соответствует этому доказательству: прочтите файл заново.',
    en: 'The check code is not that of this piece of evidence: read the file again.',
  },
  ITEMS_UNDECIDED: {
    uzLatn: 'Ayrim bandlar boʻyicha sessiyada hali qaror qilinmagan ({where}).',
    ru: 'По некоторым пунктам сессия ещё не приняла решения ({where}).',
    en: 'Some items have not been decided in a session yet ({where}).',
  },
  NOT_FACILITATING: {
    uzLatn: 'Bu sessiyani siz olib bormayapsiz.',
    ru: 'Вы не ведёте эту сессию.',
    en: 'You do not lead this session.',
  },
  STALE_TERM: {
    uzLatn: 'Olib borish boshqaga oʻtgan (hozirgi raqam: {term}). Sahifani yangilang.',
    ru: 'Ведение перешло к другому (нынешний номер: {term}). Обновите страницу.',
    en: 'The lead has changed hands (its number is {term} now). Read the session again.',
  },
  LEAD_IS_HELD: {
    uzLatn: 'Sessiyani olib boruvchi joyida yoki navbat hali sizga kelmagan.',
    ru: 'Ведущий на месте, или очередь ещё не дошла до вас.',
    en: 'Whoever leads is there, or it is not your turn yet.',
  },
  NOT_CHECKED_IN: {
    uzLatn: 'Ishtirok qayd etilmagan: avval roʻyxatdan oʻting.',
    ru: 'Участие не отмечено: сначала зарегистрируйтесь.',
    en: 'Not checked in: check in first.',
  },
  QUORUM_NOT_MET: {
    uzLatn: 'Kvorum yoʻq: {needed} nafar kerak, {present} nafar bor.',
    ru: 'Нет кворума: нужно {needed}, присутствуют {present}.',
    en: 'No quorum: {needed} are needed, {present} are there.',
  },
  ITEM_NOT_ON_FLOOR: {
    uzLatn: 'Avval bandni muhokamaga qoʻying.',
    ru: 'Сначала вынесите пункт на обсуждение.',
    en: 'Put the item on the floor first.',
  },
  FLOOR_TAKEN: {
    uzLatn: 'Hozir boshqa band baholanmoqda.',
    ru: 'Сейчас оценивается другой пункт.',
    en: 'Another item is being marked.',
  },
  ROUND_STILL_OPEN: {
    uzLatn: 'Tur davom etmoqda: qatnashayotganlarning hammasi baho bergach yoki oʻtkazib yuborgach, yoxud vaqt tugagach yopiladi.',
    ru: 'Раунд ещё идёт: он закрывается, когда все присутствующие оценят или пропустят, либо по истечении времени.',
    en: 'The round goes on: it is closed when all who are there have marked or passed, or when its time is over.',
  },
  NO_ROUND_LEFT: {
    uzLatn: 'Turlar tugadi: metodika {maximum} tadan ortigʻiga yoʻl qoʻymaydi.',
    ru: 'Раундов больше нет: методика допускает не более {maximum}.',
    en: 'No round is left: the methodology allows {maximum}.',
  },
  ROUNDS_LEFT: {
    uzLatn: 'Hali tur oʻtkazish mumkin: metodika {maximum} tagacha ruxsat beradi.',
    ru: 'Раунды ещё есть: методика допускает {maximum}.',
    en: 'Rounds are left: the methodology allows {maximum}.',
  },
  ITEMS_OPEN: {
    uzLatn: 'Hali {open} ta band hal etilmagan.',
    ru: 'Не решено пунктов: {open}.',
    en: 'Items that are not decided yet: {open}.',
  },
  ALREADY_VOTED: {
    uzLatn: 'Siz bu taklif boʻyicha ovoz bergansiz.',
    ru: 'Вы уже проголосовали по этому предложению.',
    en: 'You have answered this proposal already.',
  },
  OUTSIDE_ROUND_RANGE: {
    uzLatn: 'Taklif oxirgi tur baholari oraligʻidan tashqarida: dalil koʻrsating yoki qiymatni oʻzgartiring.',
    ru: 'Предложение вне диапазона оценок последнего раунда: укажите доказательство или измените значение.',
    en: 'The proposal lies outside the marks of the last round: name a piece of evidence, or change the value.',
  },
  SIGNATURE_INVALID: {
    uzLatn: 'Imzo roʻyxatdan oʻtgan kalitga yoki nazorat nuqtasiga mos kelmaydi.',
    ru: 'Подпись не соответствует зарегистрированному ключу или контрольной точке.',
    en: 'The signature is not that of the registered key over the checkpoint.',
  },
} as const satisfies CatalogueEntries;
