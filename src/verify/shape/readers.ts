import { refuse } from '../fault.js';
import { shown, within } from '../place.js';

/** Reads a value of one form at a place; refuses every other with the code SHAPE and the place. */
export type Read<T> = (value: unknown, place: string) => T;

/** What a reader gives. */
export type Of<R> = R extends Read<infer T> ? T : never;

/** Refuses a value that is not what was expected. */
export function misshapen(place: string, expected: string, value: unknown): never {
  return refuse('SHAPE', place, `Here has to be ${expected}, and is ${shown(value)}.`);
}

/** A text of a form that is described in words. */
export function text(expected: string, form: RegExp, longest: number): Read<string> {
  return (value, place) =>
    typeof value === 'string' && value.length <= longest && form.test(value) ? value : misshapen(place, expected, value);
}

/** Any text, whole Unicode characters alone, so that it can be hashed. */
export function anyText(longest: number): Read<string> {
  return (value, place) =>
    typeof value === 'string' && value.length <= longest && value.isWellFormed()
      ? value
      : misshapen(place, `a text of at most ${longest} whole characters`, value);
}

/** A whole number between two bounds, both included. */
export function integer(least: number, greatest: number): Read<number> {
  return (value, place) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= greatest
      ? (value as number)
      : misshapen(place, `a whole number from ${least} to ${greatest}`, value);
}

/** true or false. */
export const boolean: Read<boolean> = (value, place) => (typeof value === 'boolean' ? value : misshapen(place, 'true or false', value));

/** One of a few values. */
export function oneOf<const T extends readonly (string | number)[]>(...values: T): Read<T[number]> {
  return (value, place) =>
    values.includes(value as T[number]) ? (value as T[number]) : misshapen(place, values.map((known) => JSON.stringify(known)).join(' or '), value);
}

/** null, or what the reader reads. */
export function nullable<T>(read: Read<T>): Read<T | null> {
  return (value, place) => (value === null ? null : read(value, place));
}

/** A list of at most so many elements. */
export function list<T>(read: Read<T>, most: number): Read<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value) || value.length > most) {
      return misshapen(place, `a list of at most ${most} elements`, value);
    }
    return value.map((element: unknown, at) => read(element, within(place, at)));
  };
}
