import { decodeNodeId } from './node-id.js';
import { markNodeType } from './node.js';

/**
 * Loads the objects of one type that the viewer of the context may see, in the order of the UUIDs. Null stands for
 * unknown and for hidden alike.
 */
export type NodeLoad<Context> = (
  ids: readonly string[],
  context: Context,
) => Promise<readonly (object | null | undefined)[]>;

/** Which module answers for which type of node. */
export class NodeRegistry<Context> {
  readonly #loads = new Map<string, NodeLoad<Context>>();

  /** Makes a type fetchable by `node` and `nodes`. Throws Error when the type has its loader already. */
  register(type: string, load: NodeLoad<Context>): void {
    if (this.#loads.has(type)) {
      throw new Error(`The node type ${type} is registered twice`);
    }
    this.#loads.set(type, load);
  }

  /** Every registered type, sorted. */
  get types(): readonly string[] {
    return [...this.#loads.keys()].toSorted();
  }

  /**
   * Fetches the objects behind opaque ids, in their order, with one load for each type. Malformed, of an unknown
   * type, not there, hidden: null alike, so that nobody learns from the difference.
   */
  async load(nodeIds: readonly string[], context: Context): Promise<(object | null)[]> {
    const references = nodeIds.map(decodeNodeId);
    const idsByType = new Map<string, Set<string>>();
    for (const reference of references) {
      if (reference && this.#loads.has(reference.type)) {
        idsByType.set(reference.type, (idsByType.get(reference.type) ?? new Set()).add(reference.id));
      }
    }
    const found = new Map<string, object>();
    await Promise.all(
      [...idsByType].map(async ([type, ids]) => {
        const wanted = [...ids];
        const values = (await this.#loads.get(type)?.(wanted, context)) ?? [];
        wanted.forEach((id, index) => {
          const value = values[index];
          if (value) {
            markNodeType(value, type);
            found.set(`${type}:${id}`, value);
          }
        });
      }),
    );
    return references.map((reference) => (reference && found.get(`${reference.type}:${reference.id}`)) ?? null);
  }
}
