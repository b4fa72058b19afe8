import { setTimeout } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import { type Fault, fault, type Result } from '../errors.js';
import { contentHash, domainTags } from '../ledger/digest.js';
import { appendEvents } from '../realtime/postgres/append.js';
import { encodeCursor } from '../realtime/cursor.js';
import type { StoredAppend } from '../realtime/stream-log.js';
import { databaseFailure } from './failures.js';
import { recallAnswer, rememberAnswer, unreadableAt } from './idempotency.js';
import { writeLedger } from './ledger.js';
import type { Database } from './tables.js';
import { OpenTransaction, Refusal, type Transaction } from './transaction.js';

export type { Transaction } from './transaction.js';

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
    /** Told of what those who run the server have to know: the database is away, its disk is full, nobody was told. */
    private readonly failed: (error: unknown, operation: string) => void = () => {},
    /** Told that lines of the ledger were committed, for whoever chains them. */
    private readonly entered: () => void = () => {},
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
      let first: Outcome<T> | null = null;
      try {
        return await this.#once(command, work, {
          onRecalled: (answer) => (first = answer),
          onCommit: () => (isCommitting = true),
        });
      } catch (error) {
        if (first) {
          // It was committed with the first answer: nothing depends on how a transaction ends that has read it.
          return first;
        }
        if (error instanceof Refusal) {
          return { ok: false, faults: error.faults };
        }
        const failure = databaseFailure(error);
        if (failure?.kind === 'CONFLICT' && attempt < attempts) {
          continue;
        }
        // What the database did not say, once COMMIT was sent, tells nothing of whether it took effect.
        if (failure?.kind === 'UNAVAILABLE' || (isCommitting && !failure)) {
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
    { onRecalled, onCommit }: { onRecalled(answer: Outcome<T>): void; onCommit(): void },
  ): Promise<Outcome<T>> {
    let append: StoredAppend | undefined;
    let hasEntered = false;
    const outcome = await this.orm.em.fork().transactional(async (em): Promise<Outcome<T>> => {
      const database = em.getKysely() as unknown as Database;
      const recalled = await recallAnswer<Outcome<T>>(database, command);
      if (recalled.kind === 'REUSED') {
        throw new Refusal([{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }]);
      }
      if (recalled.kind === 'ANSWER') {
        onRecalled(recalled.answer);
        return recalled.answer;
      }
      const transaction = new OpenTransaction(em, recalled.now);
      const value = await transaction.finish(work);
      const { events, entries } = transaction;
      hasEntered = entries.length > 0;
      await writeLedger(database, command.actorId, entries, (body) => contentHash(domainTags.ledgerEntry, body));
      append = await appendEvents(database, events, {
        actorId: command.actorId,
        mutationId: command.idempotencyKey ?? null,
      });
      const positions = append.positions.filter(({ streamKey }) => isToldTo(streamKey, command.actorId));
      const answer = { ok: true, value, positions: positions.map(encodeCursor) } as const;
      await rememberAnswer(database, command, answer);
      onCommit();
      return answer;
    });
    if (hasEntered) {
      this.entered();
    }
    if (append && append.events.length > 0) {
      this.#handOver(append, command.operation);
    }
    return outcome;
  }

  /** The write is done, whatever happens here: who listens finds the events in the log. */
  #handOver(append: StoredAppend, operation: string): void {
    try {
      this.committed(append);
    } catch (error) {
      this.failed(new Error('it was carried out, but its events were not handed over', { cause: error }), operation);
    }
  }
}

/** Where the own stream of another account stands is nobody's business: its sequence tells how much happened there. */
function isToldTo(streamKey: string, actorId: string | null): boolean {
  return !streamKey.startsWith('user:') || streamKey === `user:${actorId}`;
}
