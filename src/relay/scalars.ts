import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';

function text(name: string, description: string, specifiedByURL: string | null, accept: (value: string) => boolean) {
  const read = (value: unknown): string => {
    if (typeof value !== 'string' || !accept(value)) {
      throw new GraphQLError(`${name} cannot represent this value.`, { extensions: { code: 'BAD_USER_INPUT' } });
    }
    return value;
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize: (value) => String(value),
    parseValue: read,
    parseLiteral: (node: ValueNode) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** An instant, as a JavaScript Date inside and an RFC 3339 text outside. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: 'DateTime',
  description: 'An instant as RFC 3339 text in UTC, for example 2026-11-23T09:30:00.000Z.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
});

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return false;
  }
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

/** A calendar day without a time. */
export const DateScalar = text(
  'Date',
  'A calendar day in Asia/Tashkent as YYYY-MM-DD.',
  'https://scalars.graphql.org/andimarek/local-date.html',
  isDay,
);

/** An opaque place in a list or stream. */
export const CursorScalar = text(
  'Cursor',
  'An opaque place in a list or in a stream. Keep it whole; its parts mean nothing outside the server.',
  null,
  (value) => value.length > 0 && value.length <= 2_000,
);

/** An exact decimal number as text. */
export const DecimalScalar = text(
  'Decimal',
  'An exact decimal number as text, for example "12.5". Never a floating-point number.',
  null,
  (value) => /^-?\d{1,18}(\.\d{1,18})?$/.test(value),
);

/** A SHA-256 hash. */
export const Sha256Scalar = text('Sha256', 'A SHA-256 hash as 64 lower-case hexadecimal digits.', null, (value) =>
  /^[0-9a-f]{64}$/.test(value),
);

/** A UUID. */
export const UuidScalar = text(
  'UUID',
  'A universally unique identifier in its lower-case text form (RFC 9562).',
  'https://www.rfc-editor.org/rfc/rfc9562',
  (value) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value),
);

/** A JSON value, for documents whose shape is described elsewhere. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value. Where it is used, the field says which shape it has.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
});
