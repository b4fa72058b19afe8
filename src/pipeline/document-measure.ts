import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large a selection is once every fragment stands where it is spread. */
export interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields at the top of it. */
  readonly rootFields: number;
}

const empty: Measure = { depth: 0, aliases: 0, directives: 0, rootFields: 0 };
const introspection = new Set(['__schema', '__type']);

/**
 * Measures the operations of a document, each part of it the largest of all. A fragment is measured once, however
 * often it is spread, so hostile nesting costs nothing; one that spreads itself counts as empty (validation refuses it).
 */
export function measureDocument(document: DocumentNode): Measure & { readonly rootMutations: number } {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const measured = new Map<string, Measure>();

  function ofFragment(name: string): Measure {
    const known = measured.get(name);
    if (known) {
      return known;
    }
    measured.set(name, empty);
    const fragment = fragments.get(name);
    const measure = fragment ? withDirectives(ofSelections(fragment.selectionSet), fragment.directives?.length) : empty;
    measured.set(name, measure);
    return measure;
  }

  function ofSelection(selection: SelectionNode): Measure {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return withDirectives(ofFragment(selection.name.value), selection.directives?.length);
    }
    const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : empty;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return withDirectives(inner, selection.directives?.length);
    }
    return {
      // graphql-js bounds the depth of introspection by a rule of its own; tools ask deeply there.
      depth: 1 + (introspection.has(selection.name.value) ? 0 : inner.depth),
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      directives: inner.directives + (selection.directives?.length ?? 0),
      rootFields: 1,
    };
  }

  function ofSelections({ selections }: SelectionSetNode): Measure {
    let sum = empty;
    for (const selection of selections) {
      const one = ofSelection(selection);
      sum = {
        depth: Math.max(sum.depth, one.depth),
        aliases: sum.aliases + one.aliases,
        directives: sum.directives + one.directives,
        rootFields: sum.rootFields + one.rootFields,
      };
    }
    return sum;
  }

  const whole = { ...empty, rootMutations: 0 };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) {
      continue;
    }
    const one = withDirectives(ofSelections(definition.selectionSet), definition.directives?.length);
    const rootMutations = definition.operation === 'mutation' ? one.rootFields : 0;
    for (const [name, value] of Object.entries({ ...one, rootMutations })) {
      const part = name as keyof typeof whole;
      Object.assign(whole, { [part]: Math.max(whole[part], value) });
    }
  }
  return whole;
}

function withDirectives(measure: Measure, directives = 0): Measure {
  return directives === 0 ? measure : { ...measure, directives: measure.directives + directives };
}
