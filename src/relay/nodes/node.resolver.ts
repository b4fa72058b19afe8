import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { badUserInput } from '../input-error.js';
import type { NodeRegistry } from './node-registry.js';
import { Node } from './node.js';

/** The most ids that one `nodes` takes. */
export const maximumNodes = 100;

/** The class with the root fields `node` and `nodes` over a registry, to be given to `buildSchema`. */
export function createNodeResolver<Context>(registry: NodeRegistry<Context>) {
  @Resolver()
  class NodeResolver {
    @Query(() => Node, {
      nullable: true,
      description: 'One object by its id. Null for an id that is malformed, unknown or not for the viewer to see.',
    })
    async node(
      @Arg('id', () => ID, { description: 'The id of the object.' }) id: string,
      @Ctx() context: Context,
    ): Promise<object | null> {
      const [node] = await registry.load([id], context);
      return node ?? null;
    }

    @Query(() => [Node], {
      nullable: 'items',
      description: 'Objects by their ids, in the same order, with null where `node` would answer null.',
    })
    async nodes(
      @Arg('ids', () => [ID], { description: 'At most 100 ids.' }) ids: string[],
      @Ctx() context: Context,
    ): Promise<(object | null)[]> {
      if (ids.length > maximumNodes) {
        throw badUserInput(['ids'], 'TOO_LONG', { maximum: maximumNodes });
      }
      return registry.load(ids, context);
    }
  }
  return NodeResolver;
}
