import * as fc from 'fast-check';

/** Texts in the place of a key: some of another type, some at or beyond the bounds of what the database can read. */
const hostileKeys: readonly string[] = [
  ['', ' 1', '007', '-0', '1e3', 'NaN', 'infinity', '-infinity', 'true', 'null', "'; drop table council; --"],
  ['-2147483648', '2147483647', '2147483648', '9'.repeat(19), '9'.repeat(101)],
  ['0000-01-01', '0001-01-01', '9999-12-31', '2026-02-30', '2026-13-01', '20260-01-01'],
  ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', 'FFFFFFFF-0000-4000-8000-AAAA'],
  ['a\u0000b', 'a\uD800b', '\uFFFF', '\u{10FFFF}', 'Ў', 'a'.repeat(2_500)],
].flat();

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Texts that were never a cursor. */
export const nonsense: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.base64String(),
  fc.jsonValue().map(encoded),
  fc.constantFrom('', '=', '%00', 'null', 'a'.repeat(4_096), 'a'.repeat(4_097)),
);

const keysOf = (cursor: string): string[] => JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as string[];

/** Cursors with the fingerprint of a true one, and with each hostile key in the place of each of its own. */
export function forgeriesOf(cursor: string): readonly string[] {
  const [fingerprint, ...own] = keysOf(cursor);
  return own.flatMap((_, place) => hostileKeys.map((key) => encoded([fingerprint, ...own.with(place, key)])));
}

/** Other spellings of a true cursor: what is opaque is handed back as it came, letter by letter. */
export function spellingsOf(cursor: string): readonly string[] {
  const spaced = Buffer.from(JSON.stringify(keysOf(cursor), null, 1)).toString('base64url');
  return [`${cursor}=`, `${cursor}==`, `${cursor}A`, ` ${cursor}`, `${cursor}\n`, `${cursor}.`, spaced, encoded(cursor)];
}

/** A true cursor with another letter, cut off, with too few or too many keys, or with any text as a key. */
export function distortionsOf(cursor: string): fc.Arbitrary<string> {
  const values = keysOf(cursor);
  const place = fc.nat({ max: cursor.length - 1 });
  const sign = fc.constantFrom(...'Aaz09-_=+/ ');
  return fc.oneof(
    fc.tuple(place, sign).map(([at, other]) => cursor.slice(0, at) + other + cursor.slice(at + 1)),
    place.map((at) => cursor.slice(0, at)),
    fc.constantFrom(encoded(values.slice(0, -1)), encoded([...values, '']), encoded(values.with(0, ''))),
    fc
      .tuple(fc.integer({ min: 1, max: values.length - 1 }), fc.string({ unit: 'binary' }))
      .map(([at, key]) => encoded(values.with(at, key))),
  );
}
