/** Where the bytes of a subscription go. */
export interface Sink<Payload> {
  /** True while so much waits to be read by the client that nothing more may be written. */
  readonly isSlow: boolean;
  write(payload: Payload): void;
  /** Resolves when the client has read enough to be written to again; at once when it has, and when it has left. */
  writable(): Promise<void>;
}
