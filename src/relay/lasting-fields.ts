/**
 * The fields whose values, once given to the public, are the same for ever and for everyone, by type: some of them, or all.
 * A field that is told in a language (`locale`) is so only where the query names the language.
 */
export type LastingFields = Readonly<Record<string, readonly string[] | 'ALL'>>;

/** Operations, by their contexts, that are told something of which a field that lasts has become another. */
const changed = new WeakSet<object>();

/** Notes that the answer to an operation does not last, whatever its fields say. */
export const noteChange = (context: object): void => void changed.add(context);

/** Whether that was noted. */
export const hasChange = (context: object): boolean => changed.has(context);
