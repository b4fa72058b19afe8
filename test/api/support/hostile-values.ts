/** A value that a client may send in the place of a sound one, with a name for the report. */
export type HostileValue = readonly [name: string, value: unknown];

/** Values that no field, or hardly any, can take. The long text stays below the limit of a request's body. */
export const hostileValues: readonly HostileValue[] = [
  ['null', null],
  ['a number', 7.5],
  ['a huge number', 1e300],
  ['a negative number', -1],
  ['a number beyond 32 bits', 2 ** 31],
  ['a boolean', true],
  ['an object', { hostile: { hostile: [] } }],
  ['a list', [[['deep']]]],
  ['an empty list', []],
  ['an empty text', ''],
  ['spaces alone', ' \u00A0\t\n'],
  ['a long text', 'a'.repeat(90_000)],
  ['a null character', 'a\u0000b'],
  ['a lone surrogate', 'a\uD800b'],
  ['an override of direction', '\u202Eevil\u2066'],
  ['stacked marks', `e${'\u0301'.repeat(300)}`],
  ['SQL', "'; drop table council cascade; --"],
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['a template', '${7*7}{{constructor.constructor("return process")()}}'],
  ['a prototype', { __proto__: { admin: true }, constructor: { prototype: {} } }],
];
