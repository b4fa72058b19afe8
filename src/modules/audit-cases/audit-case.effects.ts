import { databaseFailure } from '../../database/failures.js';
import type { Transaction } from '../../database/unit-of-work.js';
import { ok } from '../../errors.js';
import type { CycleEffects, RatingCycleState } from '../cycles/index.js';
import { type FindSignals, openCases } from './open-cases.js';
import { findSignals } from './signals/find-signals.js';

/** The first of these steps is meant; the others make up for a search that has failed there. */
const steps: readonly RatingCycleState[] = ['PRELIMINARY', 'APPEALS', 'FINAL'];

/**
 * Looks for signals about how the marks came about, when the result is settled. To be wired last. It changes no score and
 * never keeps a cycle from its step: signals are for people and no part of the result, so that whoever could make a
 * detector fail, by a mark or by a mistake of ours, must not thereby hold up the rating of all councils. A search that
 * fails is undone behind a savepoint, told to `failed`, entered in the ledger so that it cannot go unnoticed, and done
 * again with the next step. A `failed` that throws, as tests give it, does stop the step.
 *
 * What a transaction is tried again for, and a database that is away, is no matter of the search: that is thrown on.
 */
export function auditCaseEffects(failed: (error: unknown, operation: string) => void, find: FindSignals = findSignals): CycleEffects {
  return {
    async apply(transaction, { cycle, to }) {
      if (!steps.includes(to) || (to !== 'PRELIMINARY' && (await wasSought(transaction, cycle.id)))) {
        return [];
      }
      try {
        await transaction.nested(async (part) => {
          await openCases(part, cycle.id, find);
          return ok(null);
        });
      } catch (error) {
        const kind = databaseFailure(error)?.kind;
        if (kind === 'CONFLICT' || kind === 'UNAVAILABLE') {
          throw error;
        }
        failed(error, 'auditCases');
        transaction.enter({ action: 'auditCases.failed', subjectType: 'RatingCycle', subjectId: cycle.id, body: { to } });
      }
      return [];
    },
  };
}

async function wasSought({ database }: Transaction, cycleId: string): Promise<boolean> {
  const entry = await database
    .selectFrom('ledger_entry')
    .select('id')
    .where('action', '=', 'auditCases.sought')
    .where('subject_type', '=', 'RatingCycle')
    .where('subject_id', '=', cycleId)
    .executeTakeFirst();
  return entry !== undefined;
}
