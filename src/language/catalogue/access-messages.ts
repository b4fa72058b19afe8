import type { CatalogueEntries } from './entry.js';

/** Messages about signing in, rights and limits. */
export const accessMessages = {
  UNAUTHENTICATED: {
    uzLatn: 'Avval tizimga kiring.',
    ru: 'Сначала войдите в систему.',
    en: 'Sign in first.',
  },
  FORBIDDEN: {
    uzLatn: 'Sizda bu amal uchun huquq yoʻq.',
    ru: 'У вас нет права на это действие.',
    en: 'You have no right to do this.',
  },
  NOT_FOUND: {
    uzLatn: 'Bunday yozuv topilmadi.',
    ru: 'Такая запись не найдена.',
    en: 'No such record was found.',
  },
  INVALID_CREDENTIALS: {
    uzLatn: 'Elektron manzil yoki parol notoʻgʻri.',
    ru: 'Неверный адрес электронной почты или пароль.',
    en: 'The e-mail address or the password is wrong.',
  },
  ACCOUNT_LOCKED: {
    uzLatn: 'Kirish vaqtincha yopildi. {minutes} daqiqadan keyin qayta urinib koʻring.',
    ru: 'Вход временно закрыт. Повторите попытку через {minutes} мин.',
    en: 'Signing in is locked for now. Try again in {minutes} min.',
  },
  PASSWORD_TOO_WEAK: {
    uzLatn: 'Parol juda oddiy: {minimum} tadan {maximum} tagacha belgi kerak, manzilingiz soʻzlarisiz.',
    ru: 'Пароль слишком прост: нужно от {minimum} до {maximum} знаков, без слов из вашего адреса.',
    en: 'The password is too weak: it needs {minimum} to {maximum} characters and no words of your address.',
  },
  SESSION_EXPIRED: {
    uzLatn: 'Seans tugadi. Qaytadan kiring.',
    ru: 'Сеанс завершён. Войдите снова.',
    en: 'The session has ended. Sign in again.',
  },
  SESSION_AT_LIMIT: {
    uzLatn: 'Seansni {days} kundan ortiq uzaytirib boʻlmaydi. U tugagach, qaytadan kiring.',
    ru: 'Сеанс нельзя продлить более чем на {days} дн. Когда он завершится, войдите снова.',
    en: 'A session cannot be extended beyond {days} days. Sign in again when it ends.',
  },
  FOUR_EYES_REQUIRED: {
    uzLatn: 'Buni boshqa shaxs bajarishi kerak.',
    ru: 'Это должно сделать другое лицо.',
    en: 'Another person has to do this.',
  },
  RATE_LIMITED: {
    uzLatn: 'Soʻrovlar juda koʻp. {seconds} soniyadan keyin qayta urinib koʻring.',
    ru: 'Слишком много запросов. Повторите через {seconds} с.',
    en: 'Too many requests. Try again in {seconds} s.',
  },
  COST_EXCEEDED: {
    uzLatn: 'Soʻrov juda katta: chegara {limit} ball.',
    ru: 'Запрос слишком велик: предел {limit} баллов.',
    en: 'The request is too large: the limit is {limit} points.',
  },
  DEPTH_EXCEEDED: {
    uzLatn: 'Soʻrov juda chuqur: chegara {limit} daraja.',
    ru: 'Запрос слишком глубок: предел {limit} уровней.',
    en: 'The request is too deep: the limit is {limit} levels.',
  },
  ALIASES_EXCEEDED: {
    uzLatn: 'Soʻrovda taxalluslar juda koʻp: chegara {limit} ta.',
    ru: 'В запросе слишком много псевдонимов: предел {limit}.',
    en: 'The request has too many aliases: the limit is {limit}.',
  },
  TIMEOUT: {
    uzLatn:
      'Amal juda uzoq davom etdi va toʻxtatildi. Oʻzgarish saqlangani nomaʼlum: uni oʻsha kalit bilan takrorlang.',
    ru: 'Операция длилась слишком долго и была остановлена. Сохранено ли изменение, неизвестно: повторите его с тем же ключом.',
    en: 'The operation took too long and was stopped. Whether a change took effect is not known: repeat it under the same idempotency key.',
  },
  NOT_PRESENT: {
    uzLatn: 'Siz u yerda ishtirok etmayapsiz. Avval oqimga ulaning.',
    ru: 'Вы там не присутствуете. Сначала подключитесь к потоку.',
    en: 'You are not present there. Join the stream first.',
  },
  UNRECOVERABLE_POSITION: {
    uzLatn: 'Oqimni bu joydan uzilishsiz davom ettirib boʻlmaydi. Qaytadan boshlang.',
    ru: 'Поток нельзя продолжить с этого места без пропуска. Начните заново.',
    en: 'The stream cannot be continued from here without a gap. Begin anew.',
  },
  INVALID_CURSOR: {
    uzLatn: 'Kursor bu roʻyxat yoki oqimga tegishli emas.',
    ru: 'Курсор не относится к этому списку или потоку.',
    en: 'The cursor is not one of this list or stream.',
  },
  DATABASE_UNAVAILABLE: {
    uzLatn: 'Maʼlumotlar bazasi hozir ishlamayapti. Hech narsa oʻzgarmadi, keyinroq urinib koʻring.',
    ru: 'База данных сейчас недоступна. Ничего не изменено, повторите позже.',
    en: 'The database cannot be reached now. Nothing was changed; try again later.',
  },
  OUTCOME_UNKNOWN: {
    uzLatn:
      'Maʼlumotlar bazasi bilan aloqa oxirgi lahzada uzildi: oʻzgarish saqlangani nomaʼlum. Uni oʻsha kalit bilan takrorlang.',
    ru: 'Связь с базой данных прервалась в последний момент: сохранено ли изменение, неизвестно. Повторите его с тем же ключом.',
    en: 'The connection to the database was lost at the last moment, so whether the change was kept is not known. Repeat it under the same idempotency key.',
  },
  INTERNAL: {
    uzLatn: 'Kutilmagan nosozlik. U {id} raqami bilan qayd etildi.',
    ru: 'Непредвиденный сбой. Он записан под номером {id}.',
    en: 'An unexpected failure. It is logged under {id}.',
  },
} as const satisfies CatalogueEntries;
