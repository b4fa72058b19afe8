import { Field, ID, InterfaceType } from 'type-graphql';
import { decodeNodeId } from './node-id.js';

/** An object with an id of its own. */
@InterfaceType({
  description: 'An object with a global id, which can be fetched again by `node(id)`.',
  resolveType: (value: { readonly nodeType: string }) => value.nodeType,
})
export abstract class Node {
  @Field(() => ID, { description: 'The opaque global id. It is not a secret, and knowing it gives no right.' })
  id: string;
}

/** Reads objects of one type for a viewer, in the order of the ids; null for unknown and hidden ones alike. */
export type NodeReader<Context> = (ids: readonly string[], context: Context) => Promise<readonly (object | null)[]>;

/** Which module answers for which type of node; filled when the application is composed. */
export class NodeRegistry<Context> {
  readonly #readers = new Map<string, NodeReader<Context>>();

  /** Declares who reads the nodes of a type. */
  register(type: string, reader: NodeReader<Context>): this {
    this.#readers.set(type, reader);
    return this;
  }

  /** The nodes of the ids, null for whatever is unreadable, unknown, foreign or hidden: the four are not told apart. */
  async read(ids: readonly string[], context: Context): Promise<(object | null)[]> {
    const found: (object | null)[] = ids.map(() => null);
    const references = ids.map(decodeNodeId);
    const types = new Set(references.flatMap((reference) => (reference ? [reference.type] : [])));
    await Promise.all(
      [...types].map(async (type) => {
        const reader = this.#readers.get(type);
        const places = references.flatMap((reference, place) => (reference?.type === type ? [place] : []));
        const nodes = (await reader?.(places.map((place) => references[place]?.id ?? ''), context)) ?? [];
        for (const [nth, place] of places.entries()) {
          const node = nodes[nth];
          found[place] = node ? Object.assign(Object.create(null), node, { nodeType: type }) : null;
        }
      }),
    );
    return found;
  }
}
