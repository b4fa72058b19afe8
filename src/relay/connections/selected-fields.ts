import {
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** The names of the fields that an operation selects, by the object or interface type that it selects them on. */
type Selection = ReadonlyMap<string, ReadonlySet<string>>;

/** Operations stand in the document cache, so each is walked once, however often it is executed. */
const selections = new WeakMap<OperationDefinitionNode, Selection>();

const none: ReadonlySet<string> = new Set();

/**
 * The fields that the operation selects on a type, wherever in it: what nobody asked for need not be read. Fields under
 * `@skip` and `@include` count as selected.
 */
export function selectedFields(info: GraphQLResolveInfo, typeName: string): ReadonlySet<string> {
  const known = selections.get(info.operation);
  if (known) {
    return known.get(typeName) ?? none;
  }
  const walked = walk(info);
  selections.set(info.operation, walked);
  return walked.get(typeName) ?? none;
}

function walk({ schema, operation, fragments }: GraphQLResolveInfo): Selection {
  const found = new Map<string, Set<string>>();
  // A fragment is written for one type, so it is walked once, by itself, wherever it is spread.
  for (const definition of [operation, ...Object.values(fragments)]) {
    collect(schema, definition, found);
  }
  return found;
}

function collect(
  schema: GraphQLSchema,
  definition: OperationDefinitionNode | GraphQLResolveInfo['fragments'][string],
  found: Map<string, Set<string>>,
): void {
  const types = new TypeInfo(schema);
  visit(
    definition,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType()?.name;
        if (parent) {
          const fields = found.get(parent) ?? new Set<string>();
          fields.add(node.name.value);
          found.set(parent, fields);
        }
      },
    }),
  );
}
