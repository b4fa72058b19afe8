/** A mutation that waits to be sent. */
export interface QueuedMutation {
  /** Its idempotency key: a UUID. Whatever happens, it takes effect at most once. */
  readonly key: string;
  readonly query: string;
  /** The variables, the key among those of `input`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the program calls it, to know it again after a restart. */
  readonly label: string | null;
  /** When it was first sent, by the client's clock in milliseconds; null when it never was. */
  readonly sentAt: number | null;
}

/**
 * Keeps mutations until the server has answered them, in the order in which they were added. A store belongs to one
 * account: what waits in it is sent with the token of whoever is signed in.
 */
export interface QueueStore {
  /** Under what name other pages have the same store; null when nobody else has it. */
  readonly sharedName: string | null;
  /** Adds one at the end. Resolves when it survives a crash. */
  add(mutation: QueuedMutation): Promise<void>;
  /** All that wait, the oldest first. */
  list(): Promise<readonly QueuedMutation[]>;
  /** Replaces the one with the same key, where it stands. */
  update(mutation: QueuedMutation): Promise<void>;
  /** Takes one out. */
  remove(key: string): Promise<void>;
}

/** Keeps mutations as long as the program runs. */
export function memoryQueue(): QueueStore {
  const waiting = new Map<string, QueuedMutation>();
  return {
    sharedName: null,
    add: async (mutation) => void waiting.set(mutation.key, mutation),
    list: async () => [...waiting.values()],
    update: async (mutation) => void waiting.set(mutation.key, mutation),
    remove: async (key) => void waiting.delete(key),
  };
}
