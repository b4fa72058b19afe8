import { sql } from 'kysely';
import { databaseFailure } from '../../database/failures.js';
import type { Database } from '../../database/tables.js';
import { type Clock, systemClock } from '../clock.js';
import { type EngineMetrics, unmeasured } from '../engine-metrics.js';
import type { EngineLog } from '../patience.js';
import { dropPartition, expiredPartitions, makePartition, missingPartitions, raiseFloors } from './partitions.js';

/** What a janitor is given. */
export interface JanitorPorts {
  /** A pool of two connections or more. */
  readonly database: Database;
  readonly log: EngineLog;
  readonly metrics?: Pick<EngineMetrics, 'partitionMissing'>;
  readonly clock?: Clock;
  /** A number from 0 to 1, by which nodes come to sweep at different times. */
  readonly random?: () => number;
}

/** The number of the lock of whoever sweeps: the first bytes of "sweep". */
const sweepLock = 0x7377_6565;

/** Milliseconds: between two sweeps, shortened by chance by up to the half; and the most before the first one. */
const waits = { between: 20 * 60_000, first: 1_000 } as const;

/** PostgreSQL's word for a lock that was not had in time. */
const lockNotAvailable = '55P03';

/**
 * Keeps the tables of the event log: makes those of the days ahead, and drops those in which everything has expired.
 * Each node has one, and one of them sweeps at a time. Every step can be left and done again, and each is committed by
 * itself, so a janitor may be killed anywhere. What is due is told by the database's clock alone.
 */
export class Janitor {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #metrics: Pick<EngineMetrics, 'partitionMissing'>;
  #cancel: (() => void) | null = null;
  #sweeping: Promise<void> | null = null;
  #isStopped = false;

  constructor(private readonly ports: JanitorPorts) {
    this.#clock = ports.clock ?? systemClock;
    this.#random = ports.random ?? Math.random;
    this.#metrics = ports.metrics ?? unmeasured;
  }

  /** Begins to sweep from time to time. */
  start(): void {
    this.#schedule(this.#random() * waits.first);
  }

  /** Ends; resolves when nothing is on its way any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel?.();
    await this.#sweeping;
  }

  /** Sweeps once, unless somebody else does. Throws what the database says. */
  async sweep(): Promise<void> {
    const { database } = this.ports;
    // The lock ends with its transaction, so none is left by a process that dies; the work has transactions of its own.
    await database.transaction().execute(async (holding) => {
      const { rows } = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${sweepLock}::bigint) as held`.execute(holding);
      if (!rows[0]?.held) {
        return;
      }
      for (const missing of await missingPartitions(database)) {
        await this.#unlessBusy(async () => {
          const moved = await makePartition(database, missing);
          if (moved > 0) {
            this.#metrics.partitionMissing();
            this.ports.log.warn(
              { class: missing.name, from: missing.starts, events: moved },
              'events had come before the table of their days was made; they have been moved into it',
            );
          }
        });
      }
      for (const partition of await expiredPartitions(database)) {
        await this.#unlessBusy(async () => {
          await raiseFloors(database, partition);
          await dropPartition(database, partition);
          this.ports.log.info({ partition }, 'expired events have been dropped');
        });
      }
    });
  }

  /** Does a step, unless those who use the table do not make room for it soon: then it is left to the next sweep. */
  async #unlessBusy(step: () => Promise<void>): Promise<void> {
    if (this.#isStopped) {
      return;
    }
    try {
      await step();
    } catch (error) {
      if (databaseFailure(error)?.code !== lockNotAvailable) {
        throw error;
      }
      this.ports.log.info({ err: error }, 'a table of the event log is busy; it will be swept later');
    }
  }

  #schedule(milliseconds: number): void {
    if (this.#isStopped) {
      return;
    }
    this.#cancel = this.#clock.after(milliseconds, () => {
      this.#sweeping = this.sweep()
        .catch((error: unknown) => this.ports.log.warn({ err: error }, 'the event log could not be swept'))
        .finally(() => {
          this.#sweeping = null;
          this.#schedule(waits.between * (1 - this.#random() / 2));
        });
    });
  }
}
