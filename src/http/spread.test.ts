import { expect, test } from 'vitest';
import { spread } from './spread.js';

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

test.each([
  [0, 0],
  [4, 4],
  [5, 5],
  [120, 5],
  [4_000, 40],
])('of %i the first share is %i, and in the end all have had their turn, once and in order', async (count, first) => {
  const acted: number[] = [];
  const done = spread(many(count), 20, (one) => acted.push(one));
  expect(acted).toEqual(many(first));
  await done;
  expect(acted).toEqual(many(count));
});
