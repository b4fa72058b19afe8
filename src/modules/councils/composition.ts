import { sql } from 'kysely';
import type { Database } from '../../database/tables.js';
import type { CouncilRole, Viewer } from '../accounts/index.js';
import { type AppointmentRow, appointmentRows } from './appointment.query.js';
import type { SeatFunction } from './seat.entity.js';

/** Today in Asia/Tashkent by the database's clock, as SQL; a subselect, so that it is computed once and not for each row. */
export const todayInTashkent = sql<string>`(select (now() at time zone 'Asia/Tashkent')::date)`;

const tashkentDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tashkent' });

/** The day in Tashkent at an instant, as an ISO date. */
export const dayInTashkent = (at: Date): string => tashkentDay.format(at);

/** The appointments in force in the councils on a day (null is today), in the order of the seats. */
export async function composition(
  database: Database,
  councilIds: readonly string[],
  on: string | null,
  fields?: ReadonlySet<string>,
): Promise<AppointmentRow[]> {
  const day = on === null ? todayInTashkent : sql<string>`${on}::date`;
  return appointmentRows(database, fields)
    .where('seat.council_id', 'in', councilIds)
    .where('appointment.started_on', '<=', day)
    .where((eb) => eb.or([eb('appointment.ended_on', 'is', null), eb('appointment.ended_on', '>', day)]))
    .orderBy('seat.council_id')
    .orderBy('seat.ordinal')
    .execute();
}

const rolesOf: Readonly<Record<SeatFunction, readonly CouncilRole[]>> = {
  CHAIR: ['CHAIR', 'MEMBER'],
  DEPUTY_CHAIR: ['MEMBER'],
  MEMBER: ['MEMBER'],
  RESPONSIBLE_SECRETARY: ['SECRETARY'],
  SECRETARIAT_OFFICER: ['SECRETARY'],
};

/**
 * What a person is in which council today, from the appointments in force: no other record gives these rights. Beside it
 * the next midnight in Tashkent at which an appointment of the person begins or ends.
 */
export async function councilRolesOf(
  database: Database,
  personId: string,
): Promise<Pick<Viewer, 'councils' | 'councilsChangeAt'>> {
  const hasBegun = sql<boolean>`appointment.started_on <= ${todayInTashkent}`;
  const rows = await database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .select([
      'seat.council_id',
      'seat.function',
      hasBegun.as('has_begun'),
      sql<Date | null>`(case when ${hasBegun} then appointment.ended_on else appointment.started_on end)::timestamp
        at time zone 'Asia/Tashkent'`.as('changes_at'),
    ])
    .where('appointment.person_id', '=', personId)
    .where((eb) => eb.or([eb('appointment.ended_on', 'is', null), eb('appointment.ended_on', '>', todayInTashkent)]))
    .execute();
  const councils = new Map<string, Set<CouncilRole>>();
  for (const row of rows.filter(({ has_begun }) => has_begun)) {
    const held = councils.get(row.council_id) ?? new Set<CouncilRole>();
    for (const role of rolesOf[row.function]) {
      held.add(role);
    }
    councils.set(row.council_id, held);
  }
  const changes = rows.flatMap(({ changes_at }) => (changes_at === null ? [] : [changes_at.getTime()]));
  return { councils, councilsChangeAt: changes.length > 0 ? new Date(Math.min(...changes)) : null };
}
