import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { DocumentCache } from './document-cache.js';
import { withoutSuggestions } from './refusal.js';

const document = parse('{ a }');

test('the least recently used document leaves first', () => {
  const cache = new DocumentCache({ entries: 2, characters: 100 });
  cache.set('a', document);
  cache.set('b', document);
  cache.get('a');
  cache.set('c', document);
  expect(['a', 'b', 'c'].map((source) => cache.get(source) !== undefined)).toEqual([true, false, true]);
});

test('long documents leave room for few', () => {
  const cache = new DocumentCache({ entries: 100, characters: 10 });
  cache.set('123456', document);
  cache.set('abcdef', document);
  cache.set('x'.repeat(11), document);
  expect(cache.size).toBe(0);
});

test('of one text that was read several times at once there is one document', () => {
  const cache = new DocumentCache({ entries: 2, characters: 100 });
  const first = parse('{ a }');
  expect(cache.set('a', first)).toBe(first);
  expect(cache.set('a', parse('{ a }'))).toBe(first);
  expect(cache.get('a')).toBe(first);
});

test('guesses at names are taken out of messages', () => {
  expect(withoutSuggestions('Cannot query field "a" on type "B". Did you mean "c" or "d"?')).toBe(
    'Cannot query field "a" on type "B".',
  );
  expect(withoutSuggestions('Value "x" does not exist. Did you mean the enum value "Y"? More.')).toBe(
    'Value "x" does not exist. More.',
  );
});
