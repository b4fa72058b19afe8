import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeNodeId, decodeNodeIdOf, encodeNodeId } from './node-id.js';

const uuid = '0197a4a0-1111-7222-8333-444455556666';
const raw = (text: string): string => Buffer.from(text, 'latin1').toString('base64url');

describe('node ids', () => {
  test('come back as they were written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,20}$/), fc.uuid(), (type, id) => {
        expect(decodeNodeId(encodeNodeId(type, id))).toEqual({ type, id });
      }),
    );
  });

  test.each([
    ['nothing', ''],
    ['a bare UUID', uuid],
    ['no id', raw('Council:')],
    ['no type', raw(`:${uuid}`)],
    ['a type in lower case', raw(`council:${uuid}`)],
    ['a UUID in upper case', raw(`Council:${uuid.toUpperCase()}`)],
    ['a third part', raw(`Council:${uuid}:x`)],
    ['a space', raw(`Council:${uuid} `)],
    ['padding', `${encodeNodeId('Council', uuid)}=`],
    ['plain base64', Buffer.from(`Council:${uuid}???`).toString('base64')],
    ['markup', '<script>'],
    ['SQL', "' or 1=1 --"],
    ['something long', 'A'.repeat(100_000)],
  ])('with %s are no ids', (_, id) => {
    expect(decodeNodeId(id)).toBeNull();
  });

  test('have one spelling only', () => {
    const id = encodeNodeId('Seat', uuid);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const others = [...alphabet].map((letter) => id.slice(0, -1) + letter).filter((other) => other !== id);
    expect(others.filter((other) => decodeNodeIdOf('Seat', other) === uuid)).toEqual([]);
  });

  test('of another type are not taken', () => {
    expect(decodeNodeIdOf('Seat', encodeNodeId('Council', uuid))).toBeNull();
    expect(decodeNodeIdOf('Council', encodeNodeId('Council', uuid))).toBe(uuid);
  });

  test('are not made of what is no node', () => {
    expect(() => encodeNodeId('Council', 'x')).toThrow(RangeError);
    expect(() => encodeNodeId('a b', uuid)).toThrow(RangeError);
  });
});
