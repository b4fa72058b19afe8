import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { OriginCheck } from '../origin.js';
import { remoteAddressOf } from '../remote-address.js';
import { type Locale, message, negotiateLocale } from '../../language/index.js';
import { rateKey } from '../../pipeline/rate-limiter.js';
import type { ErrorAnswer } from '../answer.js';
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
}

/** The WebSocket side of the server. */
export interface Sockets {
  /** Takes over an upgraded connection, or refuses it with a status. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** How many connections there are. */
  readonly count: () => number;
  /** Closes all so that clients come back, spread over the milliseconds; whoever does not go is cut off. */
  readonly closeAll: (milliseconds: number) => Promise<void>;
}

/** Why a connection is not taken. */
type UpgradeRefusal = Pick<ErrorAnswer, 'status' | 'code' | 'key'>;

function refuseUpgrade(socket: Duplex, { status, code, key = code }: UpgradeRefusal, locale: Locale): void {
  const errors = [{ message: message(key, locale), extensions: { code } }];
  const body = `${JSON.stringify({ errors })}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Makes the WebSocket side of the server. */
export function createSockets<Viewer>(options: SocketsOptions<Viewer>): Sockets {
  const { limits, logger } = options;
  const protocol = socketProtocol(options);
  const keepAlive = new KeepAlive(limits.keepAlive);
  /** By network, as the rate limits count: one client has a whole /64 of IPv6. */
  const connections = new Map<string, number>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.message,
    perMessageDeflate: false,
    handleProtocols,
  });

  function refusalOf(request: IncomingMessage, network: string): UpgradeRefusal | null {
    if (request.url?.split('?')[0] !== options.path) {
      return { status: 404, code: 'NOT_FOUND', key: 'PATH_NOT_FOUND' };
    }
    if (options.isStopping()) {
      return { status: 503, code: 'SERVER_STOPPING' };
    }
    if (!options.isAllowedOrigin(request)) {
      return { status: 403, code: 'FORBIDDEN_ORIGIN' };
    }
    return (connections.get(network) ?? 0) >= limits.connections
      ? { status: 429, code: 'RATE_LIMITED', key: 'TOO_MANY_CONNECTIONS' }
      : null;
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const address = remoteAddressOf(request, options.trustedProxies);
    const network = rateKey(null, address);
    const refusal = refusalOf(request, network);
    if (refusal) {
      refuseUpgrade(socket, refusal, negotiateLocale(request.headers['accept-language']));
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => {
      connections.set(network, (connections.get(network) ?? 0) + 1);
      webSocket.once('close', () => {
        const left = (connections.get(network) ?? 1) - 1;
        if (left > 0) {
          connections.set(network, left);
        } else {
          connections.delete(network);
        }
      });
      keepAlive.watch(webSocket, socket);
      attachSocket(protocol, new SocketSession(webSocket, socket, request, address, limits), limits, logger);
    });
  }

  async function closeAll(milliseconds: number): Promise<void> {
    const clients = [...server.clients];
    const slices = Math.min(20, Math.ceil(clients.length / 50));
    for (let slice = 0; slice < slices; slice += 1) {
      // All at once would come back all at once.
      const share = clients.filter((_, index) => index % slices === slice);
      share.forEach((client) => client.close(closeCodes.restart, 'Service restart'));
      await pause(slices > 1 ? milliseconds / slices : 0);
    }
    const deadline = Date.now() + 1_000;
    while (server.clients.size > 0 && Date.now() < deadline) {
      await pause(10);
    }
    server.clients.forEach((client) => client.terminate());
    keepAlive.stop();
    server.close();
  }

  return { upgrade, count: () => server.clients.size, closeAll };
}
