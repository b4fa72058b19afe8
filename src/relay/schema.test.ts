import {
  graphql,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { Args, Ctx, Field, ID, Int, ObjectType, Query, Resolver, buildSchemaSync } from 'type-graphql';
import { beforeEach, describe, expect, test } from 'vitest';
import { allowed, refused } from '../decision.js';
import type { Frame } from '../realtime/frame.js';
import { defaultLimits } from '../realtime/limits.js';
import { resolveTypesSynchronously } from './abstract-types.js';
import { ConnectionArguments, connectionOf, connectionTypes } from './connections/connection.js';
import { registerEventBody } from './frames/event-body.js';
import { frameToGraphQL } from './frames/frame-value.js';
import { frameUnion } from './frames/frames.js';
import { pageOfList } from './connections/list-page.fixture.js';
import { encodeNodeId } from './nodes/node-id.js';
import { NodeRegistry } from './nodes/node-registry.js';
import { createNodeResolver } from './nodes/node.resolver.js';
import { Node } from './nodes/node.js';
import { defineOrdering } from './connections/ordering.js';
import { scalarsMap } from './scalars.js';
import { toUserErrors, userErrorType } from './user-error.js';
import { Permission, toPermission } from './viewer-permission.js';

const uuidOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const id = (n: number, type = 'Lamp'): string => encodeNodeId(type, uuidOf(n));

@ObjectType('Lamp', { implements: Node, description: 'A lamp.', simpleResolvers: true })
class Lamp extends Node {
  @Field(() => Int, { description: 'How bright.' })
  readonly watts!: number;
}

@ObjectType('LampSnapshot', { description: 'A lamp as it stands.', simpleResolvers: true })
class LampSnapshot {
  @Field(() => ID, { description: 'Where the stream stands.' })
  readonly cursor!: string;

  @Field(() => Lamp, { description: 'The lamp.' })
  readonly lamp!: Lamp;
}

@ObjectType('LampLit', { description: 'A lamp was lit.', simpleResolvers: true })
class LampLit {
  @Field(() => Int, { description: 'How bright.' })
  readonly watts!: number;
}

registerEventBody('LampLit', () => LampLit);
const LampFrame = frameUnion('LampFrame', LampSnapshot);
const { Connection } = connectionTypes(Lamp, { name: 'Lamp' });
const LampLightError = userErrorType('lampLight');
const messageOf = (code: string, locale: string): string => `${code} in ${locale}`;
const lamps = [1, 2, 3].map((n) => ({ id: encodeNodeId('Lamp', uuidOf(n)), uuid: uuidOf(n), watts: n }));
const ordering = defineOrdering([{ column: 'id', type: 'uuid', direction: 'asc' }]);
const compare = (left: readonly string[], right: readonly string[]): number =>
  (left[0] ?? '').localeCompare(right[0] ?? '');
const event = {
  stream: 'lamp:1',
  type: 'LampLit',
  entityType: 'Lamp',
  entityId: uuidOf(1),
  body: { watts: 60 },
  seq: 2,
  prev: 1,
  cursor: 'c2',
  eventId: uuidOf(9),
  at: new Date(0),
  actorId: uuidOf(7),
  mutationId: null,
  transactionIndex: 0,
  transactionSize: 1,
};

const frames: Exclude<Frame<never>, { kind: 'Snapshot' }>[] = [
  { kind: 'Ready', cursor: 'c0', recovered: false, replayed: 0, serverTime: new Date(0), sessionEnd: new Date(5) },
  { kind: 'Events', cursor: 'c2', events: [event, { ...event, type: 'Unheard', seq: 3, actorId: null }] },
  { kind: 'Reset', reason: 'RETENTION' },
  { kind: 'Checkpoint', cursor: 'c3', serverTime: new Date(0) },
  { kind: 'AuthExpiring', at: new Date(5) },
];

@Resolver()
class LampResolver {
  @Query(() => Connection, { description: 'All lamps.' })
  lamps(@Args(() => ConnectionArguments) page: ConnectionArguments, @Ctx() context: { counted: number }): object {
    return connectionOf(
      pageOfList(lamps, ordering, (lamp) => [lamp.uuid], compare, page),
      () => {
        context.counted += 1;
        return lamps.length;
      },
    );
  }

  @Query(() => [LampFrame], { description: 'One frame of each kind.' })
  frames(): object[] {
    return [...frames.map((frame) => frameToGraphQL(frame, defaultLimits)), { frame: 'Snapshot', cursor: 'c1', lamp: lamps[0] }];
  }

  @Query(() => [LampLightError], { description: 'Errors.' })
  errors(): object[] {
    return toUserErrors([{ code: 'REQUIRED', path: ['a', '0'] }], 'ru', messageOf);
  }

  @Query(() => [Permission], { description: 'Permissions.' })
  permissions(): object[] {
    return [toPermission(allowed, 'uz', messageOf), toPermission(refused('FORBIDDEN'), 'uz', messageOf)];
  }
}

const asked: string[][] = [];
const registry = new NodeRegistry<{ counted: number }>();
registry.register('Lamp', async (ids) => {
  asked.push([...ids]);
  return ids.map((uuid) => lamps.find((lamp) => lamp.uuid === uuid && uuid !== uuidOf(3)) ?? null);
});
const schema = resolveTypesSynchronously(
  buildSchemaSync({ resolvers: [LampResolver, createNodeResolver(registry)], scalarsMap, validate: false }),
);
const context = { counted: 0 };

async function run(source: string, variableValues: Record<string, unknown> = {}) {
  return graphql({ schema, source, variableValues, contextValue: context });
}

beforeEach(() => {
  asked.length = 0;
  context.counted = 0;
});

describe('nodes', () => {
  test('answer null alike for malformed, foreign, unknown and hidden ids, with one load for each type', async () => {
    const ids = [id(2), 'nonsense', id(1, 'Stone'), id(8), id(3), id(1), id(2)];
    const { data, errors } = await run('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids });
    expect(errors).toBeUndefined();
    const lamp = (n: number) => ({ __typename: 'Lamp', id: id(n) });
    expect(data?.nodes).toEqual([lamp(2), null, null, null, null, lamp(1), lamp(2)]);
    expect(asked).toEqual([[2, 8, 3, 1].map(uuidOf)]);
  });

  test('are found one by one, and with their own fields', async () => {
    const { data } = await run('query ($id: ID!) { node(id: $id) { ... on Lamp { watts } } }', { id: id(2) });
    expect(data?.node).toEqual({ watts: 2 });
  });

  test('are at most 100', async () => {
    const ids = Array.from({ length: 101 }, () => id(1));
    const { errors } = await run('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argumentPath: ['ids'] });
  });

  test('cannot be registered twice', () => {
    expect(() => registry.register('Lamp', async () => [])).toThrow('twice');
  });
});

describe('connections', () => {
  test('have edges, nodes and page information', async () => {
    const { data, errors } = await run(
      '{ lamps(first: 2) { edges { cursor node { watts } } nodes { id } pageInfo { hasNextPage startCursor endCursor } } }',
    );
    expect(errors).toBeUndefined();
    const value = data?.lamps as { edges: { cursor: string }[]; nodes: object[]; pageInfo: object };
    expect(value.nodes).toHaveLength(2);
    expect(value.pageInfo).toEqual({
      hasNextPage: true,
      startCursor: value.edges[0]?.cursor,
      endCursor: value.edges[1]?.cursor,
    });
  });

  test('count only when the count is selected', async () => {
    await run('{ lamps { nodes { id } } }');
    expect(context.counted).toBe(0);
    const { data } = await run('{ lamps { totalCount } }');
    expect([context.counted, data?.lamps]).toEqual([1, { totalCount: 3 }]);
  });

  test('refuse a cursor of another list with the path', async () => {
    const { errors } = await run('{ lamps(after: "abc") { totalCount } }');
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argumentPath: ['after'] });
  });
});

describe('frames', () => {
  test('are told apart, with the typed body beside and nothing invented for unknown events', async () => {
    const { data, errors } = await run(`{ frames {
      __typename
      ... on Ready { recovered replayed serverTime limits { replayedEvents checkpointSeconds sessionExpiresAt } }
      ... on LampSnapshot { lamp { watts } at: cursor }
      ... on Events { events { seq prev type actor { id } entityId body { ... on LampLit { watts } } } }
      ... on Reset { reason }
      ... on Checkpoint { serverTime }
      ... on AuthExpiring { ends: at }
    } }`);
    expect(errors).toBeUndefined();
    expect(JSON.parse(JSON.stringify(data?.frames))).toEqual([
      {
        __typename: 'Ready',
        recovered: false,
        replayed: 0,
        serverTime: '1970-01-01T00:00:00.000Z',
        limits: { replayedEvents: 5_000, checkpointSeconds: 15, sessionExpiresAt: '1970-01-01T00:00:00.005Z' },
      },
      {
        __typename: 'Events',
        events: [
          {
            seq: 2,
            prev: 1,
            type: 'LampLit',
            actor: { id: encodeNodeId('Account', uuidOf(7)) },
            entityId: encodeNodeId('Lamp', uuidOf(1)),
            body: { watts: 60 },
          },
          { seq: 3, prev: 1, type: 'Unheard', actor: null, entityId: encodeNodeId('Lamp', uuidOf(1)), body: null },
        ],
      },
      { __typename: 'Reset', reason: 'RETENTION' },
      { __typename: 'Checkpoint', serverTime: '1970-01-01T00:00:00.000Z' },
      { __typename: 'AuthExpiring', ends: '1970-01-01T00:00:00.005Z' },
      { __typename: 'LampSnapshot', lamp: { watts: 1 }, at: 'c1' },
    ]);
  });
});

describe('errors and permissions', () => {
  test("are data in the viewer's language", async () => {
    const { data } = await run('{ errors { code message path } permissions { allowed reason code } }');
    expect(data?.errors).toEqual([{ code: 'REQUIRED', message: 'REQUIRED in ru', path: ['a', '0'] }]);
    expect(data?.permissions).toEqual([
      { allowed: true, reason: null, code: null },
      { allowed: false, reason: 'FORBIDDEN in uz', code: 'FORBIDDEN' },
    ]);
  });
});

describe('the shared types', () => {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));

  test('are described to the last argument and enum value', () => {
    const bare: string[] = [];
    for (const type of types) {
      const parts = isEnumType(type)
        ? type.getValues()
        : isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
          ? Object.values(type.getFields()).flatMap((field) => [field, ...('args' in field ? field.args : [])])
          : [];
      bare.push(...[type, ...parts].filter((part) => !part.description).map((part) => `${type.name} ${part.name}`));
    }
    // Roots and the scalars of the language itself are described elsewhere.
    expect(bare.filter((name) => !name.startsWith('Query '))).toEqual([]);
  });

  test('tell the type of a value without a promise', () => {
    const asynchronous = types
      .filter(isAbstractType)
      .filter((type) => type.resolveType?.constructor.name === 'AsyncFunction');
    expect(asynchronous.map((type) => type.name)).toEqual([]);
  });
});
