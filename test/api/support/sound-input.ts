import {
  getNamedType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';

const unknownId = encodeNodeId('Council', '00000000-0000-4000-8000-000000000000');

const scalars: Readonly<Record<string, unknown>> = {
  ID: unknownId,
  Int: 1,
  Float: 1,
  Boolean: true,
  String: 'Namuna',
  Date: '2026-03-01',
  DateTime: '2026-03-01T09:00:00Z',
  Decimal: '1.5',
  JSONObject: {},
  Sha256: '0'.repeat(64),
  UUID: '00000000-0000-4000-8000-000000000000',
  Cursor: 'nonsense',
};

/** Values for fields by `Type.field`, so that a check behind the first one is reached too. */
export type Samples = Readonly<Record<string, unknown>>;

function soundValue(type: GraphQLInputType, samples: Samples): unknown {
  if (isNonNullType(type)) {
    return soundValue(type.ofType, samples);
  }
  if (isListType(type)) {
    return [soundValue(type.ofType, samples)];
  }
  if (isInputObjectType(type)) {
    return soundInput(type, samples);
  }
  const named = getNamedType(type);
  return isEnumType(named) ? named.getValues()[0]?.name : scalars[named.name];
}

/** An input of the right types: its required fields, and optional ones only where a sample is given. */
export function soundInput(type: GraphQLInputObjectType, samples: Samples): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of Object.values(type.getFields())) {
    const sample = samples[`${type.name}.${field.name}`];
    if (sample !== undefined) {
      input[field.name] = sample;
    } else if (isNonNullType(field.type)) {
      input[field.name] = soundValue(field.type, samples);
    }
  }
  return input;
}

/** The path to a field of an input, through nested inputs; lists are entered at their first place. */
export type FieldPath = readonly string[];

/** All fields of an input and of the inputs within it. */
export function fieldPaths(type: GraphQLInputObjectType): readonly FieldPath[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    const within = isInputObjectType(named) ? fieldPaths(named).map((path) => [field.name, ...path]) : [];
    return [[field.name], ...within];
  });
}

/** A copy of an input with another value at a path; what is missing on the way there is filled in soundly. */
export function withValue(
  type: GraphQLInputObjectType,
  input: Readonly<Record<string, unknown>>,
  [name = '', ...rest]: FieldPath,
  value: unknown,
  samples: Samples,
): Record<string, unknown> {
  if (rest.length === 0) {
    return { ...input, [name]: value };
  }
  const field = type.getFields()[name];
  const named = field && getNamedType(field.type);
  if (!field || !isInputObjectType(named)) {
    throw new Error(`No input ${name} in ${type.name}`);
  }
  const isList = isListType(isNonNullType(field.type) ? field.type.ofType : field.type);
  const inner = withValue(named, soundInput(named, samples), rest, value, samples);
  return { ...input, [name]: isList ? [inner] : inner };
}
