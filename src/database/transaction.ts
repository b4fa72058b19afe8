import type { EntityManager } from '@mikro-orm/postgresql';
import { type Fault, ok, type Result } from '../errors.js';
import type { NewEvent } from '../realtime/event.js';
import type { NewLedgerEntry } from './ledger.js';
import type { Database } from './tables.js';

/** One business transaction: state, events and ledger entries are committed together or not at all. */
export interface Transaction {
  /** Entities, for writes. */
  readonly em: EntityManager;
  /** Plain rows, inside the same transaction. */
  readonly database: Database;
  /** The database's clock at the start of the transaction: the only clock that is ever stored or compared. */
  readonly now: Date;
  /**
   * Adds an event to the stream that it names. All are appended at the very end, so that the counter of a stream is
   * locked as shortly as can be; after that only the answer is remembered, which names the positions.
   */
  publish(event: NewEvent): void;
  /** Adds a line to the ledger. */
  enter(entry: NewLedgerEntry): void;
  /**
   * Does a part of the work that can fail alone, behind a savepoint and with entities of its own. When it answers
   * faults or throws, its rows, events and lines are gone, and the rest of the transaction can go on; what it threw is
   * thrown on. One at a time; while it runs, only what it is given may be used.
   */
  nested<T>(work: (transaction: Transaction) => Promise<Result<T>>): Promise<Result<T>>;
}

/** Thrown inside a transaction so that the ORM rolls back; caught where the transaction was begun. */
export class Refusal extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super('refused');
  }
}

/** A transaction, or a part of one behind a savepoint, and what it has collected to be written at the end. */
export class OpenTransaction implements Transaction {
  readonly database: Database;
  readonly events: NewEvent[] = [];
  readonly entries: NewLedgerEntry[] = [];
  #state: 'OPEN' | 'NESTING' | 'CLOSED' = 'OPEN';

  constructor(
    readonly em: EntityManager,
    readonly now: Date,
  ) {
    this.database = em.getKysely() as unknown as Database;
  }

  publish(event: NewEvent): void {
    this.#expectOpen();
    this.events.push(event);
  }

  enter(entry: NewLedgerEntry): void {
    this.#expectOpen();
    this.entries.push(entry);
  }

  async nested<T>(work: (transaction: Transaction) => Promise<Result<T>>): Promise<Result<T>> {
    this.#expectOpen();
    this.#state = 'NESTING';
    try {
      // What was changed before stays when the part is rolled back.
      await this.em.flush();
      const done = await this.em.transactional(
        async (em) => {
          const part = new OpenTransaction(em, this.now);
          return { part, value: await part.finish(work) };
        },
        // Entities that both had in hand would keep in the whole what the part had changed before it was undone.
        { clear: true },
      );
      this.events.push(...done.part.events);
      this.entries.push(...done.part.entries);
      return ok(done.value);
    } catch (error) {
      if (error instanceof Refusal) {
        return { ok: false, faults: error.faults };
      }
      throw error;
    } finally {
      this.#state = 'OPEN';
    }
  }

  /** Does the work to its end: after that nothing can be added. Throws a Refusal where it answers faults. */
  async finish<T>(work: (transaction: Transaction) => Promise<Result<T>>): Promise<T> {
    const result = await work(this);
    this.#expectOpen();
    this.#state = 'CLOSED';
    if (!result.ok) {
      throw new Refusal(result.faults);
    }
    await this.em.flush();
    return result.value;
  }

  /** What came too late would be lost without a word, and beside an open part nobody could tell what belongs to it. */
  #expectOpen(): void {
    if (this.#state !== 'OPEN') {
      throw new Error(this.#state === 'CLOSED' ? 'the transaction is over' : 'a part of the transaction is still open');
    }
  }
}
