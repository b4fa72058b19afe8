import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { greatestRepeat } from './field-repeats.js';

const repeats = (text: string): number => greatestRepeat(parse(text));

describe('the greatest repeat of a field', () => {
  it.each<[string, string, number]>([
    ['no repeat', '{ a b c { a b } }', 1],
    ['one name at two places', '{ a { x } b { x } }', 1],
    ['one name at one place', '{ a a a b }', 3],
    ['under an alias', '{ a b: a c: a b: a }', 2],
    ['in fields that are merged', '{ a { x x } a { x } }', 3],
    ['through inline fragments', '{ a ... on T { a ... { a } } }', 3],
    ['through fragments, each once at a place', '{ ...F ...F a } fragment F on T { a a }', 3],
    ['in a fragment that nobody spreads', '{ a } fragment F on T { b b }', 2],
    ['in one of several operations', 'query A { a } query B { b b b b }', 4],
  ])('is counted: %s', (_, text, count) => {
    expect(repeats(text)).toBe(count);
  });

  it('is found in fragments that spread themselves, and in a tree too large to count', () => {
    expect(repeats('{ ...F } fragment F on T { a { ...F } }')).toBe(1);
    const doubling = Array.from({ length: 30 }, (_, n) => `fragment F${n} on T { a { ...F${n + 1} } b { ...F${n + 1} } }`);
    expect(repeats(`{ ...F0 } ${doubling.join(' ')} fragment F30 on T { a }`)).toBe(Number.POSITIVE_INFINITY);
  });
});
