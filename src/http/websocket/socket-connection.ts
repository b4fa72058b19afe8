import type { makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import type { RawData } from 'ws';
import { readMessage, standInFor } from './incoming-message.js';
import { OperationIds } from './operation-ids.js';
import { closeCodes, type SocketLimits } from './socket-limits.js';
import type { SocketExtra } from './socket-protocol.js';
import type { SocketSession } from './socket-session.js';

type Protocol = ReturnType<typeof makeServer<Record<string, unknown> | undefined, SocketExtra>>;

// A close frame holds 123 bytes of reason.
const reasonOf = (text: string): string => (Buffer.byteLength(text) > 123 ? text.slice(0, 40) : text);

/** Speaks the protocol over one socket. */
export function attachSocket(protocol: Protocol, session: SocketSession, limits: SocketLimits, logger: Logger): void {
  const { socket } = session;
  const ids = new OperationIds();
  let onText: ((text: string) => Promise<void>) | null = null;
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          endIfUnread();
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

  /** Who asks and does not read would have the answers wait in the server's memory. */
  function endIfUnread(): void {
    if (socket.readyState === socket.OPEN && socket.bufferedAmount > limits.buffered) {
      session.closeSlow();
    }
  }

  function receive(data: RawData): void {
    endIfUnread();
    if (socket.readyState !== socket.OPEN) {
      return;
    }
    if (!session.mayReceive()) {
      socket.close(closeCodes.tryAgainLater, 'Too many messages');
      return;
    }
    pass(String(data)).catch((error: unknown) => {
      logger.error({ err: error }, 'a message over WebSocket failed unexpectedly');
      socket.close(closeCodes.internalError, 'Internal server error');
    });
  }

  async function handle(message: string): Promise<void> {
    await onText?.(message);
  }

  /** Hands a message to the protocol. Nothing here holds on to it while the operation runs. */
  function pass(text: string): Promise<void> {
    const message = readMessage(text);
    switch (message.kind) {
      case 'SUBSCRIBE': {
        const { id, payload } = message;
        return ids.subscribe(id, () => {
          session.expect(id, payload);
          return handle(standInFor(id));
        });
      }
      case 'COMPLETE':
        // graphql-ws does not say when a query is no longer wanted, so we look ourselves.
        session.cancel(message.id);
        return ids.complete(message.id, () => handle(text));
      default:
        return handle(text);
    }
  }

  socket.on('message', receive);
  socket.on('error', (error) => logger.debug({ err: error }, 'a WebSocket failed'));
  socket.once('close', (code, reason) => {
    void closed(code, String(reason));
  });
}
