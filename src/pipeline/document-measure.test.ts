import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { measureDocument } from './document-measure.js';

const measure = (source: string) => measureDocument(parse(source));

describe('the measure of a document', () => {
  test('counts fields within fields, and fragments as nothing between', () => {
    expect(measure('{ a { b } c { d { e } } }').depth).toBe(3);
    expect(measure('{ a { ... on X { b { ...F } } } } fragment F on Y { c { d } }').depth).toBe(4);
  });

  test('counts a fragment as often as it is spread', () => {
    const source = '{ ...F ...F g { ...F } } fragment F on X { x: a @d y: b }';
    expect(measure(source)).toMatchObject({ aliases: 6, directives: 3 });
  });

  test('takes the largest of several operations', () => {
    expect(measure('query A { a } mutation B { b c { d } }')).toMatchObject({ depth: 2, rootMutations: 2 });
  });

  test('counts the mutations in fragments', () => {
    expect(measure('mutation { a ...F ... on M { c } } fragment F on M { b b }').rootMutations).toBe(4);
  });

  test('ends with fragments in a circle and with unknown ones', () => {
    expect(measure('{ ...A ...Z } fragment A on X { a { ...B } } fragment B on X { b { ...A } }').depth).toBe(2);
  });

  test('takes no time for fragments that double forty times', () => {
    const fragments = Array.from({ length: 40 }, (_, n) => `fragment F${n} on X { ...F${n + 1} ...F${n + 1} }`).join(
      ' ',
    );
    expect(measure(`{ ...F0 } ${fragments} fragment F40 on X { a: b }`).aliases).toBe(2 ** 40);
  });

  test('leaves the depth of introspection to its own rule', () => {
    expect(measure('{ __schema { types { fields { type { ofType { name } } } } } }').depth).toBe(1);
  });
});
