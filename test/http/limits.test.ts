import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleServer, type SampleServer } from './support/sample-server.js';
import { seen } from './support/sample-schema.js';
import { Line, transports } from './support/transports.js';

let server: SampleServer;
let strict: SampleServer;

beforeAll(async () => {
  server = await sampleServer({}, { limits: { timeout: 100 } });
  strict = await sampleServer({}, { introspection: false, limits: { rate: { perSecond: 1, burst: 25 } } });
});

afterAll(async () => {
  await Promise.all([server.stop(), strict.stop()]);
});

const nested = (depth: number): string => '{ neighbour '.repeat(depth - 3) + '{ watts }' + ' }'.repeat(depth - 3);
const deep = (depth: number): string => `{ lamps { nodes ${nested(depth)} } }`;
const throughFragments = `query { lamps { nodes { ...A } } }
  ${['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'].map((name, n, all) => `fragment ${name} on Lamp { neighbour { ${all[n + 1] ? `...${all[n + 1]}` : 'watts'} } }`).join('\n')}`;
const doubling = `query { ...F0 } ${Array.from({ length: 40 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')}
  fragment F40 on Query { a: hello }`;
const aliases = (count: number): string => `{ ${Array.from({ length: count }, (_, n) => `a${n}: hello`).join(' ')} }`;

