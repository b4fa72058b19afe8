import * as fc from 'fast-check';
import type { ChangingList, ModelRow } from './changing-lists.js';
import { type ConnectionList, type Direction, idsOf } from './connection-list.js';

/** Rows to begin with, and what happens after each page: a row comes in, or the n-th of those that are there goes. */
export interface Changes {
  readonly rows: readonly ModelRow[];
  readonly steps: readonly (readonly ({ readonly insert: ModelRow } | { readonly remove: number })[])[];
}

const row: fc.Arbitrary<ModelRow> = fc.record({ id: fc.uuid({ version: 4 }), rank: fc.constantFrom(0, 1, 2) });

const step = fc.oneof(fc.record({ insert: row }), fc.record({ remove: fc.nat({ max: 99 }) }));

export const changes: fc.Arbitrary<Changes> = fc.record({
  rows: fc.uniqueArray(row, { minLength: 4, maxLength: 12, selector: ({ id }) => id, size: 'max' }),
  steps: fc.array(fc.array(step, { maxLength: 3 }), { minLength: 2, maxLength: 8, size: 'max' }),
});

/** What was read of a list that changed meanwhile, beside what should have been. */
export interface ReadWhileChanging {
  /** The node ids of all pages, in the order of the list. */
  readonly read: readonly string[];
  /** Each of them once, if it was ever there, in the order that the list has to have. */
  readonly expected: readonly string[];
  /** What was there all the time and was not read. */
  readonly lost: readonly string[];
  /** How often the list changed between the first page and the last. */
  readonly changed: number;
}

/** Reads a list page by page while it changes. */
export async function readWhileChanging(
  changing: ChangingList,
  list: ConnectionList,
  { rows, steps }: Changes,
  direction: Direction,
  size: number,
): Promise<ReadWhileChanging> {
  await changing.clear();
  const ever = new Map(rows.map((each) => [each.id, each]));
  const present = [...ever.values()];
  await Promise.all(present.map(changing.insert));
  const waiting = [...steps];
  let changed = 0;
  const pages = await list.pages(direction, size, async () => {
    for (const change of waiting.shift() ?? []) {
      changed += 1;
      if ('remove' in change) {
        const [gone] = present.splice(change.remove % Math.max(1, present.length), 1);
        await (gone && changing.remove(gone));
      } else if (!ever.has(change.insert.id)) {
        ever.set(change.insert.id, change.insert);
        present.push(change.insert);
        await changing.insert(change.insert);
      }
    }
  });
  const read = (direction === 'FORWARD' ? pages : pages.toReversed()).flatMap(idsOf);
  const seen = new Set(read);
  const inOrder = [...ever.values()].toSorted(changing.compare).map(changing.nodeId);
  const stayed = rows.filter((each) => present.includes(each)).map(changing.nodeId);
  return {
    read,
    expected: inOrder.filter((id) => seen.has(id)),
    lost: stayed.filter((id) => !seen.has(id)),
    changed,
  };
}
