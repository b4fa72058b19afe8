import { createServer } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Pipeline } from '../pipeline/pipeline.js';
import { TokenBuckets } from '../pipeline/rate-limiter.js';
import { httpAddress } from './address.js';
import { createApollo } from './apollo.js';
import type { ContextPorts } from './context.js';
import { createEventStreams } from './event-stream/stream-handler.js';
import { defaultEventStreamLimits, type EventStreamLimits } from './event-stream/stream-limits.js';
import { graphqlHandler } from './graphql-handler.js';
import { type CheckReadiness, healthRoutes } from './health.js';
import { homePage } from './home-page.js';
import { CutOffWatch } from './cut-off.js';
import { listen, type Listening } from './listen.js';
import { NetworkCount } from './network-count.js';
import { originCheck } from './origin.js';
import { requestListener } from './request-listener.js';
import type { Route } from './route.js';
import { RunningOperations } from './running.js';
import { type ServerMetrics, unmeasuredServer } from './server-metrics.js';
import { securityHeaders, transportSecurity } from './security-headers.js';
import { TokenGuard } from './token-guard.js';
import { Turnstile, type TurnstileBudget } from './turnstile.js';
import { defaultSocketLimits, type SocketLimits } from './websocket/socket-limits.js';
import { createSockets } from './websocket/upgrade.js';

/** What a server is made of. */
export interface ServerOptions<Viewer> extends Omit<ContextPorts<Viewer>, 'tokenGuard'> {
  readonly schema: GraphQLSchema;
  readonly pipeline: Pipeline;
  readonly logger: Logger;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The account of a viewer, null for the public: whose bucket pays, and which cost limit holds. */
  readonly principalOf: (viewer: Viewer) => string | null;
  readonly readiness: CheckReadiness;
  /** Whether this process cannot reach the database now, while other nodes may: it holds no client then. Never unless given. */
  readonly isOutOfReach?: () => boolean;
  readonly metrics?: ServerMetrics;
  readonly routes?: readonly Route[];
  readonly allowedOrigins?: readonly string[];
  /** The address that clients see, when it is not the one that the server listens on. */
  readonly publicUrl?: string | null;
  /** How many proxies in front are trusted to write `X-Forwarded-For`; none unless said. */
  readonly trustedProxies?: number;
  readonly socketLimits?: Partial<SocketLimits>;
  readonly eventStreamLimits?: Partial<EventStreamLimits>;
  /** Bytes of a GraphQL body; 100,000 unless given. */
  readonly bodyLimit?: number;
  /** Milliseconds within which a GraphQL body has to come; 60,000 unless given. */
  readonly bodyPatience?: number;
  /** Milliseconds that running operations are given when the server stops; 10,000 unless given. */
  readonly grace?: number;
  /** Milliseconds over which many connections are sent away; 5,000 unless given. */
  readonly drain?: number;
}

/** Milliseconds over which clients are sent away from a server that is cut off. */
const farewell = 1_000;

/**
 * How long connections and subscriptions are let in during one turn of the event loop, and as long again let go. When a
 * network breaks they end all at once, after it is back they come all at once, and together would leave nobody a turn.
 */
const turnBudget: TurnstileBudget = { least: 1, share: 0.25 };

/** A server that listens. */
export interface RunningServer {
  /** Such as `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly port: number;
  /** WebSocket connections at the moment. */
  readonly connections: () => number;
  /** Streams of Server-Sent Events at the moment. */
  readonly eventStreams: () => number;
  /** Whether it drains. */
  readonly isStopping: () => boolean;
  /** Refuses what is new, lets run what runs, sends clients away so that they come back. Any number of calls is one. */
  readonly stop: () => Promise<void>;
}

const path = '/graphql';

