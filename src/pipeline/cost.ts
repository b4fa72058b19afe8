import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
// Its ESM build brings a second copy of graphql, whose schemas are not ours.
import { fieldExtensionsEstimator, getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs';
import { defaultPageSize, maximumPageSize } from '../relay/connections/page-arguments.js';

/** What a mutation costs beside what it selects, in points. */
export const mutationCost = 10;

/** What asking for the schema costs, however much of it. */
export const introspectionCost = 100;

function clamped(size: unknown): number {
  // More than a page may hold is refused by the field itself, and less than nothing must not make others cheaper.
  return typeof size === 'number' ? Math.min(Math.max(size, 0), maximumPageSize) : 0;
}

type Arguments = ComplexityEstimatorArgs['args'];

/** The page size that a connection is asked for; null for a field that has none. */
function pageSizeOf(field: GraphQLField<unknown, unknown>, args: Arguments): number | null {
  if (!field.args.some(({ name }) => name === 'first' || name === 'last')) {
    return null;
  }
  const isGiven = typeof args.first === 'number' || typeof args.last === 'number';
  return isGiven ? Math.max(clamped(args.first), clamped(args.last)) : defaultPageSize;
}

/** How many items a field without pages is taken to give: those of the ids it is given, or what is assumed of a list. */
function itemsOf(field: GraphQLField<unknown, unknown>, parent: string, args: Arguments, listFactor: number): number {
  if (Array.isArray(args.ids)) {
    return clamped(args.ids.length);
  }
  // The connection above has been multiplied by its page size already.
  const isPage = parent.endsWith('Connection') && (field.name === 'edges' || field.name === 'nodes');
  return isListType(getNullableType(field.type)) && !isPage ? listFactor : 1;
}

function estimatorOf(schema: GraphQLSchema, listFactor: number) {
  const mutation = schema.getMutationType();
  return ({ type, field, args, childComplexity }: ComplexityEstimatorArgs): number => {
    if (field.name === '__schema' || field.name === '__type') {
      return introspectionCost;
    }
    const own = mutation && type === mutation ? mutationCost : isCompositeType(getNamedType(field.type)) ? 1 : 0;
    const page = pageSizeOf(field, args);
    if (page !== null) {
      return own + page * childComplexity;
    }
    return itemsOf(field, isObjectType(type) ? type.name : '', args, listFactor) * (own + childComplexity);
  };
}

/**
 * The cost of an operation in points: an object 1, a plain field 0, a mutation 10, what lies below a list times its
 * page size (`first`, `last`, the number of `ids`, else what is assumed), unless the field declares a `complexity` of
 * its own. Throws GraphQLError for arguments that cannot be read, and for a document with more than 10,000 fields.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  listFactor: number,
): number {
  const complexity = getComplexity({
    schema,
    query: document,
    variables,
    ...(operation.name ? { operationName: operation.name.value } : {}),
    estimators: [fieldExtensionsEstimator(), estimatorOf(schema, listFactor)],
  });
  return Math.max(1, Math.ceil(complexity));
}
