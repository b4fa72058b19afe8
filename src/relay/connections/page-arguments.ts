import { badUserInput } from '../input-error.js';

/** The most items of one page. */
export const maximumPageSize = 100;

/** The items of a page when neither `first` nor `last` is given. */
export const defaultPageSize = 20;

/** The four arguments of a connection as a client sends them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** What a client asks for, checked: how many, from which end, between which cursors. */
export interface PageRequest {
  readonly direction: 'FORWARD' | 'BACKWARD';
  readonly limit: number;
  readonly after: string | null;
  readonly before: string | null;
}

function checkedSize(name: 'first' | 'last', size: number): number {
  if (!Number.isInteger(size) || size < 0 || size > maximumPageSize) {
    throw badUserInput([name], 'OUT_OF_RANGE', { minimum: 0, maximum: maximumPageSize });
  }
  return size;
}

/**
 * Checks the arguments of a connection. Throws GraphQLError `BAD_USER_INPUT` when `first` and `last` are given
 * together, or one of them is negative or above 100.
 */
export function checkedPage(page: PageArguments): PageRequest {
  const first = page.first ?? null;
  const last = page.last ?? null;
  const between = { after: page.after ?? null, before: page.before ?? null };
  if (first !== null && last !== null) {
    throw badUserInput(['last'], 'FIRST_AND_LAST', { first: 'first', last: 'last' });
  }
  if (last !== null) {
    return { direction: 'BACKWARD', limit: checkedSize('last', last), ...between };
  }
  return { direction: 'FORWARD', limit: checkedSize('first', first ?? defaultPageSize), ...between };
}
