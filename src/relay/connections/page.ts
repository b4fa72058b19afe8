import type { PageRequest } from './page-arguments.js';

/** One page of a list, in the list's own order whichever way it was asked for. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/**
 * Makes the page of the rows that were read: up to `limit + 1`, from the end that was asked for (so backward in
 * reversed order), already bounded by both cursors. What lies beyond a given cursor is the cursor's own row, so there
 * is a page on that side.
 */
export function pageOf<Row>(read: readonly Row[], request: PageRequest, cursorOf: (row: Row) => string): Page<Row> {
  const more = read.length > request.limit;
  const taken = read.slice(0, request.limit);
  const forward = request.direction === 'FORWARD';
  const rows = forward ? taken : taken.toReversed();
  return {
    rows,
    cursors: rows.map(cursorOf),
    hasNextPage: (forward && more) || request.before !== null,
    hasPreviousPage: (!forward && more) || request.after !== null,
  };
}
