import type { makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import { closeCodes, type SocketLimits } from './socket-limits.js';
import type { SocketExtra } from './socket-protocol.js';
import type { SocketSession } from './socket-session.js';

type Protocol = ReturnType<typeof makeServer<Record<string, unknown> | undefined, SocketExtra>>;

// A close frame holds 123 bytes of reason.
const reasonOf = (text: string): string => (Buffer.byteLength(text) > 123 ? text.slice(0, 40) : text);

/** The id of a `complete` message. graphql-ws does not say when a query is no longer wanted, so we look ourselves. */
function completedId(text: string): string | null {
  if (text.length > 512 || !text.includes('"complete"')) {
    return null;
  }
  try {
    const message = JSON.parse(text) as { readonly type?: unknown; readonly id?: unknown } | null;
    return message?.type === 'complete' && typeof message.id === 'string' ? message.id : null;
  } catch {
    return null;
  }
}

/** Ends a connection that does not answer pings. */
function keepAlive(socket: WebSocket, milliseconds: number): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}

/** Speaks the protocol over one socket. */
export function attachSocket(protocol: Protocol, session: SocketSession, limits: SocketLimits, logger: Logger): void {
  const { socket } = session;
  const stopPings = keepAlive(socket, limits.keepAlive);
  let onText: ((text: string) => Promise<void>) | null = null;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          // A send that fails means that the socket is closing, which says so itself.
          if (socket.readyState !== socket.OPEN) {
            resolve();
            return;
          }
          socket.send(text, () => resolve());
        }),
      close: (code, reason) => socket.close(code, reasonOf(reason ?? '')),
      onMessage: (handle) => (onText = handle),
    },
    { session },
  );

  async function receive(data: RawData): Promise<void> {
    if (!session.mayReceive()) {
      socket.close(closeCodes.tooManyRequests, 'Too many requests');
      return;
    }
    const text = String(data);
    const completed = completedId(text);
    if (completed !== null) {
      session.cancel(completed);
    }
    try {
      await onText?.(text);
    } catch (error) {
      logger.error({ err: error }, 'a message over WebSocket failed unexpectedly');
      socket.close(closeCodes.internalError, 'Internal server error');
    }
  }

  socket.on('message', (data) => void receive(data));
  socket.on('error', (error) => logger.debug({ err: error }, 'a WebSocket failed'));
  socket.once('close', (code, reason) => {
    stopPings();
    void closed(code, String(reason));
  });
}
