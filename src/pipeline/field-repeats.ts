import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

/** What a document may not go beyond while its repeats are counted; hostile ones are as good as beyond the limit. */
const budget = { fields: 20_000, depth: 100 } as const;

interface Repeats {
  count: number;
  readonly inner: SelectionSetNode[];
}

/**
 * The greatest number of fields that stand under one name at one place of a document, fragments counted through. The
 * rule that fields under one name can be merged compares each of them with each other (GraphQL, 5.3.2), so a small
 * document of repeats keeps the validator busy for long. Infinity where there is too much to count.
 */
export function greatestRepeat(document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  let greatest = 0;
  let left: number = budget.fields;

  function collect({ selections }: SelectionSetNode, found: Map<string, Repeats>, spread: Set<string>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        collect(selection.selectionSet, found, spread);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        if (fragment && !spread.has(name)) {
          spread.add(name);
          collect(fragment.selectionSet, found, spread);
        }
      } else {
        const name = selection.alias?.value ?? selection.name.value;
        const repeats = found.get(name) ?? { count: 0, inner: [] };
        repeats.count += 1;
        if (selection.selectionSet) {
          repeats.inner.push(selection.selectionSet);
        }
        found.set(name, repeats);
        left -= 1;
      }
    }
  }

  function visit(sets: readonly SelectionSetNode[], depth: number): void {
    const found = new Map<string, Repeats>();
    const spread = new Set<string>();
    sets.forEach((set) => collect(set, found, spread));
    for (const { count, inner } of found.values()) {
      greatest = Math.max(greatest, count);
      if (inner.length > 0 && left > 0 && depth < budget.depth) {
        visit(inner, depth + 1);
      }
    }
  }

  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION) {
      visit([definition.selectionSet], 1);
    }
  }
  return left > 0 ? greatest : Number.POSITIVE_INFINITY;
}
