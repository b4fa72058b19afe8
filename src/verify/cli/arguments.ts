import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { refuse } from '../fault.js';

/** What a command was given: values of options by their names, and what stands beside them. */
export interface Given {
  readonly one: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly isSet: (name: string) => boolean;
  readonly beside: readonly string[];
}

/** The kinds of options of a command. */
export interface OptionNames {
  /** With a value, at most once. */
  readonly one?: readonly string[];
  /** With a value, as often as one likes. */
  readonly all?: readonly string[];
  /** Without a value. */
  readonly flags?: readonly string[];
}

/** Reads the arguments of a command. Refuses an option that it does not have, or one without its value. */
export function readArguments(argv: readonly string[], { one = [], all = [], flags = [] }: OptionNames): Given {
  const options: ParseArgsOptionsConfig = Object.fromEntries([
    ...[...one, ...all].map((name) => [name, { type: 'string', multiple: true }] as const),
    ...flags.map((name) => [name, { type: 'boolean' }] as const),
  ]);
  const { values, positionals } = parsed(argv, options);
  const valuesOf = (name: string): readonly string[] => {
    const value = values[name];
    return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
  };
  const twice = one.find((name) => valuesOf(name).length > 1);
  if (twice !== undefined) {
    refuse('OPTION', `--${twice}`, 'This option is given twice.');
  }
  return { one: (name) => valuesOf(name)[0], all: valuesOf, isSet: (name) => values[name] === true, beside: positionals };
}

function parsed(argv: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    return refuse('OPTION', 'arguments', error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

/** The one thing that a command is about. Refuses none and several. */
export function onlyOne({ beside }: Given, what: string): string {
  const [first, ...others] = beside;
  return first !== undefined && others.length === 0 ? first : refuse('OPTION', 'arguments', `This takes ${what}, and nothing else.`);
}

/** The value of an option that has to be there. */
export function needed(given: Given, name: string): string {
  return given.one(name) ?? refuse('OPTION', `--${name}`, 'This option is needed.');
}
