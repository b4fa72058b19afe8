import { resolve } from 'node:path';
import { z } from 'zod';

/** The two ways to run: everything on one machine to try it, or a server on a given PostgreSQL. */
export type Profile = 'demo' | 'server';

/** Every variable of the environment that Kengash reads, with what it is for. */
export const variables = {
  PORT: 'The port of the one HTTP and WebSocket server.',
  HOST: 'The address that the server listens on.',
  DATABASE_URL: 'PostgreSQL 15 or later. When it is set, the server profile applies.',
  NATS_URL:
    'NATS with JetStream as the bus between several nodes; servers of one cluster with commas between them. PostgreSQL carries the bus without it.',
  KENGASH_DATA_DIR: 'The folder of the embedded database (demo profile) and of the stored files.',
  KENGASH_SECRET: 'At least 32 characters; signs upload and download tickets. Required in the server profile.',
  KENGASH_LEDGER_SECRET:
    'At least 32 characters; the key of the ledger and of hidden marks follows from it. It stays for ever: with another one hidden marks cannot be opened. That of KENGASH_SECRET without it.',
  KENGASH_LEDGER_ORIGIN: 'The name of the ledger in its checkpoints, such as kengash.uz/ledger. It stays for ever.',
  KENGASH_ALLOWED_ORIGINS: 'Origins of browsers that may call the API, separated by commas. None by default.',
  KENGASH_PUBLIC_URL: 'The address that clients see, when it is not the one that the server listens on.',
  KENGASH_TRUSTED_PROXIES:
    'How many proxies in front of the server write X-Forwarded-For; the client is the address that the outermost saw.',
  KENGASH_LOG_LEVEL: 'fatal, error, warn, info, debug or silent.',
  KENGASH_INTROSPECTION: 'Whether clients may ask for the schema: true or false.',
  KENGASH_COST_LIMIT: 'The greatest cost of one operation of an account, in points; the public has half of it.',
  KENGASH_DEPTH_LIMIT: 'The greatest depth of one operation.',
  KENGASH_RATE_PER_SECOND: 'Cost points that one account or address gets back each second.',
  KENGASH_RATE_BURST: 'Cost points that one account or address may spend at once.',
  KENGASH_CONNECTIONS_PER_ADDRESS:
    'WebSocket connections that one address may hold open at once; event streams count with them, up to half of it.',
  KENGASH_DRAIN_SECONDS: 'Seconds over which a stopping server spreads the end of its connections.',
  KENGASH_METRICS_TOKEN:
    'At least 16 characters; whoever sends it as a bearer token reads /metrics. Without it nobody does in the server profile, and programs of this machine in the demo profile.',
} as const;

const blank = (value: unknown): unknown => (value === '' ? undefined : value);

const whole = (minimum: number, maximum: number) => {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z.coerce.number({ error }).int({ error }).min(minimum, { error }).max(maximum, { error });
};

/** Whether host and database are named: parts that are left out would be guessed, and differently by each driver. */
function isDatabaseAddress(text: string): boolean {
  const address = URL.canParse(text) ? new URL(text) : null;
  return address !== null && address.host !== '' && address.pathname.length > 1;
}

/** A database's address without user, password and parameters. */
function maskedAddress(text: string): string {
  const { protocol, username, host, pathname } = new URL(text);
  return `${protocol}//${username ? '***@' : ''}${host}${pathname}`;
}

/** Whether every server is named, and nothing else is asked for than the driver can do. */
function isNatsAddress(text: string): boolean {
  return text.split(',').every((server, at) => {
    const address = /^(nats|tls):\/\//.test(server) && URL.canParse(server) ? new URL(server) : null;
    const isAlone = address !== null && /^\/?$/.test(address.pathname) && address.search === '' && address.hash === '';
    return isAlone && address.hostname !== '' && (at === 0 || address.username === '') && isDecodable(server);
  });
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}

/** The servers of NATS without user, password and token. */
const maskedServers = (text: string): string =>
  text
    .split(',')
    .map((server) => new URL(server))
    .map(({ protocol, username, host }) => `${protocol}//${username ? '***@' : ''}${host}`)
    .join(',');

