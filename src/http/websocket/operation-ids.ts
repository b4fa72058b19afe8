/** What a message of graphql-transport-ws is about; other messages, and those that cannot be read, have no id. */
export interface MessageHead {
  readonly type: string | null;
  readonly id: string | null;
}

/** Reads the head of a message; what is wrong with it is for the protocol to say. */
export function headOf(text: string): MessageHead {
  try {
    const message = JSON.parse(text) as { readonly type?: unknown; readonly id?: unknown } | null;
    return {
      type: typeof message?.type === 'string' ? message.type : null,
      id: typeof message?.id === 'string' ? message.id : null,
    };
  } catch {
    return { type: null, id: null };
  }
}

/**
 * Keeps apart the operations that one connection runs under the same id, one after the other. A client may use an id
 * again as soon as it has completed the operation; graphql-ws knows operations by id alone, so what the old one still
 * has to say would end the new one. Therefore the new one waits until the old one has ended.
 */
export class OperationIds {
  /** The handling of the last `subscribe` of an id, until the operation has ended. */
  readonly #running = new Map<string, Promise<void>>();
  /** Ids whose operation the client has completed and the server has not ended yet. */
  readonly #leaving = new Set<string>();
  /** Operations that wait for the id, and whether the client has completed them meanwhile. */
  readonly #waiting = new Map<string, { completed: boolean }>();

  /** Passes a message on, in its time. Whether an id is used twice at once is for the protocol to judge. */
  async pass({ type, id }: MessageHead, pass: () => Promise<void>): Promise<void> {
    if (id === null || (type !== 'subscribe' && type !== 'complete')) {
      return pass();
    }
    const waiting = this.#waiting.get(id);
    if (type === 'complete') {
      if (waiting) {
        waiting.completed = true;
        return undefined;
      }
      if (this.#running.has(id)) {
        this.#leaving.add(id);
      }
      return pass();
    }
    const running = this.#running.get(id);
    if (running && this.#leaving.has(id) && !waiting) {
      const place = { completed: false };
      this.#waiting.set(id, place);
      await running;
      this.#waiting.delete(id);
      if (place.completed) {
        return undefined;
      }
    }
    return this.#run(id, pass);
  }

  async #run(id: string, pass: () => Promise<void>): Promise<void> {
    const ended = Promise.withResolvers<void>();
    this.#running.set(id, ended.promise);
    this.#leaving.delete(id);
    try {
      await pass();
    } finally {
      if (this.#running.get(id) === ended.promise) {
        this.#running.delete(id);
        this.#leaving.delete(id);
      }
      ended.resolve();
    }
  }
}
