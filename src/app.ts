import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { chores, composeSchema, standing, timerEnds } from './composition.js';
import { type Config, ConfigError, variables } from './config.js';
import { cancellableReads } from './database/cancellation.js';
import { closeOrm } from './database/close-orm.js';
import { type DatabaseFailure, databaseFailure } from './database/failures.js';
import { LedgerSequencer } from './database/ledger-sequencer.js';
import { Loaders } from './database/loaders.js';
import { expectMigrated } from './database/migrate.js';
import { createOrm, type DatabaseConnection, readDatabase, readSnapshot } from './database/orm.js';
import { expectReachable } from './database/reach.js';
import { expectSuitable } from './database/suitability.js';
import type { Database } from './database/tables.js';
import { UnitOfWork } from './database/unit-of-work.js';
import { entities } from './entities.js';
import { metricsRoute } from './http/metrics.js';
import { type RunningServer, startServer } from './http/server.js';
import type { SocketLimits } from './http/websocket/socket-limits.js';
import { logKeys } from './log-keys.js';
import { Metrics } from './metrics/metrics.js';
import { authenticate, type PersonType, readAccessVersions, type Viewer } from './modules/accounts/index.js';
import { evidenceRoutes } from './modules/evidence/index.js';
import { TimerRunner } from './modules/facilitation/index.js';
import { personsOfAccounts } from './modules/presence/index.js';
import { lastingFields, publicationRoutes } from './modules/publications/index.js';
import type { Limits } from './pipeline/limits.js';
import type { MeasureOperation } from './pipeline/measured-operation.js';
import type { ClassifyFailure } from './pipeline/mask.js';
import { Pipeline } from './pipeline/pipeline.js';
import { ConnectedBus } from './realtime/bus/connected-bus.js';
import type { HintBus } from './realtime/bus/hint-bus.js';
import { type Clock, systemClock } from './realtime/clock.js';
import { JetStreamTransport } from './realtime/nats/jetstream-transport.js';
import { readInstallationId } from './realtime/postgres/heads.js';
import { Janitor } from './realtime/postgres/janitor.js';
import { NotifyTransport } from './realtime/postgres/notify-transport.js';
import type { EngineMetrics } from './realtime/engine-metrics.js';
import type { PresenceLimits } from './realtime/presence/limits.js';
import { PostgresPresence } from './realtime/presence/postgres/postgres-presence.js';
import { Presence } from './realtime/presence/presence.js';
import { StreamEngine } from './realtime/stream-engine.js';
import { isOutOfReach, readiness } from './readiness.js';
import { FolderStorage } from './storage/folder-storage.js';
import { Tickets } from './storage/tickets.js';

/** What an application is started with. */
export interface AppOptions {
  readonly config: Config;
  readonly connection: DatabaseConnection;
  readonly logger: Logger;
  /** Limits that hold in place of those of the configuration: tests set here what no variable can. */
  readonly limits?: Partial<Limits>;
  readonly socketLimits?: Partial<SocketLimits>;
  /** By which the streams measure durations; that of the process unless given. */
  readonly clock?: Clock;
  /** Times and sizes of presence in place of the usual ones. */
  readonly presence?: Partial<PresenceLimits>;
}

/** A running application. */
export interface App {
  readonly url: string;
  readonly orm: MikroORM;
  readonly engine: StreamEngine;
  readonly server: RunningServer;
  readonly sequencer: LedgerSequencer;
  readonly timers: TimerRunner;
  /**
   * Drains and ends everything, within some seconds. Any number of calls is one. Throws StopIncompleteError when something
   * had to be cut off, such as a database that no longer answers.
   */
  stop(): Promise<void>;
}

/** Milliseconds that running operations, and the last queries of the streams, are given beside the drain of the sockets. */
const drainTime = 15_000;

/** Milliseconds in which the connections to the database end by themselves. */
const closeTime = 3_000;

/** Milliseconds after which a stop that waited for a database without hearing of it tells so. */
const answerTime = 5_000;

/** Raised by a stop that had to cut something off. Nothing acknowledged is lost by it. */
export class StopIncompleteError extends Error {
  readonly code = 'STOP_INCOMPLETE';

