import { badUserInput } from '../input-error.js';
import { isKeyOf, type Ordering } from './ordering.js';

const maximumLength = 4096;

/** Writes the place of a row in an ordering as one opaque value: base64url of its fingerprint and key values. */
export function encodeRowCursor(ordering: Ordering, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([ordering.fingerprint, ...key]), 'utf8').toString('base64url');
}

/** Reads a cursor; null for whatever was not written for this ordering, letter by letter. */
export function decodeRowCursor(ordering: Ordering, cursor: string): readonly string[] | null {
  if (cursor.length > maximumLength || !/^[\w-]+$/.test(cursor)) {
    return null;
  }
  const values = parsed(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!Array.isArray(values) || !values.every((value) => typeof value === 'string')) {
    return null;
  }
  const [fingerprint, ...key] = values;
  const sound =
    fingerprint === ordering.fingerprint &&
    key.length === ordering.columns.length &&
    ordering.columns.every(({ type }, index) => isKeyOf(type, key[index] ?? ''));
  return sound && encodeRowCursor(ordering, key) === cursor ? key : null;
}

/** Reads the cursor of an argument, null when it is not given. Throws GraphQLError `BAD_USER_INPUT` for a bad one. */
export function cursorArgument(
  ordering: Ordering,
  name: 'after' | 'before',
  cursor: string | null,
): readonly string[] | null {
  if (cursor === null) {
    return null;
  }
  const key = decodeRowCursor(ordering, cursor);
  if (!key) {
    throw badUserInput([name], 'INVALID_CURSOR');
  }
  return key;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
