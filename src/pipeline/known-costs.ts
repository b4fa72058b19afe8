import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { costOf } from './cost.js';
import { sharingOf } from './viewer-dependence.js';

/** Variables whose text is longer are not remembered. */
const longestKey = 512;

/** Of one document; whoever sends other variables each time gains nothing by it. */
const keptPerDocument = 64;

/**
 * The costs of operations that come again and again with the same variables, as when a network is back and everybody
 * subscribes anew. A cursor costs nothing, so operations that differ in it alone are the same here.
 */
export class KnownCosts {
  /** By operation, which stands in the document cache: what leaves that one leaves this one, too. */
  readonly #costs = new WeakMap<OperationDefinitionNode, Map<string, number>>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly listFactor: number,
  ) {}

  /** The cost in points. Throws what `costOf` throws; that is not remembered. */
  of(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): number {
    const key = JSON.stringify(this.#without(variables, document, operation));
    const costs = this.#costs.get(operation) ?? new Map<string, number>();
    const cost = costs.get(key) ?? costOf(this.schema, document, operation, variables, this.listFactor);
    if (key.length <= longestKey && costs.size < keptPerDocument) {
      costs.set(key, cost);
      this.#costs.set(operation, costs);
    }
    return cost;
  }

  /** The variables, less a cursor that may be read: what no cursor can be has to be refused. */
  #without(variables: Readonly<Record<string, unknown>>, document: DocumentNode, operation: OperationDefinitionNode) {
    if (operation.operation !== 'subscription') {
      return variables;
    }
    const { cursorVariable } = sharingOf(this.schema, document, operation);
    const cursor = cursorVariable === null ? undefined : variables[cursorVariable];
    return cursorVariable !== null && typeof cursor === 'string' ? { ...variables, [cursorVariable]: null } : variables;
  }
}
