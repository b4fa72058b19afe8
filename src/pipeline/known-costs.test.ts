import { buildSchema, GraphQLError, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { KnownCosts } from './known-costs.js';

const schema = buildSchema(`
  scalar Cursor
  type Item { id: ID! }
  type ItemConnection { nodes: [Item!]! }
  type Query { items(first: Int): ItemConnection! }
  type Frame { cursor: Cursor items(first: Int): ItemConnection! }
  type Subscription { frames(id: ID!, after: Cursor): Frame! }
`);

function operationIn(text: string) {
  const document = parse(text);
  return { document, operation: document.definitions[0] as OperationDefinitionNode };
}

describe('known costs', () => {
  const costs = new KnownCosts(schema, 10);
  const query = operationIn('query ($first: Int) { items(first: $first) { nodes { id } } }');
  const stream = operationIn(
    'subscription ($id: ID!, $after: Cursor, $first: Int) { frames(id: $id, after: $after) { items(first: $first) { nodes { id } } } }',
  );
  const ofQuery = (variables: Record<string, unknown>): number => costs.of(query.document, query.operation, variables);
  const ofStream = (variables: Record<string, unknown>): number => costs.of(stream.document, stream.operation, variables);

  it('are those of the variables that are given', () => {
    const small = ofQuery({ first: 2 });
    const large = ofQuery({ first: 50 });
    expect(large).toBeGreaterThan(small);
    expect([ofQuery({ first: 2 }), ofQuery({ first: 50 })]).toEqual([small, large]);
  });

  it('are the same at every cursor, and others for other pages', () => {
    const cost = ofStream({ id: 'a', after: 'x', first: 5 });
    expect(ofStream({ id: 'a', after: 'y', first: 5 })).toBe(cost);
    expect(ofStream({ id: 'a', after: 'y', first: 6 })).toBeGreaterThan(cost);
  });

  it('refuse what cannot be read each time, also after what could', () => {
    ofStream({ id: 'a', after: 'x', first: 5 });
    const unreadable = () => ofStream({ id: { no: 'id' }, after: 'x', first: 5 });
    expect(unreadable).toThrow(GraphQLError);
    expect(unreadable).toThrow(GraphQLError);
  });

  it('stay right when more variables come than are remembered', () => {
    const all = Array.from({ length: 100 }, (_, first) => ofQuery({ first }));
    expect(Array.from({ length: 100 }, (_, first) => ofQuery({ first }))).toEqual(all);
    expect(new Set(all).size).toBe(100);
  });
});
