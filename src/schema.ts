import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { resolveTypesSynchronously } from './relay/abstract-types.js';
import { scalarsMap } from './relay/scalars.js';

/** A class that type-graphql knows as a resolver, with or without an instance made beforehand. */
export type ResolverClass = abstract new (...parameters: never[]) => object;

/**
 * Builds the schema of resolver classes and of instances that have their services already. A class without an instance
 * needs none of them and is made on first use.
 */
export async function createSchema(
  classes: readonly ResolverClass[],
  instances: readonly object[],
): Promise<GraphQLSchema> {
  const made = new Map<unknown, object>(instances.map((instance) => [instance.constructor, instance]));
  const resolvers = [...classes, ...instances.map((instance) => instance.constructor)];
  const schema = await buildSchema({
    resolvers: resolvers as unknown as NonEmptyArray<new () => object>,
    container: {
      get(someClass: unknown) {
        const known = made.get(someClass) ?? new (someClass as new () => object)();
        made.set(someClass, known);
        return known;
      },
    },
    scalarsMap,
    validate: false,
    emitSchemaFile: false,
  });
  return resolveTypesSynchronously(schema);
}
