import * as fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** Values for fields of inputs by `Type.field`: some that rows match, some that none does. */
export type FilterSamples = Readonly<Record<string, readonly unknown[]>>;

function choicesOf(type: GraphQLInputType, place: string, samples: FilterSamples): readonly unknown[] {
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : samples[place];
  if (!values) {
    throw new Error(`${place} has no samples: name some that rows match, and some that none does`);
  }
  return values;
}

function valuesOf(type: GraphQLInputType, place: string, samples: FilterSamples): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) {
    return valuesOf(type.ofType, place, samples);
  }
  if (isListType(type)) {
    return fc.array(valuesOf(type.ofType, place, samples), { maxLength: 3 });
  }
  if (isInputObjectType(type)) {
    return recordOf(Object.values(type.getFields()), type.name, samples);
  }
  return fc.constantFrom(...choicesOf(type, place, samples));
}

function recordOf(
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  owner: string,
  samples: FilterSamples,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const values = fields.map((field) => {
    const given = valuesOf(field.type, `${owner}.${field.name}`, samples);
    return [field.name, isNonNullType(field.type) ? given : fc.option(given, { freq: 4 })] as const;
  });
  const requiredKeys = fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name);
  return fc.record(Object.fromEntries(values), { requiredKeys });
}

/** Any values for arguments: left out, null, or given, all the way down. */
export function argumentsOf(
  arguments_: readonly GraphQLArgument[],
  owner: string,
  samples: FilterSamples,
): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  return recordOf(arguments_, owner, samples);
}

/** Each field of the arguments that are inputs: the choices there are for it, and the arguments that give it alone. */
export function singleFilters(arguments_: readonly GraphQLArgument[], samples: FilterSamples) {
  return arguments_.flatMap(({ name, type }) => {
    const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
    return fields.map((field) => ({
      choices: choicesOf(field.type, `${type.toString()}.${field.name}`, samples),
      given: (value: unknown) => ({ [name]: { [field.name]: value } }),
    }));
  });
}