  constructor(what: string) {
    super(`The stop took too long: ${what}`);
  }
}

/**
 * Connects the parts and starts the server. Throws ConfigError, DatabaseConnectError, DatabaseUnsuitableError,
 * MigrationsPendingError, ListenError, or what the database says.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, logger, connection } = options;
  if (config.secret === null) {
    throw new ConfigError([`KENGASH_SECRET: is missing. ${variables.KENGASH_SECRET}`]);
  }
  const orm = await createOrm({ connection, entities });
  const database = readDatabase(orm);
  const metrics = new Metrics();
  const bus = createBus(options, config.secret, database, metrics.engine);
  const engine = new StreamEngine({
    database,
    readSnapshot: (work) => readSnapshot(orm, work),
    log: logger,
    accessVersions: (accounts) => readAccessVersions(database, accounts),
    bus,
    metrics: metrics.engine,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const presence = createPresence(database, bus, options);
  const janitor = new Janitor({
    database,
    log: logger,
    metrics: metrics.engine,
    ...(options.clock ? { clock: options.clock } : {}),
  });
  const clock = options.clock ? { clock: options.clock } : {};
  const keys = logKeys({ origin: config.ledgerOrigin, secret: config.ledgerSecret ?? config.secret });
  const sequencer = new LedgerSequencer({ database, signer: keys.signer, log: logger, ...clock });
  const unitOfWork = new UnitOfWork(
    orm,
    (append) => engine.committed(append),
    (error, operation) => logger.warn({ err: error, operation }, 'a command could not be carried out'),
    () => sequencer.wake(),
  );
  const failed = (error: unknown, operation: string): void =>
    logger.error({ err: error, operation }, 'something beside a command could not be done');
  const timers = new TimerRunner({ unitOfWork, database, ends: timerEnds({ unitOfWork, keys, failed }), chores, log: logger, ...clock });
  const stopWorkers = () => Promise.all([janitor.stop(), sequencer.stop(), timers.stop()]);
  try {
    await expectReachable(orm, connection);
    await expectSuitable(orm);
    await expectMigrated(orm);
    await bus.start({
      stream: (hint) => engine.heard(hint),
      topic: (hint) => presence.heard(hint),
      missed: async () => {
        presence.missed();
        await engine.missed();
      },
    });
    const storage = new FolderStorage(join(config.dataDirectory, 'files'));
    await storage.prepare();
    const tickets = new Tickets(config.secret);
    const schema = await composeSchema({ unitOfWork, database, engine, presence, tickets, keys, failed });
    const pipeline = createPipeline(schema, options, metrics.operation);
    engine.start();
    await presence.start();
    janitor.start();
    sequencer.start();
    timers.start();
    const server = await startServer<Viewer>({
      schema,
      pipeline,
      logger,
      host: config.host,
      port: config.port,
      database,
      reads: cancellableReads(orm, database, (error) => logger.warn({ err: error }, 'a statement could not be stopped')),
      authenticate: (token, _meta, from = database) => authenticate(from, standing, token),
      principalOf: (viewer) => viewer.accountId,
      isOutOfReach: () => isOutOfReach({ engine, presence }),
      readiness: () => readiness({ database, engine, presence }),
      metrics: metrics.server,
      routes: [
        metricsRoute(metrics, { token: config.metricsToken, isOpenToThisMachine: config.profile === 'demo' }),
        ...evidenceRoutes(storage, tickets, database),
        ...publicationRoutes({ database, signer: keys.signer, origin: config.publicUrl }),
      ],
      allowedOrigins: config.allowedOrigins,
      publicUrl: config.publicUrl,
      trustedProxies: config.trustedProxies,
      socketLimits: { connections: config.connectionsPerAddress, ...options.socketLimits },
      eventStreamLimits: { streams: Math.ceil(config.connectionsPerAddress / 2) },
      drain: config.drainSeconds * 1_000,
    });
    metrics.watch(() => {
      const { bus: busHealth, ...readings } = engine.health();
      return {
        engine: readings,
        bus: busHealth,
        sockets: server.connections(),
        eventStreams: server.eventStreams(),
        isStopping: server.isStopping(),
      };
    });
    let stopped: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      const begun = performance.now();
      // Nothing new is taken from now on. Streams are told until their connections are sent away: whoever comes back
      // elsewhere with its cursor misses nothing.
      const streams = server.stop().then(() => Promise.all([engine.stop(), presence.stop()]));
      // A sweep that the database does not answer is not waited for longer than its connection would be.
      const swept = Promise.race([stopWorkers(), delay(closeTime, undefined, { ref: false })]);
      const drained = Promise.all([streams, swept])
        .then(() => bus.stop())
        .then(() => true);
      const isDrained = await Promise.race([drained, delay(drainTime + config.drainSeconds * 1_000, false, { ref: false })]);
      // Connections that swallow what they are sent may have been given up by now, and close without a word.
      const isSilent = !engine.health().healthy && performance.now() - begun > answerTime;
      const isClosed = await closeOrm(orm, closeTime);
      if (!isDrained || !isClosed || isSilent) {
        throw new StopIncompleteError(isDrained ? 'the database does not answer.' : 'the drain did not end.');
      }
    };
    return { url: server.url, orm, engine, server, sequencer, timers, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await Promise.all([engine.stop(), presence.stop(), bus.stop(), stopWorkers()]);
    await closeOrm(orm, closeTime);
    throw error;
  }
}

/** The bus between the nodes: NATS where it is configured, else the database's own. */
function createBus(
  { config, connection, logger, clock }: AppOptions,
  secret: string,
  database: Database,
  metrics: EngineMetrics,
): HintBus {
  const transport =
    config.natsUrl === null
      ? new NotifyTransport(connection)
      : new JetStreamTransport({ url: config.natsUrl, secret, installationId: () => readInstallationId(database) });
  const ports = { clock: clock ?? systemClock, log: logger, nodeId: randomUUID(), random: Math.random };
  return new ConnectedBus({ transport, metrics, ...ports });
}

