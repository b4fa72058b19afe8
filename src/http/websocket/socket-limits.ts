/** What one WebSocket connection, and one address, may use. Configuration overrides the defaults. */
export interface SocketLimits {
  /** Bytes of one message. */
  readonly message: number;
  /** Milliseconds until `connection_init` has come. */
  readonly init: number;
  /** Operations that are open at once. */
  readonly operations: number;
  /** Bytes that wait in this process; beyond, the connection is ended: what it missed it resumes from its cursors. */
  readonly buffered: number;
  /**
   * Bytes that the client has not read, wherever they wait; beyond, subscriptions wait until so few are left. Events stay
   * in the log meanwhile.
   */
  readonly slow: number;
  readonly fluent: number;
  /** Milliseconds for which subscriptions wait; a client that has not read by then is ended. */
  readonly blocked: number;
  /**
   * Operations that may be started each second, and at once after a pause: at least twice as many as may be open, so
   * that a client whose socket broke gets all of its streams back.
   */
  readonly starts: { readonly perSecond: number; readonly burst: number };
  /** Messages of any kind each second, and at once after a pause; beyond, the connection is closed. */
  readonly messages: { readonly perSecond: number; readonly burst: number };
  /** Connections of one address. */
  readonly connections: number;
  /**
   * Milliseconds between two pings. A client that has not answered by the next is told no more, or, when nothing has
   * come from it either, is ended.
   */
  readonly keepAlive: number;
}

/** The limits that hold unless configuration says otherwise. */
export const defaultSocketLimits: SocketLimits = {
  message: 128 * 1024,
  init: 3_000,
  operations: 64,
  buffered: 1024 * 1024,
  slow: 256 * 1024,
  fluent: 64 * 1024,
  blocked: 90_000,
  starts: { perSecond: 20, burst: 128 },
  messages: { perSecond: 200, burst: 400 },
  connections: 200,
  keepAlive: 12_000,
};

/** The codes by which the server closes connections. Clients try again after 1012, 1013, 4403 and 4451, not after the others. */
export const closeCodes = {
  internalError: 1011,
  restart: 1012,
  tryAgainLater: 1013,
  forbidden: 4403,
  slowConsumer: 4451,
} as const;
