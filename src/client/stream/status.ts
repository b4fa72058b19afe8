/** How a stream stands, for people to see. `since` is the client's clock in milliseconds (`Date.now()`). */
export type StreamStatus =
  /** The first connection is being made; what is shown comes from the store, or nothing is. */
  | { readonly phase: 'connecting'; readonly since: number }
  /** Connected; what was missed is coming. */
  | { readonly phase: 'catching-up'; readonly since: number }
  /** What is shown is what is. */
  | { readonly phase: 'live'; readonly since: number }
  /** Connected, but the server has been silent for longer than it should be: its database may be away. */
  | { readonly phase: 'silent'; readonly since: number }
  /** Not connected; it is tried again, for as long as it takes. */
  | { readonly phase: 'offline'; readonly since: number; readonly code: number | null; readonly reason: string }
  /** Ended, by the server or by `close`. */
  | { readonly phase: 'ended'; readonly since: number }
  /** Ended by an error. */
  | { readonly phase: 'failed'; readonly since: number; readonly error: Error };

/** A status without its time. */
export type Standing = StreamStatus extends infer S ? (S extends unknown ? Omit<S, 'since'> : never) : never;

/** The status after a change, with the time at which its phase began; the same one when it tells nothing new. */
export function statusAfter(status: StreamStatus, standing: Standing, now: number): StreamStatus {
  if (status.phase !== standing.phase) {
    return { ...standing, since: now };
  }
  return status.phase === 'offline' && standing.phase === 'offline' && status.code !== standing.code
    ? { ...standing, since: status.since }
    : status;
}
