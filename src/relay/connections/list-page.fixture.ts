import { cursorArgument, encodeRowCursor } from './cursor.js';
import type { Ordering } from './ordering.js';
import { checkedPage, type PageArguments } from './page-arguments.js';
import { pageOf, type Page } from './page.js';

/**
 * The model that pages of the database are compared with: one page of a list that is in memory already and in the order of the ordering. `compare` orders two keys (texts in
 * the order of the columns) as the list is ordered. Throws GraphQLError `BAD_USER_INPUT` for bad arguments.
 */
export function pageOfList<Row>(
  rows: readonly Row[],
  ordering: Ordering,
  keyOf: (row: Row) => readonly string[],
  compare: (left: readonly string[], right: readonly string[]) => number,
  page: PageArguments,
): Page<Row> {
  const request = checkedPage(page);
  const after = cursorArgument(ordering, 'after', request.after);
  const before = cursorArgument(ordering, 'before', request.before);
  const bounded = rows.filter((row) => {
    const key = keyOf(row);
    return (!after || compare(key, after) > 0) && (!before || compare(key, before) < 0);
  });
  const read = request.direction === 'FORWARD' ? bounded : bounded.toReversed();
  return pageOf(read.slice(0, request.limit + 1), request, (row) => encodeRowCursor(ordering, keyOf(row)));
}
