/** An operation under its id, until it has ended. */
interface RunningOperation {
  /** The client has completed it, and the server has not ended it yet. */
  isLeaving: boolean;
  /** The operation that waits for the id. */
  next: (() => Promise<void>) | null;
}

/**
 * Keeps apart the operations that one connection runs under the same id, one after the other. A client may use an id
 * again as soon as it has completed the operation; graphql-ws knows operations by id alone, so what the old one still
 * has to say would end the new one. Therefore the new one waits until the old one has ended.
 */
export class OperationIds {
  readonly #running = new Map<string, RunningOperation>();

  /** Starts an operation in its time. Whether an id is used twice at once is for the protocol to judge. */
  subscribe(id: string, start: () => Promise<void>): Promise<void> {
    const running = this.#running.get(id);
    if (running?.isLeaving && !running.next) {
      running.next = start;
      return Promise.resolve();
    }
    return running ? start() : this.#run(id, start);
  }

  /** Completes an operation; one that still waits for its id is forgotten. */
  complete(id: string, complete: () => Promise<void>): Promise<void> {
    const running = this.#running.get(id);
    if (running?.next) {
      running.next = null;
      return Promise.resolve();
    }
    if (running) {
      running.isLeaving = true;
    }
    return complete();
  }

  #run(id: string, start: () => Promise<void>): Promise<void> {
    const running: RunningOperation = { isLeaving: false, next: null };
    this.#running.set(id, running);
    return start().finally(() => {
      this.#running.delete(id);
      return running.next ? this.#run(id, running.next) : undefined;
    });
  }
}
