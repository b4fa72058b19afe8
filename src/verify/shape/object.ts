import { refuse } from '../fault.js';
import { shown, within } from '../place.js';
import { misshapen, type Of, type Read } from './readers.js';

type Members = Readonly<Record<string, Read<unknown>>>;

/** An object with the members of some readers, each there; of optional ones those that there are. */
export type ObjectOf<M extends Members, O extends Members> = { readonly [K in keyof M]: Of<M[K]> } & {
  readonly [K in keyof O]?: Of<O[K]>;
};

/** The members of a value, if it is an object of its own members alone. */
export function membersOf(value: unknown, place: string): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : misshapen(place, 'an object', value);
}

/** An object with exactly these members: a missing one is refused, and so is one that nobody knows. */
export function object<M extends Members, O extends Members = Record<never, never>>(members: M, optional?: O): Read<ObjectOf<M, O>> {
  return (value, place) => {
    const given = membersOf(value, place);
    for (const name of Object.keys(given)) {
      if (!Object.hasOwn(members, name) && !(optional && Object.hasOwn(optional, name))) {
        refuse('SHAPE', within(place, name), 'This member is not known here.');
      }
    }
    const entries: [string, unknown][] = [];
    for (const [name, read] of Object.entries(members)) {
      if (!Object.hasOwn(given, name)) {
        refuse('SHAPE', within(place, name), 'This member is missing.');
      }
      entries.push([name, read(given[name], within(place, name))]);
    }
    for (const [name, read] of Object.entries(optional ?? {})) {
      if (Object.hasOwn(given, name)) {
        entries.push([name, read(given[name], within(place, name))]);
      }
    }
    return Object.fromEntries(entries) as ObjectOf<M, O>;
  };
}

/** Of an object only some members, those of them that there are: where others may stand beside them. */
export function only(value: unknown, place: string, names: readonly string[]): Readonly<Record<string, unknown>> {
  const given = membersOf(value, place);
  return Object.fromEntries(names.filter((known) => Object.hasOwn(given, known)).map((known) => [known, given[known]]));
}

/** One of several forms of object, told apart by a member that names the form. */
export function variant<V extends Readonly<Record<string, Read<unknown>>>>(name: string, variants: V): Read<Of<V[keyof V]>> {
  return (value, place) => {
    const kind = membersOf(value, place)[name];
    const read = typeof kind === 'string' && Object.hasOwn(variants, kind) ? variants[kind] : undefined;
    return read
      ? (read(value, place) as Of<V[keyof V]>)
      : refuse('SHAPE', within(place, name), `Here has to be ${Object.keys(variants).join(' or ')}, and is ${shown(kind)}.`);
  };
}
