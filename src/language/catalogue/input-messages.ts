import type { CatalogueEntries } from './entry.js';

/** Messages about what was typed. */
export const inputMessages = {
  BAD_USER_INPUT: {
    uzLatn: 'Qiymatni oʻqib boʻlmadi.',
    ru: 'Значение не удалось прочитать.',
    en: 'The value cannot be read.',
  },
  REQUIRED: { uzLatn: 'Bu joyni toʻldiring.', ru: 'Заполните это поле.', en: 'Fill in this field.' },
  TOO_SHORT: {
    uzLatn: 'Juda qisqa: kamida {minimum} ta belgi kerak.',
    ru: 'Слишком коротко: нужно не менее {minimum} знаков.',
    en: 'Too short: at least {minimum} characters are needed.',
  },
  TOO_LONG: {
    uzLatn: 'Juda uzun: koʻpi bilan {maximum} ta.',
    ru: 'Слишком длинно: не более {maximum}.',
    en: 'Too long: at most {maximum}.',
  },
  INVALID_FORMAT: {
    uzLatn: 'Qiymat kutilgan koʻrinishda emas.',
    ru: 'Значение не в том виде, который ожидается.',
    en: 'The value is not of the expected form.',
  },
  INVALID_CHARACTERS: {
    uzLatn: 'Matnda koʻrinmas yoki taqiqlangan belgilar bor. Ularni oʻchirib, qayta yozing.',
    ru: 'В тексте есть невидимые или запрещённые знаки. Удалите их и введите текст заново.',
    en: 'The text holds invisible or forbidden characters. Remove them and type it again.',
  },
  WRONG_SCRIPT: {
    uzLatn: 'Lotin yoki kirill harflarida yozing, ikkalasini bir soʻzda aralashtirmang.',
    ru: 'Пишите латинскими или кириллическими буквами, не смешивая их в одном слове.',
    en: 'Write in Latin or Cyrillic letters, not both in one word.',
  },
  OUT_OF_RANGE: {
    uzLatn: 'Qiymat {minimum} dan {maximum} gacha boʻlishi kerak.',
    ru: 'Значение должно быть от {minimum} до {maximum}.',
    en: 'The value has to be from {minimum} to {maximum}.',
  },
  DEADLINE_NOT_LATER: {
    uzLatn: 'Muddat bugundan oldin boʻlmaydi va faqat keyinga suriladi.',
    ru: 'Срок не может быть раньше сегодняшнего дня и переносится только вперёд.',
    en: 'A last day is today or later, and only moves forward.',
  },
  DATE_ORDER: {
    uzLatn: 'Tugash sanasi boshlanish sanasidan keyin boʻlishi kerak.',
    ru: 'Дата окончания должна быть позже даты начала.',
    en: 'The end has to be after the start.',
  },
  VERSION_CONFLICT: {
    uzLatn: 'Yozuv siz oʻqiganingizdan keyin oʻzgargan. Yangi holatini koʻrib, qayta urinib koʻring.',
    ru: 'Запись изменилась после того, как вы её прочли. Посмотрите новое состояние и повторите.',
    en: 'The record has changed since you read it. Look at its present state and try again.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    uzLatn: 'Bu kalit boshqa maʼlumot bilan ishlatilgan. Yangi kalit oling.',
    ru: 'Этот ключ уже использован с другими данными. Возьмите новый ключ.',
    en: 'This key was used with another input. Take a new key.',
  },
  ALREADY_EXISTS: {
    uzLatn: 'Bunday yozuv allaqachon bor.',
    ru: 'Такая запись уже есть.',
    en: 'Such a record is there already.',
  },
  NOTHING_TO_CHANGE: {
    uzLatn: 'Oʻzgartiriladigan narsa yoʻq.',
    ru: 'Изменять нечего.',
    en: 'There is nothing to change.',
  },
  REASON_REQUIRED: { uzLatn: 'Sababini yozing.', ru: 'Укажите причину.', en: 'Give a reason.' },
  UPLOAD_EXPIRED: {
    uzLatn: 'Yuklash ruxsatnomasining muddati oʻtgan. Yangisini oling.',
    ru: 'Срок разрешения на загрузку истёк. Получите новое.',
    en: 'The upload ticket has expired. Ask for a new one.',
  },
  UPLOAD_MISMATCH: {
    uzLatn: 'Fayl ruxsatnomada koʻrsatilganiga mos emas.',
    ru: 'Файл не соответствует указанному в разрешении.',
    en: 'The file is not the one that the ticket names.',
  },
  FILE_TOO_LARGE: {
    uzLatn: 'Fayl juda katta: koʻpi bilan {maximum} MiB.',
    ru: 'Файл слишком велик: не более {maximum} МиБ.',
    en: 'The file is too large: at most {maximum} MiB.',
  },
  FILE_TYPE_NOT_ALLOWED: {
    uzLatn: 'Bu turdagi fayllar qabul qilinmaydi.',
    ru: 'Файлы этого типа не принимаются.',
    en: 'Files of this type are not accepted.',
  },
  STORAGE_UNAVAILABLE: {
    uzLatn: 'Fayllar ombori hozir ishlamayapti. Keyinroq urinib koʻring.',
    ru: 'Хранилище файлов сейчас недоступно. Повторите позже.',
    en: 'The file storage cannot be used now. Try again later.',
  },
} as const satisfies CatalogueEntries;
