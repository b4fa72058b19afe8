import type { Database } from '../../database/tables.js';
import type { Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { ok } from '../../errors.js';
import { type Clock, systemClock } from '../../realtime/clock.js';

/** A timer that seems to have run out. */
export interface DueTimer {
  readonly id: string;
  readonly objectId: string;
}

/**
 * What is to happen when a timer has run out, by its purpose. It locks what it changes first, in the order of the commands
 * on it, and then claims the timer (`claimTimer`): somebody may have been first.
 */
export type TimerEnds = Readonly<Record<string, (transaction: Transaction, timer: DueTimer) => Promise<void>>>;

/** What is to be done now and then, whatever runs out. It looks itself whether another node is at it. */
export interface Chore {
  readonly operation: string;
  /** Milliseconds between the beginnings of two times on one node. */
  readonly every: number;
  work(transaction: Transaction): Promise<void>;
}

/** What the runner is given. */
export interface TimerRunnerPorts {
  readonly unitOfWork: UnitOfWork;
  readonly database: Database;
  readonly ends: TimerEnds;
  readonly chores?: readonly Chore[];
  readonly log: { warn(details: object, message: string): void };
  readonly clock?: Clock;
}

/** Milliseconds between two looks at what has run out. */
const every = 500;

/**
 * Does what is due when timers run out. Each node has one; a timer is claimed in the transaction that carries out its end,
 * so that it is carried out once, by whichever node comes first. The row is the only record of what is due: a separate queue
 * of jobs would be a second one, that could disagree with it.
 */
export class TimerRunner {
  readonly #clock: Clock;
  #cancel: (() => void) | null = null;
  #running: Promise<void> | null = null;
  #isStopped = false;
  readonly #doneAt = new Map<Chore, number>();

  constructor(private readonly ports: TimerRunnerPorts) {
    this.#clock = ports.clock ?? systemClock;
  }

  /** Begins to look. */
  start(): void {
    this.#schedule();
  }

  /** Ends; resolves when nothing is on its way any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#running;
  }

  /** Ends every timer that has run out. Throws what the database says to the question which those are. */
  async sweep(): Promise<void> {
    const { database, unitOfWork, ends } = this.ports;
    const due = await database
      .selectFrom('timer')
      .select(['id', 'object_id', 'purpose'])
      .where('ends_at', '<=', (eb) => eb.fn<Date>('now', []))
      .orderBy('ends_at')
      .limit(100)
      .execute();
    for (const { id, object_id: objectId, purpose } of due) {
      try {
        await unitOfWork.run({ operation: 'timerEnd', actorId: null }, async (transaction) => {
          await ends[purpose]?.(transaction, { id, objectId });
          return ok(null);
        });
      } catch (error) {
        // One that cannot be ended keeps no other one from its end.
        this.ports.log.warn({ err: error, timer: id, purpose }, 'a timer that has run out could not be ended');
      }
    }
  }

  /** Does the chores that have not been done for their time. */
  async #doChores(): Promise<void> {
    const { unitOfWork, chores = [], log } = this.ports;
    for (const chore of chores) {
      const now = this.#clock.now();
      const doneAt = this.#doneAt.get(chore);
      if (doneAt === undefined || now - doneAt >= chore.every) {
        this.#doneAt.set(chore, now);
        try {
          await unitOfWork.run({ operation: chore.operation, actorId: null }, async (transaction) => {
            await chore.work(transaction);
            return ok(null);
          });
        } catch (error) {
          log.warn({ err: error, chore: chore.operation }, 'what is to be done now and then could not be done');
        }
      }
    }
  }

  #schedule(): void {
    if (this.#isStopped) {
      return;
    }
    this.#cancel = this.#clock.after(every, () => {
      this.#running = this.sweep()
        .then(() => this.#doChores())
        .catch((error: unknown) => this.ports.log.warn({ err: error }, 'timers that have run out could not be ended'))
        .finally(() => {
          this.#running = null;
          this.#schedule();
        });
    });
  }
}
