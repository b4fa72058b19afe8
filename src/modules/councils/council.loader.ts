import { type Selectable, sql } from 'kysely';
import { defineLoader, grouped, inOrder } from '../../database/loaders.js';
import type { Database, Tables } from '../../database/tables.js';
import { type PositionColumn, positionColumn } from '../../realtime/position-column.js';
import { composition } from './composition.js';

/** A council as plain rows see it. */
export type CouncilRow = Selectable<Tables['council']> & { readonly position: PositionColumn };

/** A seat as plain rows see it. */
export type SeatRow = Selectable<Tables['seat']>;

/** An appointment with the seat it fills. */
export type AppointmentRow = Selectable<Tables['appointment']> & { readonly council_id: string };

/** Councils with the position of their streams at the same instant. */
export function councilRows(database: Database) {
  return database
    .selectFrom('council')
    .selectAll('council')
    .select(positionColumn(sql<string>`'council:' || council.id`).as('position'));
}

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

/** The council of a territory. */
export const councilOfTerritory = defineLoader<string, CouncilRow | null>(async (database, territoryIds) => {
  const rows = await councilRows(database).where('council.territory_id', 'in', territoryIds).execute();
  return inOrder(territoryIds, rows, (row) => row.territory_id ?? '');
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
  const rows = await appointments(database).where('appointment.id', 'in', ids).execute();
  return inOrder(ids, rows, (row) => row.id);
});

/** A council on a day. */
export interface CompositionKey {
  readonly councilId: string;
  /** An ISO date; null is today in Tashkent. */
  readonly on: string | null;
}

/** Who holds the seats of a council on a day, in the order of the seats. Days are those of Asia/Tashkent. */
export const compositionOfCouncil = defineLoader<CompositionKey, AppointmentRow[]>(
  async (database, keys) => {
    const byDay = Map.groupBy(keys, (key) => key.on);
    const found = await Promise.all(
      [...byDay].map(async ([on, group]) => {
        const rows = await composition(
          database,
          group.map((key) => key.councilId),
          on,
        );
        return rows.map((row) => ({ on, row }));
      }),
    );
    const all = found.flat();
    return keys.map((key) =>
      all.filter(({ on, row }) => on === key.on && row.council_id === key.councilId).map(({ row }) => row),
    );
  },
  (key) => `${key.councilId} ${key.on ?? ''}`,
);

function appointments(database: Database) {
  return database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .selectAll('appointment')
    .select('seat.council_id');
}
