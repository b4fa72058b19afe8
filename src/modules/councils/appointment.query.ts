import type { GraphQLResolveInfo, OperationDefinitionNode } from 'graphql';
import type { Selectable } from 'kysely';
import type { Database, Tables } from '../../database/tables.js';
import { selectedFields } from '../../relay/connections/selected-fields.js';

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
  'seat.id': ['appointment.seat_id'],
  'seat.title': ['appointment.seat_id'],
  'seat.function': ['seat.function'],
  'seat.category': ['seat.category'],
  'seat.ordinal': ['seat.ordinal'],
  'person.id': ['appointment.person_id'],
  'person.fullName': ['person.family_name', 'person.given_name', 'person.patronymic'],
  'person.familyName': ['person.family_name'],
  'person.givenName': ['person.given_name'],
  'person.patronymic': ['person.patronymic'],
  'person.organisation': ['person.organisation'],
  'person.invented': ['person.invented'],
} as const;

type Column = (typeof appointmentColumns)[keyof typeof appointmentColumns][number];

/** All that can be asked for. */
const everyField: ReadonlySet<string> = new Set(Object.keys(appointmentColumns));

const selections = new WeakMap<OperationDefinitionNode, ReadonlySet<string>>();

/** What an operation asks of appointments, their seats and persons; found once for each operation. */
export function appointmentFields(info: GraphQLResolveInfo): ReadonlySet<string> {
  const known = selections.get(info.operation);
  if (known) {
    return known;
  }
  // An id may also be asked for on what all nodes have in common.
  const shared = [...selectedFields(info, 'Node')];
  const below = (name: string, type: string) => [...selectedFields(info, type), ...shared].map((field) => `${name}.${field}`);
  const fields = new Set([...selectedFields(info, 'Appointment'), ...below('seat', 'Seat'), ...below('person', 'Person')]);
  selections.set(info.operation, fields);
  return fields;
}

/**
 * Appointments with the seat and the person in one row: whoever reads a composition asks for both, and one statement is
 * cheaper than three. Columns that no selected field is made of are not read. The titles of the seats, in four
 * languages, are left to whoever asks for them.
 */
export function appointmentRows(database: Database, fields: ReadonlySet<string> = everyField) {
  const columns = new Set(
    Object.entries(appointmentColumns).flatMap(([field, some]): readonly Column[] => (fields.has(field) ? some : [])),
  );
  return database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .select(['appointment.id', 'seat.council_id', ...columns])
    .$castTo<AppointmentRow>();
}
