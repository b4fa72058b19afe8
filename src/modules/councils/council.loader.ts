import type { Selectable } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Tables } from '../../database/tables.js';
import { type AppointmentRow, appointmentRows } from './appointment.query.js';
import { composition } from './composition.js';
import { type CouncilRow, councilRows } from './council-rows.js';

/** A seat as plain rows see it. */
export type SeatRow = Selectable<Tables['seat']>;

/** Councils by id. */
export const councilById = defineLoader<string, CouncilRow | null>(async (database, ids) => {
  const rows = await councilRows(database).where('council.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** Councils by code. */
export const councilByCode = defineLoader<string, CouncilRow | null>(async (database, codes) => {
  const rows = await councilRows(database).where('council.code', 'in', codes).execute();
  return inOrder(codes, rows, (row) => row.code);
});

/** The seats of a council in their order. */
export const seatsOfCouncil = defineLoader<string, SeatRow[]>(async (database, councilIds) => {
  const rows = await database
    .selectFrom('seat')
    .selectAll()
    .where('council_id', 'in', councilIds)
    .orderBy('ordinal')
    .execute();
  return grouped(councilIds, rows, (row) => row.council_id);
});

/** Seats by id. */
export const seatById = defineLoader<string, SeatRow | null>(async (database, ids) => {
  const rows = await database.selectFrom('seat').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** Appointments by id. */
export const appointmentById = defineLoader<string, AppointmentRow | null>(async (database, ids) => {
  const rows = await appointmentRows(database).where('appointment.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** A council on a day. */
export interface CompositionKey {
  readonly councilId: string;
  /** An ISO date; null is today in Tashkent. */
  readonly on: string | null;
  /** The fields of an appointment that the operation selects; the same for all keys of it. */
  readonly fields: ReadonlySet<string>;
}

/** Who holds the seats of a council on a day, in the order of the seats. Days are those of Asia/Tashkent. */
export const compositionOfCouncil = defineLoader<CompositionKey, AppointmentRow[]>(
  async (database, keys) => {
    const byDay = Map.groupBy(keys, (key) => key.on);
    const found = await Promise.all(
      [...byDay].map(async ([on, group]) => {
        const councilIds = group.map((key) => key.councilId);
        return [on, Map.groupBy(await composition(database, councilIds, on, keys[0]?.fields), (row) => row.council_id)] as const;
      }),
    );
    const byDayAndCouncil = new Map(found);
    return keys.map((key) => byDayAndCouncil.get(key.on)?.get(key.councilId) ?? []);
  },
  (key) => `${key.councilId} ${key.on ?? ''}`,
);
