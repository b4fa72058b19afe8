import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { resolveTotals } from './relay/connections/connection.js';
import { resolveTypesSynchronously } from './relay/abstract-types.js';
import { scalarsMap } from './relay/scalars.js';

/** A class that type-graphql knows as a resolver, with or without an instance made beforehand. */
export type ResolverClass = abstract new (...parameters: never[]) => object;

const rootDescriptions: Readonly<Record<string, string>> = {
  Query: 'What can be read. Fields answer null, or leave out, what the viewer may not see.',
  Mutation: 'What can be done. Expected failures are data, in `errors` of the payload; nothing is changed then.',
  Subscription:
    'What can be listened to. Every stream but presence begins with Ready and can be taken up again from the cursor of any frame.',
};

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
    // Every subscription brings its own source from the stream engine; type-graphql asks for a bus all the same.
    pubSub: { publish: () => {}, subscribe: () => nothing() },
    validate: false,
    emitSchemaFile: false,
  });
  for (const [name, description] of Object.entries(rootDescriptions)) {
    const root = schema.getType(name);
    if (root) {
      root.description = description;
    }
  }
  return resolveTotals(resolveTypesSynchronously(schema));
}

async function* nothing(): AsyncGenerator<never, void, void> {}
