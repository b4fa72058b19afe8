import { registerEnumType } from 'type-graphql';

/**
 * Makes an enum of the schema from its values and what each means, in that order. The names of the values are the
 * values themselves.
 */
export function describedEnum<Value extends string>(
  name: string,
  description: string,
  values: Readonly<Record<Value, string>>,
): { readonly [Name in Value]: Name } {
  const names = Object.keys(values) as Value[];
  const members = Object.fromEntries(names.map((value) => [value, value])) as { readonly [Name in Value]: Name };
  const valuesConfig = Object.fromEntries(names.map((value) => [value, { description: values[value] }]));
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as Record<Value, { description: string }> });
  return members;
}