const refusals: readonly (readonly [string, string, string, object?])[] = [
  ['too many tokens', `{ ${'hello '.repeat(4_000)} }`, 'GRAPHQL_PARSE_FAILED'],
  ['lists within lists beyond the stack', `{ nodes(ids: ${'['.repeat(3_900)}`, 'GRAPHQL_PARSE_FAILED'],
  ['a syntax error', '{', 'GRAPHQL_PARSE_FAILED'],
  ['one field over and over', `{ ${'hello '.repeat(3_900)} }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['one field over and over, merged all the way down', `{ ${'lamps { nodes { watts } } '.repeat(400)} }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['depth', deep(13), 'DEPTH_EXCEEDED'],
  ['depth through fragments', throughFragments, 'DEPTH_EXCEEDED'],
  ['aliases', aliases(31), 'ALIASES_EXCEEDED'],
  ['aliases multiplied by fragments', doubling, 'ALIASES_EXCEEDED'],
  ['root mutations', `mutation { ${'light '.repeat(11)} }`, 'MUTATIONS_EXCEEDED'],
  [
    'root mutations in a fragment',
    `mutation { ...M } fragment M on Mutation { ${'light '.repeat(11)} }`,
    'MUTATIONS_EXCEEDED',
  ],
  ['directives', `{ hello ${'@include(if: true) '.repeat(51)} }`, 'DIRECTIVES_EXCEEDED'],
  ['an unknown field', '{ helo }', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'fragments in a circle',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'an unknown operation',
    'fragment A on Query { hello } query B { ...A } query C { hello }',
    'OPERATION_RESOLUTION_FAILURE',
  ],
  ['a variable of the wrong type', 'query ($n: Int!) { slow(milliseconds: $n) }', 'BAD_USER_INPUT', { n: 'x' }],
  ['cost by page size', '{ lamps(first: 100) { nodes { lamps(first: 100) { nodes { watts } } } } }', 'COST_EXCEEDED'],
  [
    'cost by page size in a variable',
    'query ($n: Int) { lamps(last: $n) { nodes { lamps(first: $n) { nodes { watts } } } } }',
    'COST_EXCEEDED',
    { n: 100 },
  ],
  [
    'cost by ids',
    'query ($ids: [ID!]!) { nodes(ids: $ids) { lamps(first: 100) { nodes { id } } } }',
    'COST_EXCEEDED',
    { ids: Array.from({ length: 100 }, String) },
  ],
  [
    'cost by lists without a size',
    '{ nodes(ids: [1]) { neighbours { neighbours { neighbours { neighbours { id } } } } } }',
    'COST_EXCEEDED',
  ],
  ['time', '{ slow(milliseconds: 5000) }', 'TIMEOUT'],
];

describe.each(transports)('over $name', ({ send }) => {
  test.each(refusals.map(([what, query, code, variables = {}]) => [what, query, code, variables] as const))(
    '%s is refused with its code',
    async (_, query, code, variables) => {
      const { errors, data } = await send(server.url, query, variables);
      expect([data ?? null, errors?.[0]?.extensions?.code]).toEqual([null, code]);
    },
  );

  test('what stays within the limits is answered, with its cost and a request id', async () => {
    const { data, errors, extensions } = await send(server.url, deep(12));
    expect([data, errors]).toEqual([{ lamps: { nodes: [] } }, undefined]);
    expect(extensions).toEqual({
      requestId: expect.stringMatching(/^[\w.-]{8,64}$/),
      cost: { requested: 201, limit: 5_000 },
    });
    expect((await send(server.url, aliases(30))).errors).toBeUndefined();
  });

  test('negative page sizes make nothing cheaper', async () => {
    const query =
      '{ lamps(first: -100) { nodes { id } } big: lamps(first: 100) { nodes { lamps(first: 100) { nodes { id } } } } }';
    expect((await send(server.url, query)).errors?.[0]?.extensions?.code).toBe('COST_EXCEEDED');
  });

  test('an account may spend more than the public', async () => {
    const query = '{ lamps(first: 90) { nodes { lamps(first: 60) { nodes { id } } } } }';
    expect((await send(server.url, query)).errors?.[0]?.extensions?.code).toBe('COST_EXCEEDED');
    expect((await send(server.url, query, {}, 'alice')).errors).toBeUndefined();
  });

  test('at most ten faults are named, and no name is guessed', async () => {
    const { errors = [] } = await send(
      server.url,
      `{ helo ${Array.from({ length: 30 }, (_, n) => `wrong${n}`).join(' ')} }`,
    );
    expect(errors.length).toBeLessThanOrEqual(11);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean|hello/);
  });

  test('the time that ends aborts the work', async () => {
    const before = seen.aborted;
    await send(server.url, '{ slow(milliseconds: 5000) }');
    expect(seen.aborted).toBe(before + 1);
  });

  test('too many requests are refused for one principal and not for another', async () => {
    const name = `spender-${Math.random()}`;
    const query = '{ lamps(first: 12) { nodes { id } } }';
    expect((await send(strict.url, query, {}, name)).errors).toBeUndefined();
    expect((await send(strict.url, query, {}, name)).errors?.[0]?.extensions).toMatchObject({
      code: 'RATE_LIMITED',
      retryAfter: expect.any(Number),
    });
    expect((await send(strict.url, '{ hello }', {}, `other-${Math.random()}`)).errors).toBeUndefined();
  });

  test('refused documents are paid for too', async () => {
    const name = `sloppy-${Math.random()}`;
    const codes: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      codes.push((await send(strict.url, '{', {}, name)).errors?.[0]?.extensions?.code);
    }
    expect(codes).toEqual(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_PARSE_FAILED', 'RATE_LIMITED']);
  });

  test('what is refused for its rate is not read first', async () => {
    const name = `greedy-${Math.random()}`;
    const codes: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      codes.push((await send(strict.url, '{ hello }', {}, name)).errors?.[0]?.extensions?.code);
    }
    expect(codes).toEqual([undefined, undefined, 'RATE_LIMITED', 'RATE_LIMITED']);
    expect((await send(strict.url, '{', {}, name)).errors?.[0]?.extensions?.code).toBe('RATE_LIMITED');
  });

  test('introspection is answered only where configuration allows it', async () => {
    const query = getIntrospectionQuery();
    expect((await send(server.url, query)).errors).toBeUndefined();
    const refused = await send(strict.url, '{ __schema { types { name } } }', {}, `curious-${Math.random()}`);
    expect(refused.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  test('what was thrown is masked and logged under its id; what was meant is told', async () => {
    const { errors, data } = await send(server.url, '{ fail refuse }');
    expect(data).toEqual({ fail: null, refuse: null });
    const failed = errors?.find(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(errors)).not.toContain('secret');
    expect(
      server.log.some((line) => line.includes(String(failed?.extensions?.errorId)) && line.includes('secret')),
    ).toBe(true);
    expect(
      errors?.some(({ message, extensions }) => message === 'Not like that.' && extensions?.code === 'BAD_USER_INPUT'),
    ).toBe(true);
    const broken = await send(server.url, '{ required }');
    expect(broken.errors?.[0]?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
  });

  test('the viewer of the token is the viewer of the operation', async () => {
    expect((await send(server.url, '{ viewer }', {}, 'alice')).data).toEqual({ viewer: 'alice' });
    expect((await send(server.url, '{ viewer }')).data).toEqual({ viewer: null });
  });
});

describe('tokens that are not good', () => {
  let guarded: SampleServer;

  beforeAll(async () => {
    guarded = await sampleServer({}, { limits: { rate: { perSecond: 1, burst: 45 } } });
  });

  afterAll(() => guarded.stop());

  test('are looked at only so often, over both transports; the public goes on', async () => {
    const [overHttp] = transports;
    const codes: unknown[] = [];
    for (let n = 0; n < 2; n += 1) {
      codes.push((await overHttp?.send(guarded.url, '{ hello }', {}, 'bad'))?.errors?.[0]?.extensions?.code);
      codes.push((await (await Line.open(guarded.url, { authorization: 'Bearer bad' })).closed).code);
    }
    expect(codes).toEqual(['UNAUTHENTICATED', 4403, 'UNAUTHENTICATED', 4403]);
    const limited = await overHttp?.send(guarded.url, '{ hello }', {}, 'bad');
    expect(limited?.errors?.[0]?.extensions?.code).toBe('RATE_LIMITED');
    expect((await (await Line.open(guarded.url, { authorization: 'Bearer bad' })).closed).code).toBe(1013);
    expect((await overHttp?.send(guarded.url, '{ hello }'))?.errors).toBeUndefined();
  });
});
