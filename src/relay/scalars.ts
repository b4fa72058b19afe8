import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { isUuid } from './nodes/node-id.js';

interface TextScalar {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL?: string;
  readonly expected: string;
  readonly isValid: (text: string) => boolean;
}

/** A scalar that is a text on both sides, checked in both directions. */
function textScalar({ name, description, specifiedByURL, expected, isValid }: TextScalar): GraphQLScalarType<string> {
  const read = (value: unknown): string => {
    if (typeof value !== 'string' || !isValid(value)) {
      throw new GraphQLError(`${name} must be ${expected}.`);
    }
    return value;
  };
  return new GraphQLScalarType<string>({
    name,
    description,
    ...(specifiedByURL ? { specifiedByURL } : {}),
    serialize: read,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : null),
  });
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '0001') {
    return false;
  }
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** An instant; a `Date` in code. */
export const DateTimeScalar = new GraphQLScalarType<Date, Date>({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'An instant with its offset from UTC as RFC 3339 writes it, such as `2026-03-01T09:00:00Z`.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
});

/** A calendar date; a text `YYYY-MM-DD` in code. */
export const LocalDateScalar = textScalar({
  name: 'Date',
  description: 'A calendar date without a time zone, such as `2026-03-01`. Days are those of Asia/Tashkent.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/local-date.html',
  expected: 'a calendar date such as 2026-03-01',
  isValid: isCalendarDate,
});

/** A cursor of a list or a stream; opaque. */
export const CursorScalar = textScalar({
  name: 'Cursor',
  description: 'A place in a list or a stream. Opaque: to be handed back as it came, neither read nor compared.',
  expected: 'a cursor that this server gave out',
  // What it holds is checked where it is used, so that the fault names the argument.
  isValid: (text) => text.length <= 4096,
});

/** An exact decimal number; a text in code, never a float. */
export const DecimalScalar = textScalar({
  name: 'Decimal',
  description: 'An exact decimal number as text, such as `"12.50"`: a sign, digits, a point, digits.',
  expected: 'a decimal number as text, such as "12.50"',
  isValid: (text) => /^-?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?$/.test(text),
});

/** A SHA-256 hash; 64 hexadecimal digits in lower case. */
export const Sha256Scalar = textScalar({
  name: 'Sha256',
  description: 'A SHA-256 hash: 64 hexadecimal digits in lower case.',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc6234',
  expected: '64 hexadecimal digits in lower case',
  isValid: (text) => /^[0-9a-f]{64}$/.test(text),
});

/** A UUID in its canonical spelling. */
export const UuidScalar = textScalar({
  name: 'UUID',
  description: 'A UUID in lower case with hyphens.',
  specifiedByURL: 'https://datatracker.ietf.org/doc/html/rfc9562',
  expected: 'a UUID in lower case with hyphens',
  isValid: isUuid,
});

/** For `buildSchema`: which scalar stands for which class of JavaScript where a field names the class. */
export const scalarsMap = [{ type: Date, scalar: DateTimeScalar }];

/** A JSON object whose shape the field describes. */
export const JsonObjectScalar = new GraphQLScalarType<object>({
  ...GraphQLJSONObject.toConfig(),
  name: 'JSONObject',
  description: 'A JSON object. The field that uses it says which shape it has.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});
