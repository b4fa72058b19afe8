import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { dependenceOf, type ViewerDependence } from '../relay/depends-on.js';
import { isSnapshotType } from '../relay/frames/snapshot-type.js';

/** What decides which subscribers of a stream can be served by one execution. */
export interface Sharing {
  /** Whose eyes the frames of the subscription hang on, its snapshots apart. */
  readonly dependsOn: ViewerDependence;
  /** Whose eyes its snapshots hang on: where that is the viewer, each subscriber is given one of their own. */
  readonly snapshotDependsOn: ViewerDependence;
  /** The variable that gives the root field's `after` and is used nowhere else in the document; null without one. */
  readonly cursorVariable: string | null;
  /** The variables that are arguments of the root field and nothing else: what a source is asked, not what is shown of it. */
  readonly sourceVariables: readonly string[];
}

const order: readonly ViewerDependence[] = ['NOBODY', 'AUDIENCE', 'VIEWER'];

const known = new WeakMap<OperationDefinitionNode, Sharing>();

/**
 * Finds out how far the executions of a subscription can be shared, from its document alone; once for each. Whatever a
 * directive may leave out is taken to be selected, and of an interface or union every type that it may be. The document
 * has to be valid, and one schema is taken to be the schema of the process.
 */
export function sharingOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Sharing {
  let sharing = known.get(operation);
  if (!sharing) {
    sharing = findSharing(schema, document, operation);
    known.set(operation, sharing);
  }
  return sharing;
}

function findSharing(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Sharing {
  const walk = new Walk(schema, document);
  const root = schema.getSubscriptionType();
  const fields = root ? [...walk.fieldsOf(operation.selectionSet, new Set([root]))] : [];
  const dependenceIn = (isMeant: (type: GraphQLObjectType) => boolean): ViewerDependence =>
    greatest(
      fields.map(({ field, node }) => {
        const types = [...walk.typesOf(getNamedType(field.type))].filter(isMeant);
        return node.selectionSet ? walk.dependenceOf(node.selectionSet, new Set(types)) : 'NOBODY';
      }),
    );
  const dependsOn = dependenceIn((type) => !isSnapshotType(type));
  const snapshotDependsOn = dependenceIn(isSnapshotType);
  const sources = sourceVariablesOf(document, fields.map(({ node }) => node));
  const cursorVariable = sources.get('after') ?? null;
  return { dependsOn, snapshotDependsOn, cursorVariable, sourceVariables: [...sources.values()] };
}

function greatest(dependences: readonly ViewerDependence[]): ViewerDependence {
  return order[Math.max(0, ...dependences.map((one) => order.indexOf(one)))] ?? 'VIEWER';
}

/** The types that an object may be of, at one place of a document. */
type Types = ReadonlySet<GraphQLObjectType>;

/** A field of one of those types, and where the document selects it. */
interface SelectedField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

/** The reading of one document. */
class Walk {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
  ) {
    const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
    this.#fragments = new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
  }

  /** The object types that a value of a type may be of; none for a scalar. */
  typesOf(type: GraphQLNamedType | undefined): Types {
    if (isAbstractType(type)) {
      return new Set(this.schema.getPossibleTypes(type));
    }
    return new Set(isObjectType(type) ? [type] : []);
  }

  /** What a selection on an object of one of the types hangs on. */
  dependenceOf(selection: SelectionSetNode, types: Types): ViewerDependence {
    let found: ViewerDependence = 'NOBODY';
    for (const { field, node } of this.fieldsOf(selection, types)) {
      const below = node.selectionSet && this.dependenceOf(node.selectionSet, this.typesOf(getNamedType(field.type)));
      found = greatest([found, dependenceOf(field), below ?? 'NOBODY']);
      if (found === 'VIEWER') {
        break;
      }
    }
    return found;
  }

  /** The fields of a selection, those of its fragments among them, for each type that they may be of. */
  *fieldsOf({ selections }: SelectionSetNode, types: Types): Generator<SelectedField> {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        for (const type of types) {
          const field = type.getFields()[node.name.value];
          // Not there is `__typename` alone.
          if (field) {
            yield { field, node };
          }
        }
        continue;
      }
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(node.name.value) : node;
      const condition = fragment?.typeCondition?.name.value;
      const meant = condition === undefined ? types : types.intersection(this.typesOf(this.schema.getType(condition)));
      if (fragment && meant.size > 0) {
        yield* this.fieldsOf(fragment.selectionSet, meant);
      }
    }
  }
}

/** The variables behind the arguments of the root field, unless something else may hang on them; by argument. */
function sourceVariablesOf(document: DocumentNode, roots: readonly FieldNode[]): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  visit(document, {
    // Its own definition says what it is, and uses it for nothing.
    VariableDefinition: () => false,
    Variable: ({ name }) => void uses.set(name.value, (uses.get(name.value) ?? 0) + 1),
  });
  const given = (roots[0]?.arguments ?? []).flatMap(({ name, value }): (readonly [string, string])[] =>
    value.kind === Kind.VARIABLE && uses.get(value.name.value) === 1 ? [[name.value, value.name.value]] : [],
  );
  return new Map(given);
}
