import { buildSchema, execute, type GraphQLObjectType, GraphQLError, parse, type OperationDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';
import { OperationExecutor } from './compiled-queries.js';

const schema = buildSchema(`
  interface Node { id: ID! }
  type Cat implements Node { id: ID! name: String! colour: Colour lives(of: Int = 9): Int }
  type Dog implements Node { id: ID! name: String! friends(first: Int): [Node!] owner: Person! }
  type Person { name: String secret: String! }
  union Pet = Cat | Dog
  enum Colour { RED BLACK }
  input Wish { n: Int! = 3 }
  type Query { pets(first: Int = 2): [Pet!]! node(id: ID!): Node wish(wish: Wish = {n: 5}): Int broken: String fatal: Person }
  type Mutation { grow(by: Int!): Int }
`);
const cat = { __typename: 'Cat', id: 'c', name: 'Mosh', colour: 'RED' };
const dog = { __typename: 'Dog', id: 'd', name: 'Itbek' };
for (const name of ['Node', 'Pet']) {
  (schema.getType(name) as { resolveType?: unknown }).resolveType = (value: { __typename: string }) => value.__typename;
}

/** Fields are resolved by functions of the schema, never by functions among the values: graphql-jit calls only those. */
function resolve<Arguments>(type: string, field: string, resolver: (args: Arguments) => unknown): void {
  const found = (schema.getType(type) as GraphQLObjectType).getFields()[field];
  if (found) {
    found.resolve = (_source, args) => resolver(args as Arguments);
  }
}
resolve<{ of: number }>('Cat', 'lives', ({ of }) => of);
resolve<{ first?: number | null }>('Dog', 'friends', async ({ first }) => [cat, dog].slice(0, first ?? 2));
resolve('Dog', 'owner', () => Promise.resolve({ name: null, secret: null }));
resolve<{ first: number }>('Query', 'pets', ({ first }) => [cat, dog, cat].slice(0, first));
resolve<{ id: string }>('Query', 'node', ({ id }) => (id === 'c' ? cat : null));
resolve<{ wish: { n: number } }>('Query', 'wish', ({ wish }) => wish.n);
resolve('Query', 'broken', () => {
  throw new GraphQLError('Not now', { extensions: { code: 'NOT_NOW' } });
});
resolve('Query', 'fatal', async () => {
  throw new RangeError('a pipe burst');
});
resolve<{ by: number }>('Mutation', 'grow', ({ by }) => by);

type Case = readonly [source: string, variables?: Readonly<Record<string, unknown>>, name?: string];

const operations: readonly Case[] = [
  ['{ pets { ... on Cat { id name colour lives } ... on Dog { name friends { id ... on Cat { lives(of: 7) } } } } }'],
  ['query ($n: Int = 3) { pets(first: $n) { __typename ... on Node { id } } }'],
  ['query ($n: Int = 3) { pets(first: $n) { __typename } }', { n: 1 }],
  ['query ($n: Int) { pets(first: $n) { __typename } }', {}],
  ['query ($b: Boolean!) { pets { ... on Cat @include(if: $b) { id } ...D @skip(if: $b) } } fragment D on Dog { id }', { b: true }],
  ['query ($b: Boolean!) { pets { ... on Cat @include(if: $b) { id } ...D @skip(if: $b) } } fragment D on Dog { id }', { b: false }],
  ['{ a: node(id: "c") { id } b: node(id: "x") { id } ... on Query { c: node(id: "c") { ... on Cat { name } } } }'],
  ['{ broken pets { __typename } }'],
  ['{ fatal { name } broken }'],
  ['{ pets { ... on Dog { owner { name secret } } } }'],
  ['query A { broken } query B { pets { __typename } }', {}, 'B'],
  ['query ($w: Wish = {}) { wish(wish: $w) }'],
  ['{ wish }'],
  ['mutation { a: grow(by: 1) b: grow(by: 2) }'],
  ['{ __schema { queryType { name } } }'],
];

describe('an operation that comes again and again', () => {
  it.each(operations.map((each) => ({ each, source: each[0] })))('$source', async ({ each: [source, variableValues = {}, name] }) => {
    const document = parse(source);
    const operation = document.definitions.find(
      (each) => each.kind === 'OperationDefinition' && (!name || each.name?.value === name),
    ) as OperationDefinitionNode;
    const args = { schema, document, variableValues, operationName: name ?? null, contextValue: {} };
    const executor = new OperationExecutor(schema);
    const expected = await execute(args);
    for (let use = 1; use <= 6; use += 1) {
      const { data, errors } = await executor.execute(args, operation);
      expect(JSON.parse(JSON.stringify(data))).toEqual(JSON.parse(JSON.stringify(expected.data)));
      expect(errors?.map((error) => error.toJSON())).toEqual(expected.errors?.map((error) => error.toJSON()));
      expect(errors?.every((error) => error instanceof GraphQLError)).toBe(expected.errors?.every(() => true));
      expect(errors?.map(({ originalError }) => originalError?.message)).toEqual(
        expected.errors?.map(({ originalError }) => originalError?.message),
      );
    }
  });
});