const environment = z.object({
  PORT: z.preprocess(blank, whole(0, 65_535).default(4000)),
  HOST: z.preprocess(blank, z.string().optional()),
  DATABASE_URL: z.preprocess(
    blank,
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
      .refine(
        isDatabaseAddress,
        'must be an address such as postgres://user:password@host:5432/name, with % codes for special characters',
      )
      .optional(),
  ),
  NATS_URL: z.preprocess(
    blank,
    z
      .string()
      .refine(
        isNatsAddress,
        'must be an address such as nats://user:password@host:4222 or tls://token@one:4222,tls://two:4222, with the credentials at the first',
      )
      .optional(),
  ),
  KENGASH_DATA_DIR: z.preprocess(blank, z.string().default('.kengash')),
  KENGASH_SECRET: z.preprocess(blank, z.string().min(32, 'needs at least 32 characters').optional()),
  KENGASH_LEDGER_SECRET: z.preprocess(blank, z.string().min(32, 'needs at least 32 characters').optional()),
  KENGASH_LEDGER_ORIGIN: z.preprocess(
    blank,
    z.string().regex(/^[\w./:-]{1,200}$/, 'must be letters, digits and . / : - _ without blanks').default('kengash'),
  ),
  KENGASH_ALLOWED_ORIGINS: z.preprocess(blank, z.string().default('')),
  KENGASH_PUBLIC_URL: z.preprocess(blank, z.url().optional()),
  KENGASH_TRUSTED_PROXIES: z.preprocess(blank, whole(0, 10).default(0)),
  KENGASH_LOG_LEVEL: z.preprocess(
    blank,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  ),
  KENGASH_INTROSPECTION: z.preprocess(blank, z.stringbool().default(true)),
  KENGASH_COST_LIMIT: z.preprocess(blank, whole(1, 10_000_000).default(10_000)),
  KENGASH_DEPTH_LIMIT: z.preprocess(blank, whole(1, 100).default(14)),
  KENGASH_RATE_PER_SECOND: z.preprocess(blank, whole(1, 100_000_000).default(5_000)),
  KENGASH_RATE_BURST: z.preprocess(blank, whole(1, 100_000_000).default(100_000)),
  KENGASH_CONNECTIONS_PER_ADDRESS: z.preprocess(blank, whole(1, 1_000_000).default(200)),
  KENGASH_DRAIN_SECONDS: z.preprocess(blank, whole(0, 300).default(5)),
  KENGASH_METRICS_TOKEN: z.preprocess(
    blank,
    z.string().regex(/^[\w.~+/-]{16,4096}=*$/, 'needs at least 16 letters, digits or characters of - . _ ~ + /').optional(),
  ),
});

/** The configuration, read once at start and never changed. */
export interface Config {
  readonly profile: Profile;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  /** Null where PostgreSQL carries the bus between the nodes. */
  readonly natsUrl: string | null;
  readonly dataDirectory: string;
  /** Null in the demo profile until its own secret is read from, or made in, the data folder. */
  readonly secret: string | null;
  /** Null where the keys of the ledger follow from the secret. */
  readonly ledgerSecret: string | null;
  readonly ledgerOrigin: string;
  readonly allowedOrigins: readonly string[];
  readonly publicUrl: string | null;
  readonly trustedProxies: number;
  readonly logLevel: string;
  readonly introspection: boolean;
  /** Of those who are signed in; the public has half of it. */
  readonly costLimit: number;
  readonly depthLimit: number;
  readonly ratePerSecond: number;
  readonly rateBurst: number;
  readonly connectionsPerAddress: number;
  readonly drainSeconds: number;
  /** Null: no token opens the figures. */
  readonly metricsToken: string | null;
}