/** Starts the one server for HTTP and WebSocket. Throws ListenError when the address cannot be had. */
export async function startServer<Viewer>(options: ServerOptions<Viewer>): Promise<RunningServer> {
  const { schema, pipeline, logger, authenticate, database, reads, principalOf } = options;
  const { grace = 10_000, drain: drainTime = 5_000, trustedProxies = 0, publicUrl = null } = options;
  const { isOutOfReach = () => false } = options;
  const { bodyLimit = 100_000, bodyPatience = 60_000, metrics = unmeasuredServer } = options;
  let listening: Listening | null = null;
  let stopped: Promise<void> | null = null;
  const isStopping = (): boolean => stopped !== null;
  const running = new RunningOperations();
  const isCutOff = (): boolean => cutOff.isCutOff;
  const isAllowedOrigin = originCheck(options.allowedOrigins ?? [], publicUrl);
  const { rate, refusalCost } = pipeline.limits;
  const tokenGuard = new TokenGuard(new TokenBuckets(rate), refusalCost);
  const ports = { authenticate, database, reads, principalOf, tokenGuard };
  const connections = new NetworkCount();
  const socketLimits = { ...defaultSocketLimits, ...options.socketLimits };

  const apollo = createApollo(schema, pipeline, logger);
  await apollo.start();
  const arrivals = new Turnstile(turnBudget);
  // Who only wants a page, or asks how the server is, does not wait behind those who come back to their streams.
  const connecting = new Turnstile(turnBudget);
  const sockets = createSockets({
    departures: new Turnstile(turnBudget),
    ...ports,
    schema,
    pipeline,
    logger,
    path,
    isAllowedOrigin,
    trustedProxies,
    limits: socketLimits,
    connections,
    metrics,
    running,
    isStopping,
    isCutOff,
    arrivals,
  });
  const streams = createEventStreams({
    ...ports,
    pipeline,
    bodyLimit,
    bodyPatience,
    isAllowedOrigin,
    limits: { ...defaultEventStreamLimits, ...options.eventStreamLimits },
    connections,
    metrics,
    connectionLimit: socketLimits.connections,
    isStopping,
    isCutOff,
    arrivals,
  });
  const listener = requestListener({
    routes: [homePage, ...healthRoutes(options.readiness, isStopping), ...(options.routes ?? [])],
    graphql: [
      {
        path,
        methods: ['GET', 'HEAD', 'POST'],
        handle: graphqlHandler({ ...ports, apollo, pipeline, bodyLimit, bodyPatience }),
      },
      { path: `${path}/stream`, methods: ['GET', 'POST'], handle: streams.handle },
    ],
    headers: { ...securityHeaders, ...(publicUrl?.startsWith('https:') ? transportSecurity : {}) },
    isAllowedOrigin,
    trustedProxies,
    running,
    isStopping,
    logger,
  });
  // An upload over a poor line takes as long as its ticket is good; whoever sends nothing is ended by its reader.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 900_000, keepAliveTimeout: 65_000 });
  server.on('request', (request, response) => void listener(request, response));
  server.on('upgrade', sockets.upgrade);
  const cutOff = new CutOffWatch({
    isOutOfReach,
    sendAway: () => Promise.all([sockets.sendAway(farewell), streams.closeAll(farewell)]),
    logger,
  });

  /** The port stays open until the end: who comes meanwhile is told to come back, and a balancer that nobody is ready. */
  async function drain(): Promise<void> {
    cutOff.stop();
    server.closeIdleConnections();
    if (!(await running.whenIdle(grace))) {
      logger.warn({ operations: running.count }, 'operations were cut off by the stop');
    }
    await Promise.all([sockets.closeAll(drainTime), streams.closeAll(drainTime)]);
    const closed = listening?.close();
    server.closeAllConnections();
    await closed;
    await apollo.stop();
  }

  try {
    listening = await listen(server, {
      host: options.host,
      port: options.port,
      admit: (begin) => connecting.pass(begin),
    });
    const { port } = listening;
    return {
      url: httpAddress(options.host, port),
      port,
      connections: sockets.count,
      eventStreams: streams.count,
      isStopping,
      stop: () => (stopped ??= drain()),
    };
  } catch (error) {
    cutOff.stop();
    await apollo.stop();
    throw error;
  }
}