/** Failures of the database that clients are told of. */
const known: Partial<Record<DatabaseFailure['kind'], ReturnType<ClassifyFailure>>> = {
  UNAVAILABLE: { code: 'DATABASE_UNAVAILABLE' },
  // A text with the null character.
  INPUT: { code: 'BAD_USER_INPUT', key: 'INVALID_CHARACTERS' },
};

function createPipeline(
  schema: GraphQLSchema,
  { config, logger, limits }: AppOptions,
  measure: MeasureOperation,
): Pipeline {
  return new Pipeline({
    schema,
    logger,
    measure,
    limits: {
      depth: config.depthLimit,
      cost: { anonymous: Math.ceil(config.costLimit / 2), signedIn: config.costLimit },
      rate: { perSecond: config.ratePerSecond, burst: config.rateBurst },
      ...limits,
    },
    introspection: config.introspection,
    lasting: lastingFields,
    classify: (failure) => known[databaseFailure(failure)?.kind ?? 'OTHER'] ?? null,
    renewContext: (contextValue, from) => {
      const database = from ?? (contextValue as { readonly database: Database }).database;
      return { ...contextValue, database, loaders: new Loaders(database) };
    },
  });
}

/** Who is present, with the lease by which the other nodes know that this one lives. */
function createPresence(
  database: Database,
  bus: HintBus,
  { logger, clock, presence: limits = {} }: AppOptions,
): Presence<PersonType> {
  return new Presence({
    store: new PostgresPresence(database, limits.lease),
    logger,
    limits,
    describe: (accountIds) => personsOfAccounts(database, accountIds),
    announce: (hint) => bus.announce(hint),
    isUnavailable: (error) => databaseFailure(error)?.kind === 'UNAVAILABLE',
    ...(clock ? { clock } : {}),
  });
}

/** The schema without a running application: nothing behind it is ever called. */
export async function describeApplicationSchema(): Promise<GraphQLSchema> {
  const nothing = {} as never;
  return composeSchema({ unitOfWork: nothing, database: nothing, engine: nothing, presence: nothing, tickets: nothing, keys: { seal: nothing, signer: nothing }, failed: nothing });
}