/** Raised when variables are missing or cannot be read; the message lists every one of them. */
export class ConfigError extends Error {
  readonly code = 'CONFIGURATION_INVALID';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Reads the configuration from the environment. Throws ConfigError, which names every faulty variable at once. */
export function readConfig(source: Readonly<Record<string, string | undefined>> = process.env): Config {
  const parsed = environment.safeParse(source);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (source.DATABASE_URL && !source.KENGASH_SECRET) {
    problems.push(`KENGASH_SECRET: is required when DATABASE_URL is set. ${variables.KENGASH_SECRET}`);
  }
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(problems);
  }
  const values = parsed.data;
  const profile: Profile = values.DATABASE_URL ? 'server' : 'demo';
  return Object.freeze({
    profile,
    port: values.PORT,
    host: values.HOST ?? (profile === 'demo' ? '127.0.0.1' : '0.0.0.0'),
    databaseUrl: values.DATABASE_URL ?? null,
    natsUrl: values.NATS_URL ?? null,
    dataDirectory: resolve(values.KENGASH_DATA_DIR),
    secret: values.KENGASH_SECRET ?? null,
    ledgerSecret: values.KENGASH_LEDGER_SECRET ?? null,
    ledgerOrigin: values.KENGASH_LEDGER_ORIGIN,
    allowedOrigins: values.KENGASH_ALLOWED_ORIGINS.split(',').map((origin) => origin.trim()).filter(Boolean),
    publicUrl: values.KENGASH_PUBLIC_URL ?? null,
    trustedProxies: values.KENGASH_TRUSTED_PROXIES,
    logLevel: values.KENGASH_LOG_LEVEL,
    introspection: values.KENGASH_INTROSPECTION,
    costLimit: values.KENGASH_COST_LIMIT,
    depthLimit: values.KENGASH_DEPTH_LIMIT,
    ratePerSecond: values.KENGASH_RATE_PER_SECOND,
    rateBurst: values.KENGASH_RATE_BURST,
    connectionsPerAddress: values.KENGASH_CONNECTIONS_PER_ADDRESS,
    drainSeconds: values.KENGASH_DRAIN_SECONDS,
    metricsToken: values.KENGASH_METRICS_TOKEN ?? null,
  });
}

/** One line for each variable: its value (secrets and passwords masked) and where it comes from. */
export function describeConfig(
  config: Config,
  source: Readonly<Record<string, string | undefined>> = process.env,
): readonly { readonly name: string; readonly value: string; readonly from: 'environment' | 'default' }[] {
  const values: Record<keyof typeof variables, string> = {
    PORT: String(config.port),
    HOST: config.host,
    DATABASE_URL: config.databaseUrl ? maskedAddress(config.databaseUrl) : '(embedded)',
    NATS_URL: config.natsUrl ? maskedServers(config.natsUrl) : '(PostgreSQL)',
    KENGASH_DATA_DIR: config.dataDirectory,
    KENGASH_SECRET: config.secret ? '***' : '(made in the data folder)',
    KENGASH_LEDGER_SECRET: config.ledgerSecret ? '***' : '(KENGASH_SECRET)',
    KENGASH_LEDGER_ORIGIN: config.ledgerOrigin,
    KENGASH_ALLOWED_ORIGINS: config.allowedOrigins.join(', ') || '-',
    KENGASH_PUBLIC_URL: config.publicUrl ?? '-',
    KENGASH_TRUSTED_PROXIES: String(config.trustedProxies),
    KENGASH_LOG_LEVEL: config.logLevel,
    KENGASH_INTROSPECTION: String(config.introspection),
    KENGASH_COST_LIMIT: String(config.costLimit),
    KENGASH_DEPTH_LIMIT: String(config.depthLimit),
    KENGASH_RATE_PER_SECOND: String(config.ratePerSecond),
    KENGASH_RATE_BURST: String(config.rateBurst),
    KENGASH_CONNECTIONS_PER_ADDRESS: String(config.connectionsPerAddress),
    KENGASH_DRAIN_SECONDS: String(config.drainSeconds),
    KENGASH_METRICS_TOKEN: config.metricsToken ? '***' : '-',
  };
  return (Object.keys(variables) as (keyof typeof variables)[]).map((name) => ({
    name,
    value: values[name],
    from: source[name] ? 'environment' : 'default',
  }));
}
