import { sql, type Selectable } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Tables } from '../../database/tables.js';

/** Who leads a subject, with the deputies and the database's clock, as plain rows see it. */
export type FacilitationRow = Selectable<Tables['facilitation']> & {
  readonly deputy_ids: readonly string[];
  readonly server_time: Date;
};

/** Somebody who is there. */
export type CheckInRow = Pick<Selectable<Tables['check_in']>, 'subject_id' | 'account_id' | 'channel' | 'checked_in_at'>;

/** Who leads, by what is led. */
export const facilitationOf = defineLoader<string, FacilitationRow | null>(async (database, ids) => {
  const rows = await database
    .selectFrom('facilitation')
    .selectAll()
    .select([
      sql<string[]>`array(
        select d.account_id::text from facilitator_deputy d where d.subject_id = facilitation.subject_id order by d.ordinal)`.as('deputy_ids'),
      sql<Date>`now()`.as('server_time'),
    ])
    .where('subject_id', 'in', ids)
    .execute();
  return inOrder(ids, rows, (row) => row.subject_id).map((row) => row && { ...row, server_time: new Date(row.server_time) });
});

/** Who is there now, in the order in which they came. */
export const attendanceOf = defineLoader<string, CheckInRow[]>(async (database, ids) => {
  const rows = await database
    .selectFrom('check_in')
    .select(['subject_id', 'account_id', 'channel', 'checked_in_at'])
    .where('subject_id', 'in', ids)
    .where('checked_out_at', 'is', null)
    .orderBy('id')
    .execute();
  return grouped(ids, rows, (row) => row.subject_id);
});
