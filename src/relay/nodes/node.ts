import { ID, Field, InterfaceType } from 'type-graphql';
import { registerAbstractType } from '../abstract-types.js';

const nodeTypes = new WeakMap<object, string>();

/** Remembers the GraphQL type of a loaded object, so that plain rows need no field for it. */
export function markNodeType(value: object, type: string): void {
  nodeTypes.set(value, type);
}

const typeNameOfNode = registerAbstractType('Node', (value) => {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  return (value as { nodeType?: string }).nodeType ?? nodeTypes.get(value);
});

/** Whatever can be fetched by its id. A value tells its type by `nodeType`, unless the registry loaded it. */
@InterfaceType('Node', {
  description: 'An object with an id by which it can be fetched again.',
  resolveType: typeNameOfNode,
})
export abstract class Node {
  @Field(() => ID, {
    description: 'Opaque and stable; the same object has the same id everywhere. Knowing it gives no right to see it.',
  })
  readonly id!: string;
}
