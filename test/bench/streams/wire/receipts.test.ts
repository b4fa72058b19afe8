import { expect, it } from 'vitest';
import { ReceiptBook } from './receipts.js';

it('keeps the times of each event in the order of their coming, and asks once when it was published', () => {
  const book = new ReceiptBook(3);
  let asked = 0;
  const publication = (): number => {
    asked += 1;
    return 100;
  };
  book.take(2, 120, publication);
  book.take(1, 121, publication);
  book.take(2, 125, publication);
  const told = book.all().map(({ sequence, publishedAt, times }) => ({ sequence, publishedAt, times: [...times] }));
  expect(told).toEqual([
    { sequence: 1, publishedAt: 100, times: [121] },
    { sequence: 2, publishedAt: 100, times: [120, 125] },
  ]);
  expect(asked).toBe(2);
});
