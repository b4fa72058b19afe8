import type { FigurePath } from './figure-name.js';

/** Where two documents differ first, and what stands there. */
export interface Difference {
  readonly path: FigurePath;
  readonly published: unknown;
  readonly recomputed: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The members of an object, or the elements of a list, by their names or places. */
function parts(value: object): ReadonlyMap<string | number, unknown> {
  return Array.isArray(value) ? new Map(value.map((element: unknown, index) => [index, element])) : new Map(Object.entries(value));
}

/**
 * The first difference of two JSON values, in the order of the recomputed one; what one of them lacks is undefined there.
 * Null where they are equal.
 */
export function firstDifference(published: unknown, recomputed: unknown, path: FigurePath = []): Difference | null {
  if (!isObject(published) || !isObject(recomputed) || Array.isArray(published) !== Array.isArray(recomputed)) {
    return published === recomputed ? null : { path, published, recomputed };
  }
  const [left, right] = [parts(published), parts(recomputed)];
  for (const key of new Set([...right.keys(), ...left.keys()])) {
    const found = firstDifference(left.get(key), right.get(key), [...path, key]);
    if (found) {
      return found;
    }
  }
  return null;
}

/** How many values that are neither object nor list a value holds. */
export function countFigures(value: unknown): number {
  return isObject(value) ? [...parts(value).values()].reduce<number>((sum, part) => sum + countFigures(part), 0) : 1;
}
