import { setTimeout } from 'node:timers/promises';
import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { type Fault, fault, type Result } from '../errors.js';
import { contentHash, domainTags } from '../ledger/digest.js';
import { appendEvents } from '../realtime/postgres/append.js';
import { encodeCursor } from '../realtime/cursor.js';
import type { NewEvent } from '../realtime/event.js';
import type { StoredAppend } from '../realtime/stream-log.js';
import { databaseFailure } from './failures.js';
import { recallAnswer, rememberAnswer, unreadableAt } from './idempotency.js';
import { type NewLedgerEntry, writeLedger } from './ledger.js';
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
}

/** Who asks for what: the frame of a write. */
export interface Command {
  /** The name of the mutation, part of what an idempotency key is bound to. */
  readonly operation: string;
  /** The account that acts; null for the system itself. */
  readonly actorId: string | null;
  /** The client's key; a repeat with the same input gets the first answer. */
  readonly idempotencyKey?: string | null | undefined;
  /** The input, its members named as the client named them; a hash of it is kept with the key. */
  readonly input?: unknown;
  /** What a violated constraint of the database means to the caller, by the constraint's name. */
  readonly constraints?: Readonly<Record<string, Fault>>;
}

/** A committed result with the stream positions that it reached, or the faults. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly positions: readonly string[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Thrown inside the transaction so that the ORM rolls back; never leaves this file. */
class Refusal extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super('refused');
  }
}

/** How often a transaction is tried: again after a deadlock, a serialization failure, or a COMMIT without an answer. */
const attempts = 4;

/** Milliseconds before a command whose COMMIT was not answered is repeated under its key. */
const pauseInDoubt = 100;

/**
 * Runs commands. A command that answers faults is rolled back whole, remembered answer included. The value of a
 * command must be plain JSON (ids, not entities), because a repeat gets it from the remembered answer.
 */
export class UnitOfWork {
  constructor(
    private readonly orm: MikroORM,
    private readonly committed: (append: StoredAppend) => void,
    /** Told of what those who run the server have to know: the database is away, or its disk is full. */
    private readonly failed: (error: unknown, operation: string) => void = () => {},
  ) {}

  /** Runs the work in one READ COMMITTED transaction and hands its events to the hub after COMMIT. */
  async run<T>(command: Command, work: (transaction: Transaction) => Promise<Result<T>>): Promise<Outcome<T>> {
    const unreadable = unreadableAt(command);
    if (unreadable) {
      return fault('INVALID_CHARACTERS', unreadable);
    }
    // The connection was lost while COMMIT was on its way: it may have taken effect.
    let isInDoubt = false;
    for (let attempt = 1; ; attempt += 1) {
      let isCommitting = false;
      try {
        return await this.#once(command, work, () => (isCommitting = true));
      } catch (error) {
        if (error instanceof Refusal) {
          return { ok: false, faults: error.faults };
        }
        const failure = databaseFailure(error);
        if (failure?.kind === 'CONFLICT' && attempt < attempts) {
          continue;
        }
        if (failure?.kind === 'UNAVAILABLE') {
          isInDoubt ||= isCommitting;
          // Under its key the command can be repeated: it finds its first answer, or happens now.
          if (isInDoubt && command.idempotencyKey && command.actorId && attempt < attempts) {
            await setTimeout(pauseInDoubt);
            continue;
          }
          this.failed(error, command.operation);
          return fault(isInDoubt ? 'OUTCOME_UNKNOWN' : 'DATABASE_UNAVAILABLE');
        }
        if (failure?.kind === 'INPUT') {
          return fault('INVALID_CHARACTERS');
        }
        const known = failure?.constraint === undefined ? undefined : command.constraints?.[failure.constraint];
        if (known) {
          return { ok: false, faults: [known] };
        }
        throw error;
      }
    }
  }

  async #once<T>(
    command: Command,
    work: (transaction: Transaction) => Promise<Result<T>>,
    onCommit: () => void,
  ): Promise<Outcome<T>> {
    let append: StoredAppend | undefined;
    const outcome = await this.orm.em.fork().transactional(async (em): Promise<Outcome<T>> => {
      const database = em.getKysely() as unknown as Database;
      const recalled = await recallAnswer<Outcome<T>>(database, command);
      if (recalled.kind === 'REUSED') {
        throw new Refusal([{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }]);
      }
      if (recalled.kind === 'ANSWER') {
        return recalled.answer;
      }
      const events: NewEvent[] = [];
      const entries: NewLedgerEntry[] = [];
      const result = await work({
        em,
        database,
        now: recalled.now,
        publish: (event) => void events.push(event),
        enter: (entry) => void entries.push(entry),
      });
      if (!result.ok) {
        throw new Refusal(result.faults);
      }
      await em.flush();
      await writeLedger(database, command.actorId, entries, (body) => contentHash(domainTags.ledgerEntry, body));
      append = await appendEvents(database, events, {
        actorId: command.actorId,
        mutationId: command.idempotencyKey ?? null,
      });
      const positions = append.positions.filter(({ streamKey }) => isToldTo(streamKey, command.actorId));
      const answer = { ok: true, value: result.value, positions: positions.map(encodeCursor) } as const;
      await rememberAnswer(database, command, answer);
      onCommit();
      return answer;
    });
    if (append && append.events.length > 0) {
      this.committed(append);
    }
    return outcome;
  }
}

/** Where the own stream of another account stands is nobody's business: its sequence tells how much happened there. */
function isToldTo(streamKey: string, actorId: string | null): boolean {
  return !streamKey.startsWith('user:') || streamKey === `user:${actorId}`;
}
