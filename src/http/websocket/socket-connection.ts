import { CloseCode, type makeServer, MessageType } from 'graphql-ws';
import type { Logger } from 'pino';
import type { RawData } from 'ws';
import { headOf, OperationIds } from './operation-ids.js';
import { closeCodes, type SocketLimits } from './socket-limits.js';
import type { SocketExtra } from './socket-protocol.js';
import type { SocketSession } from './socket-session.js';

type Protocol = ReturnType<typeof makeServer<Record<string, unknown> | undefined, SocketExtra>>;

/** Types of messages that the protocol knows, and that no client may send. */
const saidByServers: ReadonlySet<string> = new Set([MessageType.ConnectionAck, MessageType.Next, MessageType.Error]);

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
          // A send that fails means that the socket is closing, which says so itself: a turn later, so that it is heard
          // before the next result is pulled from a source that never waits.
          if (socket.readyState !== socket.OPEN) {
            setImmediate(resolve);
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

  async function receive(data: RawData): Promise<void> {
    endIfUnread();
    if (socket.readyState !== socket.OPEN) {
      return;
    }
    if (!session.mayReceive()) {
      socket.close(closeCodes.tryAgainLater, 'Too many messages');
      return;
    }
    const text = String(data);
    const head = headOf(text);
    if (head.type !== null && saidByServers.has(head.type)) {
      // graphql-ws takes these for sound, and then fails over them.
      socket.close(CloseCode.BadRequest, 'Invalid message received');
      return;
    }
    // graphql-ws does not say when a query is no longer wanted, so we look ourselves.
    if (head.type === 'complete' && head.id !== null) {
      session.cancel(head.id);
    }
    try {
      await ids.pass(head, async () => onText?.(text));
    } catch (error) {
      logger.error({ err: error }, 'a message over WebSocket failed unexpectedly');
      socket.close(closeCodes.internalError, 'Internal server error');
    }
  }

  socket.on('message', (data) => void receive(data));
  socket.on('error', (error) => logger.debug({ err: error }, 'a WebSocket failed'));
  socket.once('close', (code, reason) => {
    void closed(code, String(reason));
  });
}
