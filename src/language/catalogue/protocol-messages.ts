import type { CatalogueEntries } from './entry.js';

/** Messages about requests as such, by the codes that only `errors[]` knows. */
export const protocolMessages = {
  GRAPHQL_PARSE_FAILED: {
    uzLatn: 'Hujjat oʻqib boʻlmaydigan darajada chuqur joylashgan.',
    ru: 'Документ вложен слишком глубоко, прочесть его нельзя.',
    en: 'The document is nested too deeply to be read.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    uzLatn: 'Hujjatda bitta maydon yonma-yon {limit} martadan koʻp takrorlangan.',
    ru: 'В документе одно поле повторено рядом более {limit} раз.',
    en: 'The document repeats a field more than {limit} times side by side.',
  },
  OPERATION_RESOLUTION_FAILURE: {
    uzLatn: 'Hujjatda bunday amal yoʻq yoki ular bir nechta, lekin nomi koʻrsatilmagan.',
    ru: 'В документе нет такой операции, либо их несколько, а имя не указано.',
    en: 'The document has no such operation, or several and no name is given.',
  },
  MUTATIONS_EXCEEDED: {
    uzLatn: 'Soʻrovda oʻzgartirishlar juda koʻp: chegara {limit} ta.',
    ru: 'В запросе слишком много изменений: предел {limit}.',
    en: 'The request has too many mutations: the limit is {limit}.',
  },
  DIRECTIVES_EXCEEDED: {
    uzLatn: 'Soʻrovda direktivalar juda koʻp: chegara {limit} ta.',
    ru: 'В запросе слишком много директив: предел {limit}.',
    en: 'The request has too many directives: the limit is {limit}.',
  },
  BAD_REQUEST: {
    uzLatn: 'Soʻrovni oʻqib boʻlmadi: {detail}',
    ru: 'Запрос не удалось прочитать: {detail}',
    en: 'The request cannot be read: {detail}',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    uzLatn: 'Soʻrov tanasi siqilmagan {type} boʻlishi kerak.',
    ru: 'Тело запроса должно быть несжатым {type}.',
    en: 'The body has to be {type}, and not compressed.',
  },
  PAYLOAD_TOO_LARGE: {
    uzLatn: 'Soʻrov tanasi {limit} baytdan katta.',
    ru: 'Тело запроса больше {limit} байт.',
    en: 'The body is larger than {limit} bytes.',
  },
  REQUEST_TIMEOUT: {
    uzLatn: 'Soʻrov oʻz vaqtida oxirigacha yetib kelmadi. Qayta urinib koʻring.',
    ru: 'Запрос не пришёл целиком вовремя. Повторите попытку.',
    en: 'The request did not come to its end in time. Try again.',
  },
  METHOD_NOT_ALLOWED: {
    uzLatn: 'Bu manzil faqat {allow} qabul qiladi.',
    ru: 'Этот адрес принимает только {allow}.',
    en: 'This path takes {allow}.',
  },
  FORBIDDEN_ORIGIN: {
    uzLatn: 'Bu sahifa serverga murojaat qila olmaydi.',
    ru: 'Этой странице нельзя обращаться к серверу.',
    en: 'This origin may not call the server.',
  },
  CLIENT_CLOSED_REQUEST: {
    uzLatn: 'Mijoz javobni kutmay ketdi.',
    ru: 'Клиент ушёл, не дождавшись ответа.',
    en: 'The client has left.',
  },
  SERVER_STOPPING: {
    uzLatn: 'Server toʻxtatilmoqda. Qayta ulaning.',
    ru: 'Сервер останавливается. Подключитесь снова.',
    en: 'The server is about to stop. Connect again.',
  },
  INTERNAL_SERVER_ERROR: {
    uzLatn: 'Kutilmagan nosozlik. U {id} raqami bilan qayd etildi.',
    ru: 'Непредвиденный сбой. Он записан под номером {id}.',
    en: 'Something went wrong on the server. It is logged as {id}.',
  },
} as const satisfies CatalogueEntries;

