import { isAbstractType, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

/** A class that type-graphql knows as an object type. */
export type ObjectTypeClass<T extends object = object> = abstract new (...parameters: never[]) => T;

type TypeNameOf = (value: unknown) => string | undefined;

const typeNameByAbstractType = new Map<string, TypeNameOf>();

/** Says how the object type of a value of an interface or union is told, by its GraphQL name. */
export function registerAbstractType(name: string, typeNameOf: TypeNameOf): TypeNameOf {
  typeNameByAbstractType.set(name, typeNameOf);
  return typeNameOf;
}

/** The GraphQL name that a class was given by its decorator. Throws Error for a class without one. */
export function objectTypeName(type: ObjectTypeClass): string {
  const found = getMetadataStorage().objectTypes.find(({ target }) => target === type);
  if (!found) {
    throw new Error(`${type.name} is not decorated as an object type`);
  }
  return found.name;
}

/**
 * Puts the registered functions in the place of type-graphql's, which answer through a promise for each value. To be
 * called once on a schema that was just built; gives the same schema back.
 */
export function resolveTypesSynchronously(schema: GraphQLSchema): GraphQLSchema {
  for (const [name, typeNameOf] of typeNameByAbstractType) {
    const type = schema.getType(name);
    if (isAbstractType(type)) {
      type.resolveType = typeNameOf;
    }
  }
  return schema;
}
