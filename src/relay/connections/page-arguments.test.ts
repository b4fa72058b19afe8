import { GraphQLError } from 'graphql';
import { describe, expect, test } from 'vitest';
import { cursorArgument, decodeRowCursor, encodeRowCursor } from './cursor.js';
import { defineOrdering } from './ordering.js';
import { checkedPage } from './page-arguments.js';

const uuid = '0197a4a0-1111-7222-8333-444455556666';
const ordering = defineOrdering([
  { column: 'at', type: 'timestamptz', direction: 'desc' },
  { column: 'id', type: 'uuid', direction: 'asc' },
]);
const cursor = encodeRowCursor(ordering, ['2026-03-01 09:00:00.123456+05', uuid]);

const forged = (...values: unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

function faultOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions : error;
  }
  return null;
}

describe('the arguments of a connection', () => {
  test.each([
    [{}, 'FORWARD', 20],
    [{ first: null, last: null }, 'FORWARD', 20],
    [{ first: 0 }, 'FORWARD', 0],
    [{ first: 100 }, 'FORWARD', 100],
    [{ last: 5 }, 'BACKWARD', 5],
  ] as const)('%j ask %s for %i items', (page, direction, limit) => {
    expect(checkedPage(page)).toMatchObject({ direction, limit });
  });

  test.each([
    [{ first: 1, last: 1 }, 'last'],
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ last: -1 }, 'last'],
    [{ last: 101 }, 'last'],
    [{ first: Number.NaN }, 'first'],
  ] as const)('%j are refused with the path', (page, argument) => {
    expect(faultOf(() => checkedPage(page))).toEqual({ code: 'BAD_USER_INPUT', argumentPath: [argument] });
  });
});

describe('the cursors of a list', () => {
  test('carry the key to the microsecond', () => {
    expect(decodeRowCursor(ordering, cursor)).toEqual(['2026-03-01 09:00:00.123456+05', uuid]);
  });

  const print = ordering.fingerprint;
  test.each([
    ['nothing', ''],
    ['garbage', '%%%'],
    ['no JSON', Buffer.from('hello').toString('base64url')],
    ['another spelling', `${cursor}=`],
    ['another ordering', forged('xxxxxxxx', '2026-03-01 09:00:00+05', uuid)],
    ['too few keys', forged(print, '2026-03-01 09:00:00+05')],
    ['too many keys', forged(print, '2026-03-01 09:00:00+05', uuid, uuid)],
    ['numbers', forged(print, 1, uuid)],
    ['an impossible date', forged(print, '2026-02-31 09:00:00+05', uuid)],
    ['SQL', forged(print, "now()'; drop table x", uuid)],
    ['something long', 'A'.repeat(5000)],
  ])('with %s are refused with the path', (_, text) => {
    expect(faultOf(() => cursorArgument(ordering, 'before', text))).toEqual({
      code: 'BAD_USER_INPUT',
      argumentPath: ['before'],
    });
  });

  test.each([
    ['integer', '2147483648'],
    ['bigint', '9223372036854775808'],
    ['numeric', '1e5'],
    ['uuid', uuid.toUpperCase()],
    ['date', '2026-13-01'],
    ['boolean', 'yes'],
    ['text', 'a\0b'],
  ] as const)('of a forged %s are refused', (type, value) => {
    const single = defineOrdering([{ column: 'x', type, direction: 'asc' }]);
    expect(decodeRowCursor(single, encodeRowCursor(single, [value]))).toBeNull();
  });
});
