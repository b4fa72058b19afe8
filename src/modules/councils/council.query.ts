import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import { defineNestedPages } from '../../relay/connections/nested-pages.js';
import { defineOrdering } from '../../relay/connections/ordering.js';
import { appointmentRows } from './appointment.query.js';
import { councilRows } from './council-rows.js';

/** Councils in the order of the Uzbek alphabet. */
export const councilOrdering = defineOrdering([
  { column: 'council.sort_key', type: 'text', direction: 'asc' },
  { column: 'council.id', type: 'uuid', direction: 'asc' },
]);

/** Appointments, newest first. */
export const appointmentOrdering = defineOrdering([
  { column: 'appointment.started_on', type: 'date', direction: 'desc' },
  { column: 'appointment.id', type: 'uuid', direction: 'desc' },
]);

/** The councils of a kind; `search` is a folded text that the name has to hold. */
export function councilsWhere(
  database: Database,
  kind: 'TERRITORIAL' | 'NATIONAL',
  search: string | null,
  fields: ReadonlySet<string>,
) {
  const query = councilRows(database, fields).where('council.kind', '=', kind);
  return search === null ? query : query.where(sql<boolean>`strpos(council.search_key, ${search}) > 0`);
}

/** All appointments of a council, present and past. */
export const appointmentsOfCouncil = defineNestedPages(
  (database, councilId) => appointmentRows(database).where('seat.council_id', '=', councilId),
  appointmentOrdering,
);
