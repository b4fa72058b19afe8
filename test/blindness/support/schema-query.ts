import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';

/** The schema as it is published. */
export const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../schema/schema.graphql'), 'utf8'));

/** A field with its arguments. */
export type AnyField = GraphQLField<unknown, unknown>;

/** Values to give, by `field.argument` of a root field or by `InputType.field`; written as GraphQL literals. */
export type Samples = Readonly<Record<string, readonly string[]>>;

/** How much to select. */
export interface Reach {
  /** Objects within objects; the wrapping of lists does not count. */
  readonly depth: number;
  /** Types that are not entered. */
  readonly skip?: ReadonlySet<string>;
}

/** Asked at root fields of their own; within evaluations, or to their ends in lists, they are all of the time. */
export const farFromMarks: ReadonlySet<string> = new Set(['MethodologyVersion', 'Appointment', 'Seat', 'Territory']);

const isWrapping = ({ name }: GraphQLNamedType): boolean => /(?:Connection|Edge)$/.test(name);

function fieldsOf(type: GraphQLObjectType, prefix: string, reach: Reach, path: readonly string[]): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    // What the edges of a list hold is asked whole there, and the same nodes beside them by their plain fields alone.
    const isBeside = type.name.endsWith('Connection') && field.name === 'nodes';
    const near = isBeside ? { ...reach, depth: Math.min(reach.depth, 1) } : reach;
    const selection = field.args.some(isRequiredArgument) ? null : selectionOf(field, near, path);
    return selection === null ? [] : [`${prefix && `${prefix}_${field.name}: `}${field.name}${selection}`];
  });
  return ['__typename', ...fields].join(' ');
}

/**
 * Everything that can be selected below a field down to a depth, as text; empty for a plain field, null for one that is
 * out of reach. No type is entered within itself. Fields of unions are named after their type: they may not clash.
 */
export function selectionOf(field: AnyField, reach: Reach, path: readonly string[] = []): string | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type) && !isAbstractType(type)) {
    return '';
  }
  const objects = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
  const depth = isWrapping(type) ? reach.depth : reach.depth - 1;
  const entered = objects.filter(({ name }) => !path.includes(name) && !reach.skip?.has(name));
  if (depth < 0 || entered.length === 0) {
    return null;
  }
  const within = entered.map((object) => {
    const fields = fieldsOf(object, isAbstractType(type) ? object.name : '', { ...reach, depth }, [...path, object.name]);
    return isAbstractType(type) ? `... on ${object.name} { ${fields} }` : fields;
  });
  return ` { ${isAbstractType(type) ? '__typename ' : ''}${within.join(' ')} }`;
}

/** Literals for an input: every value of an enum, the samples, and for an object each of its fields alone. */
function literalsOf(type: GraphQLInputType, key: string, samples: Samples): readonly string[] {
  const named = getNamedType(type);
  const given = samples[key] ?? samples[named.name];
  if (given) {
    return given;
  }
  if (isEnumType(named)) {
    return named.getValues().map(({ name }) => name);
  }
  if (isInputObjectType(named) && !Object.values(named.getFields()).some(isRequiredInputField)) {
    return Object.values(named.getFields()).flatMap((field) =>
      literalsOf(field.type, `${named.name}.${field.name}`, samples).map((literal) => `{ ${field.name}: ${literal} }`),
    );
  }
  throw new Error(`The test has no sample for ${key} (${String(type)})`);
}

/**
 * Every way to give one optional argument, besides the required ones with each sample; the plain way comes first. No
 * optional ones where only plain ways are wanted.
 */
export function argumentsOf(field: AnyField, samples: Samples, onlyPlain = false): readonly string[] {
  const literals = (arg: AnyField['args'][number]) =>
    literalsOf(arg.type, `${field.name}.${arg.name}`, samples).map((literal) => `${arg.name}: ${literal}`);
  const required = field.args.filter(isRequiredArgument).map(literals);
  const plain = required.reduce((left, right) => left.flatMap((one) => right.map((other) => `${one} ${other}`)), ['']);
  const optional = onlyPlain ? [] : field.args.filter((arg) => !isRequiredArgument(arg)).flatMap(literals);
  return [...plain, ...optional.map((one) => `${plain[0] ?? ''} ${one}`)];
}

/**
 * Asks for a root field in every way: the first way with all that can be selected; other objects with what is within
 * them, and other pages of a list with the plain fields.
 */
export function queryOf(field: AnyField, samples: Samples, reach: Reach, onlyPlain = false): string {
  const others = field.args.some(isRequiredArgument) ? 2 : 1;
  const asked = argumentsOf(field, samples, onlyPlain).map((given, at) => {
    const depth = at === 0 ? reach.depth : others;
    const text = given.trim() === '' ? '' : `(${given.trim()})`;
    return `way${at}: ${field.name}${text}${selectionOf(field, { ...reach, depth }) ?? ''}`;
  });
  return `{ ${asked.join('\n')} }`;
}
