import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCanonicalFault } from './canonical-fault.js';
import { CanonicalJsonError, canonicalJson } from './canonical-json.js';

describe('canonical JSON', () => {
  it('writes the example of RFC 8785, section 3.2.2', () => {
    const input = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalJson(JSON.parse(input))).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts keys by UTF-16 code units as in RFC 8785, section 3.2.3', () => {
    const input = String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`;
    expect(Object.values(JSON.parse(canonicalJson(JSON.parse(input))) as object)).toEqual([
      // The key "1" comes first in any JavaScript object; in the text it stands after the carriage return.
      'One',
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
    expect(canonicalJson(JSON.parse(input))).toMatch(/^\{"\\r":"Carriage Return","1":"One"/);
  });

  it('does not normalise text', () => {
    expect(canonicalJson('oʻ')).not.toBe(canonicalJson("o'"));
    expect(canonicalJson('\u00e9')).not.toBe(canonicalJson('e\u0301'));
  });

  it('keeps a key by the name of the prototype', () => {
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}');
  });

  it('writes the same for the same content in any order of keys, and reads back as that content', () => {
    const contents = fc.dictionary(
      fc.string(),
      fc.jsonValue({ maxDepth: 3 }).filter((value) => !findCanonicalFault(value)),
    );
    fc.assert(
      fc.property(contents, (content) => {
        const turned = Object.fromEntries(Object.entries(content).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(content));
        // JSON has no negative zero.
        expect(JSON.parse(canonicalJson(content))).toEqual(JSON.parse(JSON.stringify(content)));
      }),
    );
  });

  const loop: unknown[] = [];
  loop.push(loop);

  it.each([
    ['undefined itself', undefined, 'NOT_JSON', []],
    ['an undefined member', { a: { b: undefined } }, 'NOT_JSON', ['a', 'b']],
    ['a hole in a list', { a: Array.from({ length: 1 }) }, 'NOT_JSON', ['a', '0']],
    ['a function', { toJSON: () => 'a' }, 'NOT_JSON', ['toJSON']],
    ['a bigint', [1n], 'NOT_JSON', ['0']],
    ['a symbol', Symbol('a'), 'NOT_JSON', []],
    ['NaN', { a: [0, Number.NaN] }, 'NOT_FINITE', ['a', '1']],
    ['an infinity', -Infinity, 'NOT_FINITE', []],
    ['half a surrogate pair', { a: 'x\ud83d' }, 'LONE_SURROGATE', ['a']],
    ['the other half', 'x\ude00', 'LONE_SURROGATE', []],
    ['a key with half a pair', { '\ud800': 1 }, 'LONE_SURROGATE', ['\ud800']],
    ['a Date', { at: new Date(0) }, 'NOT_PLAIN', ['at']],
    ['a Map', new Map([['a', 1]]), 'NOT_PLAIN', []],
    ['a boxed text', { a: Object('x') as unknown }, 'NOT_PLAIN', ['a']],
    ['a member under a symbol', { [Symbol('a')]: 1 }, 'NOT_PLAIN', []],
    ['a list within itself', loop, 'TOO_DEEP', Array.from({ length: 64 }, () => '0')],
  ] as const)('refuses %s and says where it stands', (_name, value, reason, path) => {
    expect(findCanonicalFault(value)).toEqual({ reason, path });
    expect(() => canonicalJson(value)).toThrow(CanonicalJsonError);
  });

  it('takes a whole surrogate pair and an object without a prototype', () => {
    expect(canonicalJson(Object.assign(Object.create(null) as object, { a: '😀' }))).toBe('{"a":"😀"}');
  });
});
