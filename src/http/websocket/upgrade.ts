import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { OriginCheck } from '../origin.js';
import { remoteAddressOf } from '../remote-address.js';
import { type Locale, message, negotiateLocale } from '../../language/index.js';
import type { ErrorAnswer } from '../answer.js';
import type { NetworkCount } from '../network-count.js';
import type { ServerMetrics } from '../server-metrics.js';
import { spread } from '../spread.js';
import type { Turnstile } from '../turnstile.js';
import { attachSocket } from './socket-connection.js';
import { KeepAlive } from './keep-alive.js';
import { closeCodes } from './socket-limits.js';
import { socketProtocol, type SocketProtocolOptions } from './socket-protocol.js';
import { SocketSession } from './socket-session.js';

/** What WebSocket connections are made of. */
export interface SocketsOptions<Viewer> extends SocketProtocolOptions<Viewer> {
  readonly path: string;
  readonly isAllowedOrigin: OriginCheck;
  readonly trustedProxies: number;
  /** Long-lived connections by address, event streams among them. */
  readonly connections: NetworkCount;
  readonly metrics: ServerMetrics;
  /** Whether this process cannot rely on the database while other nodes may. */
  readonly isCutOff: () => boolean;
  /** Lets connections in, and their first operations. */
  readonly arrivals: Turnstile;
  /** Lets go of connections that have ended. */
  readonly departures: Turnstile;
}

/** The WebSocket side of the server. */
export interface Sockets {
  /** Takes over an upgraded connection, or refuses it with a status. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** How many connections there are. */
  readonly count: () => number;
  /** Closes all that are open so that clients go on elsewhere, spread over the milliseconds. */
  readonly sendAway: (milliseconds: number) => Promise<void>;
  /** Closes all so that clients come back, spread over the milliseconds; whoever does not go is cut off. */
  readonly closeAll: (milliseconds: number) => Promise<void>;
}

/** Why a connection is not taken. */
type UpgradeRefusal = Pick<ErrorAnswer, 'status' | 'code' | 'key'>;

function refuseUpgrade(socket: Duplex, { status, code, key = code }: UpgradeRefusal, locale: Locale): void {
  const errors = [{ message: message(key, locale), extensions: { code } }];
  const body = `${JSON.stringify({ errors })}\n`;
  const retry = status === 429 || status === 503 ? 'retry-after: 1\r\n' : '';
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\n${retry}content-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Not a closure: it would hold the request as long as the connection lives. */
function destroyBroken(this: Duplex): void {
  this.destroy();
}

/** Makes the WebSocket side of the server. */
export function createSockets<Viewer>(options: SocketsOptions<Viewer>): Sockets {
  const { limits, logger, connections, metrics } = options;
  const { arrivals, departures } = options;
  const tools = { protocol: socketProtocol(options), limits, arrivals, departures, logger };
  const keepAlive = new KeepAlive(limits.keepAlive);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.message,
    perMessageDeflate: false,
    handleProtocols,
  });

  function refusalOf(request: IncomingMessage, address: string): UpgradeRefusal | null {
    if (request.url?.split('?')[0] !== options.path) {
      return { status: 404, code: 'NOT_FOUND', key: 'PATH_NOT_FOUND' };
    }
    if (options.isStopping()) {
      return { status: 503, code: 'SERVER_STOPPING' };
    }
    if (options.isCutOff()) {
      return { status: 503, code: 'DATABASE_UNAVAILABLE' };
    }
    if (!options.isAllowedOrigin(request)) {
      return { status: 403, code: 'FORBIDDEN_ORIGIN' };
    }
    return connections.of(address) >= limits.connections
      ? { status: 429, code: 'RATE_LIMITED', key: 'TOO_MANY_CONNECTIONS' }
      : null;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', destroyBroken);
    arrivals.pass(() => admit(request, socket, head));
  }

  function admit(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const address = remoteAddressOf(request, options.trustedProxies);
    const refusal = refusalOf(request, address);
    if (refusal) {
      metrics.connectionRefused(refusal.code);
      refuseUpgrade(socket, refusal, negotiateLocale(request.headers['accept-language']));
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => attach(webSocket, socket, request, address));
  }

  function attach(webSocket: WebSocket, socket: Duplex, request: IncomingMessage, address: string): void {
    webSocket.once('close', connections.add(address));
    webSocket.once('close', metrics.socketClosed);
    const session = new SocketSession(webSocket, socket, request.headers, address, limits, metrics);
    keepAlive.watch(session, socket);
    attachSocket(tools, session);
  }

  async function closeAll(milliseconds: number): Promise<void> {
    await spread([...server.clients], milliseconds, (client) => client.close(closeCodes.restart, 'Service restart'));
    const deadline = Date.now() + 1_000;
    while (server.clients.size > 0 && Date.now() < deadline) {
      await pause(10);
    }
    server.clients.forEach((client) => client.terminate());
    keepAlive.stop();
    server.close();
  }

  const sendAway = (milliseconds: number): Promise<void> =>
    spread([...server.clients], milliseconds, (client) => client.close(closeCodes.tryAgainLater, 'Try again later'));

  return { upgrade, count: () => server.clients.size, sendAway, closeAll };
}
