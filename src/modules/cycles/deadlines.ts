import { type RawBuilder, sql } from 'kysely';
import { defineLoader, inOrder } from '../../database/loaders.js';
import { dayInTashkent, todayInTashkent } from '../councils/index.js';
import type { RatingCycle, RatingCycleState } from './rating-cycle.entity.js';

/** What may still come in. */
export interface OpenDoors {
  /** Evidence, claims and measured values of the councils. */
  readonly evidence: boolean;
  /** Marks of the raters. */
  readonly marks: boolean;
}

/** Whether a last day lies behind another day; both ISO dates, no last day never does. */
export const isBehind = (lastDay: string | null, today: string): boolean => lastDay !== null && lastDay < today;

/** Whether the last day in a column lies behind today in Tashkent, by the database's clock. */
export function isBehindToday(column: 'evidence_close_on' | 'scoring_close_on'): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${sql.ref(`rating_cycle.${column}`)} < ${todayInTashkent}, false)`;
}

/**
 * What a cycle still lets in: what its state is for, up to the end of the announced day. The state itself is moved by
 * people; a day that has passed shuts the door all the same, so that nobody is given more time than the others.
 */
export function openDoors(state: RatingCycleState, behind: { readonly evidence: boolean; readonly marks: boolean }): OpenDoors {
  return { evidence: state === 'EVIDENCE_OPEN' && !behind.evidence, marks: state === 'SCORING' && !behind.marks };
}

/** What a cycle lets in at an instant of the database's clock. */
export function openDoorsOf(cycle: RatingCycle, now: Date): OpenDoors {
  const today = dayInTashkent(now);
  return openDoors(cycle.state, {
    evidence: isBehind(cycle.evidenceCloseOn ?? null, today),
    marks: isBehind(cycle.scoringCloseOn ?? null, today),
  });
}

/** When the term for appeals ends: so many times 24 hours after the preliminary result; null before there is one. */
export function appealTermEnd({ preliminaryAt, appealDays }: Pick<RatingCycle, 'preliminaryAt' | 'appealDays'>): Date | null {
  return preliminaryAt ? new Date(preliminaryAt.getTime() + appealDays * 86_400_000) : null;
}

/** The same for plain rows of `rating_cycle`. */
export const appealTermEndColumn = sql<Date | null>`rating_cycle.preliminary_at + make_interval(hours => 24 * rating_cycle.appeal_days)`;

/** The state of cycles and what they let in today, by their ids. */
export const doorsOfCycle = defineLoader<string, { readonly state: RatingCycleState; readonly open: OpenDoors } | null>(
  async (database, ids) => {
    const rows = await database
      .selectFrom('rating_cycle')
      .select(['id', 'state', isBehindToday('evidence_close_on').as('evidence'), isBehindToday('scoring_close_on').as('marks')])
      .where('id', 'in', ids)
      .execute();
    return inOrder(ids, rows, (row) => row.id).map((row) => row && { state: row.state, open: openDoors(row.state, row) });
  },
);