/** What is said instead where a code has several causes, and the one that holds says what to do. */
export const situationMessages = {
  TOKEN_NOT_GOOD: {
    uzLatn: 'Kirish tokeni yaroqsiz yoki endi amal qilmaydi. Qaytadan kiring.',
    ru: 'Токен недействителен или больше не действует. Войдите снова.',
    en: 'The token is not valid, or no longer. Sign in again.',
  },
  TOO_MANY_OPERATIONS: {
    uzLatn: 'Bu ulanishda ochiq amallar juda koʻp. Avval bir qismini yakunlang.',
    ru: 'В этом соединении открыто слишком много операций. Сначала завершите часть из них.',
    en: 'Too many operations are open on this connection. Complete some first.',
  },
  TOO_MANY_CONNECTIONS: {
    uzLatn: 'Bu manzildan ulanishlar juda koʻp.',
    ru: 'С этого адреса слишком много соединений.',
    en: 'Too many connections from this address.',
  },
  STREAM_NOT_FOUND: {
    uzLatn: 'Bunday oqim yoʻq yoki uni tinglash huquqingiz yoʻq.',
    ru: 'Такого потока нет, или у вас нет права его слушать.',
    en: 'There is no such stream, or none that you may listen to.',
  },
  PUBLICATION_WITHDRAWN: {
    uzLatn: '{number}-sonli jadval eʼlon qilingan, keyin qaytarib olingan.',
    ru: 'Таблица № {number} была опубликована и затем отозвана.',
    en: 'Table No. {number} was published and then withdrawn.',
  },
  PATH_NOT_FOUND: {
    uzLatn: 'Bu manzilda hech narsa yoʻq.',
    ru: 'По этому адресу ничего нет.',
    en: 'Nothing is here.',
  },
  PATH_UNREADABLE: {
    uzLatn: 'Manzilni oʻqib boʻlmadi.',
    ru: 'Адрес не удалось прочитать.',
    en: 'The address cannot be read.',
  },
  BODY_UNREADABLE: {
    uzLatn: 'Soʻrov tanasi {type} emas.',
    ru: 'Тело запроса не является {type}.',
    en: 'The body is not {type}.',
  },
  QUERIES_ONLY: {
    uzLatn: '{method} faqat oʻqish soʻrovlarini olib keladi.',
    ru: '{method} передаёт только запросы на чтение.',
    en: '{method} carries queries only.',
  },
  SUBSCRIPTIONS_ELSEWHERE: {
    uzLatn: 'Obunalar boshqa yoʻl bilan beriladi: {protocols}.',
    ru: 'Подписки обслуживаются иначе: {protocols}.',
    en: 'Subscriptions are served in other ways: {protocols}.',
  },
  MUTATIONS_BY_POST: {
    uzLatn: 'Oʻzgartirishlar faqat {method} orqali yuboriladi.',
    ru: 'Изменения передаются только через {method}.',
    en: 'Mutations are sent by {method} only.',
  },
  EVENT_STREAM_ONLY: {
    uzLatn: 'Bu manzil faqat {type} javob beradi: shuni soʻrang.',
    ru: 'Этот адрес отвечает только {type}: запросите его.',
    en: 'This path answers {type} only: ask for it.',
  },
  TOO_MANY_STREAMS: {
    uzLatn: 'Bu manzildan ochiq oqimlar juda koʻp.',
    ru: 'С этого адреса открыто слишком много потоков.',
    en: 'Too many open streams from this address.',
  },
  VALUE_UNREADABLE: {
    uzLatn: 'Qiymatni oʻqib boʻlmadi: {detail}',
    ru: 'Значение не удалось прочитать: {detail}',
    en: 'The value cannot be read: {detail}',
  },
  FIRST_AND_LAST: {
    uzLatn: '{first} va {last} birga berilmaydi.',
    ru: '{first} и {last} не задают вместе.',
    en: '{first} and {last} cannot be given together.',
  },
  UNKNOWN_VOCABULARY: {
    uzLatn: 'Bunday lugʻat yoʻq. Borlari: {known}.',
    ru: 'Такого словаря нет. Есть: {known}.',
    en: 'There is no such vocabulary. There are: {known}.',
  },
} as const satisfies CatalogueEntries;
