import type { Database, Tables } from '../../database/tables.js';
import type { Selectable } from 'kysely';

type Appointment = Selectable<Tables['appointment']>;
type Seat = Selectable<Tables['seat']>;
type Person = Selectable<Tables['person']>;

/** An appointment with the seat it fills and the person who fills it. */
export type AppointmentRow = Pick<
  Appointment,
  'id' | 'seat_id' | 'person_id' | 'started_on' | 'ended_on' | 'basis' | 'end_reason' | 'version'
> &
  Pick<Seat, 'council_id' | 'function' | 'category' | 'ordinal'> &
  Pick<Person, 'family_name' | 'given_name' | 'patronymic' | 'organisation' | 'invented'>;

/** What the fields of the schema are made of. */
const appointmentColumns = {
  startedOn: ['appointment.started_on'],
  endedOn: ['appointment.ended_on'],
  basis: ['appointment.basis'],
  endReason: ['appointment.end_reason'],
  version: ['appointment.version'],
  seat: ['appointment.seat_id', 'seat.function', 'seat.category', 'seat.ordinal'],
  person: [
    'appointment.person_id',
    'person.family_name',
    'person.given_name',
    'person.patronymic',
    'person.organisation',
    'person.invented',
  ],
} as const;

type Column = (typeof appointmentColumns)[keyof typeof appointmentColumns][number];

/** The fields that have columns of their own. */
export const appointmentFields: ReadonlySet<string> = new Set(Object.keys(appointmentColumns));

/**
 * Appointments with the seat and the person in one row: whoever reads a composition asks for both, and one statement is
 * cheaper than three. Columns that no selected field is made of are not read. The titles of the seats, in four
 * languages, are left to whoever asks for them.
 */
export function appointmentRows(database: Database, fields: ReadonlySet<string> = appointmentFields) {
  const columns = Object.entries(appointmentColumns).flatMap(([field, some]): readonly Column[] =>
    fields.has(field) ? some : [],
  );
  return database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .select(['appointment.id', 'seat.council_id', ...columns])
    .$castTo<AppointmentRow>();
}
