/** Port: what the server tells of its connections, to be counted by whoever measures. None of these may throw or wait. */
export interface ServerMetrics {
  /** A WebSocket connection has ended, by this code of RFC 6455 or graphql-transport-ws. */
  socketClosed(code: number): void;
  /** A connection or an event stream was not taken, for the reason of this error code. */
  connectionRefused(code: string): void;
  /** A client that did not read what waited for it was cut off. */
  slowConsumerClosed(): void;
}

const nothing = (): void => {};

/** Counts nothing. */
export const unmeasuredServer: ServerMetrics = {
  socketClosed: nothing,
  connectionRefused: nothing,
  slowConsumerClosed: nothing,
};
