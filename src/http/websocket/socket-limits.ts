/** What one WebSocket connection, and one address, may use. Configuration overrides the defaults. */
export interface SocketLimits {
  /** Bytes of one message. */
  readonly message: number;
  /** Milliseconds until `connection_init` has come. */
  readonly init: number;
  /** Operations that are open at once. */
  readonly operations: number;
  /** Operations that may be started each second, and at once after a pause. */
  readonly starts: { readonly perSecond: number; readonly burst: number };
  /** Messages of any kind each second, and at once after a pause; beyond, the connection is closed. */
  readonly messages: { readonly perSecond: number; readonly burst: number };
  /** Connections of one address. */
  readonly connections: number;
  /** Milliseconds between two pings; a connection that has not answered by the next is ended. */
  readonly keepAlive: number;
}

/** The limits that hold unless configuration says otherwise. */
export const defaultSocketLimits: SocketLimits = {
  message: 128 * 1024,
  init: 3_000,
  operations: 64,
  starts: { perSecond: 20, burst: 60 },
  messages: { perSecond: 200, burst: 400 },
  connections: 200,
  keepAlive: 12_000,
};

/** The codes by which the server closes connections. Those from 1012 on are tried again by clients. */
export const closeCodes = {
  internalError: 1011,
  restart: 1012,
  tryAgainLater: 1013,
  forbidden: 4403,
  tooManyRequests: 4429,
} as const;
