import {
  buildSchema,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  isObjectType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A field of the schema that answers page by page. */
export interface ConnectionField {
  /** Such as `Query.councils` or `Council.appointments`. */
  readonly name: string;
  /** The object type that has it; null for a root field. */
  readonly owner: string | null;
  /** Its arguments beside the four of every connection. */
  readonly filters: readonly GraphQLArgument[];
  /** Asks for everything that the laws look at; `$owner` is the id of the object that has the field. */
  readonly document: string;
}

/** How an object is reached that has a connection and is no node. */
const doors: Readonly<Record<string, string>> = { Presence: 'presence(streamOf: $owner)' };

const pageArguments = new Set(['first', 'after', 'last', 'before']);

const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../../schema/schema.graphql'), 'utf8'));

/** A connection is known by its page information, whatever its type is called. */
function isConnection(field: GraphQLField<unknown, unknown>): boolean {
  const type = getNamedType(field.type);
  return isObjectType(type) && 'pageInfo' in type.getFields();
}

/** What names an item: its own id, or where it has none that of the person whom it is about. */
function identityOf(field: GraphQLField<unknown, unknown>): string {
  const connection = getNamedType(field.type);
  const item = isObjectType(connection) ? getNamedType(connection.getFields()['nodes']?.type) : undefined;
  return isObjectType(item) && 'id' in item.getFields() ? 'id' : 'person { id }';
}

function documentOf(owner: string | null, field: GraphQLField<unknown, unknown>): string {
  const identity = identityOf(field);
  const variables = field.args.map(({ name, type }) => `$${name}: ${type.toString()}`);
  const list = `list: ${field.name}(${field.args.map(({ name }) => `${name}: $${name}`).join(', ')}) {
    totalCount nodes { ${identity} } edges { cursor node { ${identity} } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }`;
  return owner === null
    ? `query (${variables.join(', ')}) { ${list} }`
    : `query ($owner: ID!, ${variables.join(', ')}) { node: ${doors[owner] ?? 'node(id: $owner)'} { ... on ${owner} { ${list} } } }`;
}

function connectionsOf(type: GraphQLObjectType): ConnectionField[] {
  const owner = type === schema.getQueryType() ? null : type.name;
  return Object.values(type.getFields())
    .filter(isConnection)
    .map((field) => ({
      name: `${type.name}.${field.name}`,
      owner,
      filters: field.args.filter(({ name }) => !pageArguments.has(name)),
      document: documentOf(owner, field),
    }));
}

/** All connections of the schema, of root fields and of fields of objects. */
export const connectionFields: readonly ConnectionField[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .flatMap(connectionsOf);
