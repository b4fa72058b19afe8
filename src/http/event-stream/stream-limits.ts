/** What one stream of Server-Sent Events, and one address, may use. Configuration overrides the defaults. */
export interface EventStreamLimits {
  /** Open streams of one address. */
  readonly streams: number;
  /** Milliseconds between two signs of life: proxies end what is silent for longer. */
  readonly heartbeat: number;
  /** Milliseconds after which a client should come back when its stream has ended. */
  readonly retry: number;
  /** Milliseconds in which a client may read nothing of what waits for it; beyond, it goes on from its last id. */
  readonly patience: number;
}

/** The limits that hold unless configuration says otherwise. */
export const defaultEventStreamLimits: EventStreamLimits = {
  streams: 100,
  heartbeat: 12_000,
  retry: 1_000,
  patience: 30_000,
};
