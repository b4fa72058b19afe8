/**
 * The fields whose values, once given to the public, are the same for ever and for everyone, by type: some of them, or all.
 * A field that is told in a language (`locale`) is so only where the query names the language.
 */
export type LastingFields = Readonly<Record<string, readonly string[] | 'ALL'>>;
