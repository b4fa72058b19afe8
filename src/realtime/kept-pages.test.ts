import { expect, it } from 'vitest';
import type { DeliveredEvent } from './frame.js';
import { type DeliveredPage, KeptPages } from './kept-pages.js';

/** Pages under a clock that is moved by hand. */
function world() {
  let now = 0;
  const timers = new Map<() => void, number>();
  const clock = {
    now: () => now,
    after: (milliseconds: number, run: () => void) => {
      timers.set(run, now + milliseconds);
      return () => timers.delete(run);
    },
    turn: async () => {},
  };
  const pass = (milliseconds: number): void => {
    now += milliseconds;
    [...timers].filter(([, at]) => at <= now).forEach(([run]) => (timers.delete(run), run()));
  };
  return { pages: new KeptPages(clock, { keepPage: 1_000, keptPages: 2 }), pass, timers };
}

const pageOf = (term: number | null, ...seqs: readonly number[]): DeliveredPage => ({
  term,
  floor: 0,
  events: seqs.map((seq) => ({ seq }) as DeliveredEvent),
});

it('keeps a page for those who ask a moment later, and no longer', () => {
  const { pages, pass, timers } = world();
  const page = pageOf(1, 6, 7);
  pages.keep(5, page);
  pass(999);
  expect([pages.get(5, 1), pages.get(4, 1)]).toEqual([page, undefined]);
  pass(1);
  expect([pages.get(5, 1), timers.size]).toEqual([undefined, 0]);
});

it('gives the rest of a page to those who are further on', () => {
  const { pages } = world();
  pages.keep(5, pageOf(1, 6, 7, 8));
  expect([6, 7, 8, 4].map((after) => pages.get(after, 1)?.events.map(({ seq }) => seq))).toEqual([[7, 8], [8], undefined, undefined]);
});

it('gives no page of another history, none that was outdated, and none that does not go on from there', () => {
  const { pages, timers } = world();
  pages.keep(5, pageOf(1, 6));
  expect(pages.get(5, 2)).toBeUndefined();
  pages.keep(6, pageOf(1));
  pages.keep(7, pageOf(null));
  pages.keep(8, pageOf(1, 10));
  expect([6, 7, 8].map((after) => pages.get(after, 1))).toEqual([undefined, undefined, undefined]);
  expect(timers.size).toBe(1);
});

it('keeps the pages that were read last, and forgets all of them at the end', () => {
  const { pages, timers } = world();
  [1, 2, 1, 3].forEach((after) => pages.keep(after, pageOf(1, after + 1)));
  expect([1, 2, 3].map((after) => pages.get(after, 1)?.events[0]?.seq)).toEqual([2, undefined, 4]);
  pages.clear();
  expect([pages.get(1, 1), timers.size]).toEqual([undefined, 0]);
});
