import { Backoff, type BackoffLimits } from '../backoff.js';
import { textOf, type TypedDocument } from '../document.js';
import type { Operation } from '../http.js';
import { type Channel, pause } from '../platform.js';
import { type MutationOutcome, outcomeOf, outcomeOfError, type Unsettled } from './outcome.js';
import type { QueuedMutation, QueueStore } from './queue-store.js';
import { randomUuid } from './random-uuid.js';
import { exclusively, openChannel } from './tabs.js';

/** What a queue needs of its client. */
export interface QueuePorts {
  readonly store: QueueStore;
  readonly backoff: BackoffLimits;
  /** Sends an operation and gives its data. */
  send(operation: Operation, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
}

/** A mutation that was put into the queue. */
export interface Enqueued<Data> {
  /** Its idempotency key; the events that it causes carry it as `mutationId`. */
  readonly key: string;
  /** Resolves when the server has answered for good; not before the next connection, and perhaps after a restart only. */
  readonly outcome: Promise<MutationOutcome<Data>>;
}

/** What became of which mutation. */
export interface Settled {
  readonly mutation: QueuedMutation;
  readonly outcome: MutationOutcome;
}

/** Where the queue stands. */
export type QueueStatus =
  | { readonly phase: 'idle' | 'sending' }
  /** Something is in the way; it is tried again. SIGN_IN: with the next token that is given. */
  | { readonly phase: 'waiting'; readonly remedy: Unsettled['remedy']; readonly reason: string };

/** The server remembers the answer to a key for seven days; less, for clocks that differ. */
const answerAge = 6.5 * 24 * 60 * 60 * 1_000;

/** How often something is sent that fails in a way nobody expects. */
const mostFailures = 8;

/**
 * Mutations that reach the server once each and in order, over any number of interruptions: each is kept with its
 * idempotency key before it is sent, and until it is answered. One that is refused is reported and stops no other.
 */
export class MutationQueue {
  readonly #closed = new AbortController();
  readonly #outcomes = new Map<string, (outcome: MutationOutcome) => void>();
  readonly #listeners = new Set<(settled: Settled) => void>();
  readonly #statusListeners = new Set<(status: QueueStatus) => void>();
  readonly #channel: Channel | null;
  #status: QueueStatus = { phase: 'idle' };
  #sending: Promise<void> | null = null;
  /** Something was added since the last look. */
  #isStale = false;

  constructor(private readonly ports: QueuePorts) {
    this.#channel = openChannel(ports.store.sharedName, (message) => this.#tell(message as Settled));
    this.#start();
  }

  /** Where it stands. */
  get status(): QueueStatus {
    return this.#status;
  }

  /** All that wait, the oldest first. */
  pending(): Promise<readonly QueuedMutation[]> {
    return this.ports.store.list();
  }

  /**
   * Puts a mutation into the queue; it has to have one variable, `$input`, whose type has an `idempotencyKey`, and to
   * select `errors { code message path }` of its payload. Resolves when it is kept, so that it survives a crash.
   */
  async enqueue<Data, Input extends object>(
    document: TypedDocument<Data, { readonly input: Input }>,
    input: NoInfer<Input>,
    label: string | null = null,
  ): Promise<Enqueued<Data>> {
    const key = randomUuid();
    const variables = { input: { ...input, idempotencyKey: key } };
    const outcome = new Promise<MutationOutcome>((resolve) => this.#outcomes.set(key, resolve));
    await this.ports.store.add({ key, query: textOf(document), variables, label, sentAt: null });
    this.#start();
    return { key, outcome: outcome as Promise<MutationOutcome<Data>> };
  }

  /** Calls a function for each mutation that is settled, of whatever page. The function that it gives ends that. */
  onSettled(listener: (settled: Settled) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Calls a function whenever the queue stands otherwise. The function that it gives ends that. */
  onStatus(listener: (status: QueueStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => void this.#statusListeners.delete(listener);
  }

  /** Stops sending; what waits stays in the store. */
  async close(): Promise<void> {
    this.#closed.abort();
    await this.#sending;
    this.#channel?.close();
  }

  #start(): void {
    this.#isStale = true;
    this.#sending ??= this.#run();
  }

  async #run(): Promise<void> {
    const backoff = new Backoff(this.ports.backoff);
    while (this.#isStale && !this.#closed.signal.aborted) {
      this.#isStale = false;
      try {
        await exclusively(this.ports.store.sharedName, this.#closed.signal, () => this.#sendAll());
      } catch (error) {
        // The store cannot be read or written: what it holds is not lost.
        this.#isStale = true;
        this.#stand({ phase: 'waiting', remedy: 'RETRY', reason: error instanceof Error ? error.message : String(error) });
        await pause(backoff.failed(), this.#closed.signal);
      }
    }
    // In the same turn as the last look at what was added, so that nothing is added in between.
    this.#sending = null;
    this.#stand({ phase: 'idle' });
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const [mutation] = this.#closed.signal.aborted ? [] : await this.ports.store.list();
      if (!mutation) {
        return;
      }
      this.#stand({ phase: 'sending' });
      const outcome = await this.#settle(mutation);
      if (!outcome) {
        return;
      }
      await this.ports.store.remove(mutation.key);
      this.#channel?.postMessage({ mutation, outcome });
      this.#tell({ mutation, outcome });
    }
  }

  /** Sends a mutation until it is settled; null when the queue is closed before. */
  async #settle(mutation: QueuedMutation): Promise<MutationOutcome | null> {
    const { signal } = this.#closed;
    if (mutation.sentAt === null) {
      await this.ports.store.update({ ...mutation, sentAt: Date.now() });
    } else if (Date.now() - mutation.sentAt > answerAge) {
      return { kind: 'UNKNOWN', reason: 'It was sent so long ago that the server has forgotten its key.' };
    }
    const backoff = new Backoff(this.ports.backoff);
    let failures = 0;
    for (;;) {
      const told = await this.ports.send(mutation, signal).then(outcomeOf, outcomeOfError);
      if (signal.aborted && !('kind' in told)) {
        return null;
      }
      if ('kind' in told) {
        return told;
      }
      failures += told.remedy === 'RETRY_SOME' ? 1 : 0;
      if (failures === mostFailures) {
        return { kind: 'UNKNOWN', reason: told.reason };
      }
      this.#stand({ phase: 'waiting', remedy: told.remedy, reason: told.reason });
      await pause(backoff.failed() + told.retryAfter, signal);
      this.#stand({ phase: 'sending' });
    }
  }

  #tell(settled: Settled): void {
    this.#outcomes.get(settled.mutation.key)?.(settled.outcome);
    this.#outcomes.delete(settled.mutation.key);
    this.#listeners.forEach((listener) => listener(settled));
  }

  #stand(status: QueueStatus): void {
    this.#status = status;
    this.#statusListeners.forEach((listener) => listener(status));
  }
}
