import * as fc from 'fast-check';

/** Texts in the place of a key: some of another type, some at or beyond the bounds of what the database can read. */
const keys: readonly string[] = [
  ...['', ' 1', '007', '-0', '1e3', 'NaN', 'infinity', '-infinity', 'true', 'null', "'; drop table council; --"],
  ...['-2147483648', '2147483647', '2147483648', '9'.repeat(19), '9'.repeat(101)],
  ...['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '2026-13-01', '20260-01-01'],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'FFFFFFFF-0000-4000-8000-AAAA'],
  ...['a\u0000b', 'a\uD800b', '\uFFFF', '\u{10FFFF}', 'Ў', 'a'.repeat(2_500)],
];

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Texts that were never a cursor. */
export const nonsense: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.base64String(),
  fc.jsonValue().map(encoded),
  fc.constantFrom('', '=', '%00', 'null', 'a'.repeat(4_096), 'a'.repeat(4_097)),
);

/** Cursors made of a true one: of another spelling, cut off, or with other keys behind the same fingerprint. */
export function forgeriesOf(cursor: string): fc.Arbitrary<string> {
  const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as string[];
  const place = fc.nat({ max: cursor.length - 1 });
  return fc.oneof(
    fc.tuple(place, fc.constantFrom(...'Aaz09-_=+/ ')).map(([at, sign]) => cursor.slice(0, at) + sign + cursor.slice(at + 1)),
    place.map((at) => cursor.slice(0, at)),
    fc.constantFrom(`${cursor}=`, `${cursor}A`, ` ${cursor}`, encoded(cursor), encoded(values.slice(1)), encoded([...values, ''])),
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.integer({ min: 1, max: values.length - 1 }), fc.oneof(fc.constantFrom(...keys), fc.string({ unit: 'binary' })))
        .map(([at, key]) => encoded(values.with(at, key))),
    },
  );
}
