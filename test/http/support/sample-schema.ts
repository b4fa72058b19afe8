import { GraphQLError, buildSchema, type GraphQLFieldConfig, type GraphQLObjectType } from 'graphql';
import { badUserInput } from '../../../src/relay/input-error.js';

/** What the sample resolvers have seen. */
export const seen = { aborted: 0, returned: 0, executed: 0, slow: 0, silent: 0, ticks: 0 };

const source = `
  type Query {
    hello(name: String): String
    viewer: String
    locale: String
    transport: String
    fail: String
    refuse: String
    outage: String
    page(first: Int): String
    slow(milliseconds: Int!): String
    required: String!
    lamps(first: Int, last: Int): LampConnection!
    nodes(ids: [ID!]!): [Lamp]!
  }
  type LampConnection { nodes: [Lamp!]! totalCount: Int! }
  type Lamp { id: ID! watts: Int neighbour: Lamp neighbours: [Lamp!]! lamps(first: Int, last: Int): LampConnection! }
  type Mutation { light(watts: Int): Int }
  type Subscription { ticks(count: Int): Int silence: Int broken: Int }
`;

/** What the sample resolvers need of a context. */
interface SampleContext {
  readonly viewer: string | null;
  readonly locale: string;
  readonly transport: string;
  readonly signal: AbortSignal;
}

type Field = GraphQLFieldConfig<unknown, SampleContext, never>;

async function* ticks(_: unknown, { count }: { count?: number }) {
  try {
    for (let n = 1; n <= (count ?? 3); n += 1) {
      seen.ticks += 1;
      yield { ticks: n };
    }
  } finally {
    seen.returned += 1;
  }
}

function waited(signal: AbortSignal, milliseconds: number): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('done'), milliseconds);
    signal.addEventListener('abort', () => {
      seen.aborted += 1;
      clearTimeout(timer);
      resolve('aborted');
    });
  });
}

const resolvers: Record<string, Record<string, Partial<Field>>> = {
  Query: {
    hello: {
      resolve: (_: unknown, { name }: { name?: string }) => {
        seen.executed += 1;
        return `hello ${name ?? 'world'}`;
      },
    } as Partial<Field>,
    viewer: { resolve: (_, __, context) => context.viewer },
    locale: { resolve: (_, __, context) => context.locale },
    transport: { resolve: (_, __, context) => context.transport },
    fail: {
      resolve: () => {
        throw new Error('secret connection string');
      },
    },
    refuse: {
      resolve: () => {
        throw new GraphQLError('Not like that.', { extensions: { code: 'BAD_USER_INPUT' } });
      },
    },
    outage: {
      resolve: () => {
        throw new Error('the database is away');
      },
    },
    page: {
      resolve: () => {
        throw badUserInput(['first'], 'OUT_OF_RANGE', { minimum: 0, maximum: 100 });
      },
    },
    required: { resolve: () => null },
    slow: {
      resolve: (_: unknown, { milliseconds }: { milliseconds: number }, { signal }: SampleContext) => {
        seen.slow += 1;
        return waited(signal, milliseconds);
      },
    } as unknown as Partial<Field>,
    lamps: { resolve: () => ({ nodes: [], totalCount: 0 }) },
    nodes: { resolve: () => [] },
  },
  Mutation: { light: { resolve: () => 1 } },
  Subscription: {
    ticks: { subscribe: ticks } as unknown as Partial<Field>,
    broken: {
      subscribe: async function* broken() {
        yield { broken: 1 };
        throw new Error('secret connection string');
      },
    },
    silence: {
      subscribe: (_, __, { signal }) =>
        (async function* silence() {
          seen.silent += 1;
          await waited(signal, 60_000);
          yield { silence: 0 };
        })(),
    },
  },
};

/** A schema small enough to be seen whole, with a field for each behaviour. */
export function sampleSchema() {
  const schema = buildSchema(source);
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName) as GraphQLObjectType;
    for (const [name, parts] of Object.entries(fields)) {
      Object.assign(type.getFields()[name] ?? {}, parts);
    }
  }
  return schema;
}
