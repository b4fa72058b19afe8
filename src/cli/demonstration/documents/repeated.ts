import { Kind, type OperationDefinitionNode, parse, print, visit } from 'graphql';

/** The operation with the number `at` behind its variables, and its fields under names that end in it. */
function numbered(operation: OperationDefinitionNode, at: number): OperationDefinitionNode {
  const { selectionSet, ...rest } = visit(operation, {
    Variable: (node) => ({ ...node, name: { ...node.name, value: `${node.name.value}${at}` } }),
  });
  const selections = selectionSet.selections.map((field) =>
    field.kind === Kind.FIELD ? { ...field, alias: { kind: Kind.NAME as const, value: `${field.name.value}${at}` } } : field,
  );
  return { ...rest, selectionSet: { ...selectionSet, selections } };
}

/** A document whose one operation does `times` times what it did once: `$input` becomes `$input0`, `$input1` and so on. */
export function repeated(document: string, times: number): string {
  const parsed = parse(document);
  const definitions = parsed.definitions.map((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) {
      return definition;
    }
    const copies = Array.from({ length: times }, (_, at) => numbered(definition, at));
    return {
      ...definition,
      variableDefinitions: copies.flatMap(({ variableDefinitions }) => variableDefinitions ?? []),
      selectionSet: { ...definition.selectionSet, selections: copies.flatMap(({ selectionSet }) => selectionSet.selections) },
    };
  });
  return print({ ...parsed, definitions });
}
