import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { createdAt, orderedId, version } from '../../database/columns.js';
import { PersonEntity } from '../accounts/index.js';
import { SeatEntity } from './seat.entity.js';

/**
 * A person in a seat from one day until the day before another (half-open, like all periods here). That two people
 * never hold a seat on the same day is an exclusion constraint of the database.
 */
export const AppointmentEntity = defineEntity({
  name: 'Appointment',
  properties: {
    id: orderedId(),
    seatId: () => p.manyToOne(SeatEntity).mapToPk().fieldName('seat_id'),
    personId: () => p.manyToOne(PersonEntity).mapToPk().fieldName('person_id'),
    startedOn: p.date(),
    endedOn: p.date().nullable(),
    /** The act of appointment, as the appointing body names it. */
    basis: p.text().nullable(),
    endReason: p.text().nullable(),
    createdAt: createdAt(),
    version: version(),
  },
  indexes: [{ properties: ['personId'] }, { properties: ['seatId', 'startedOn'] }],
});

export type Appointment = InferEntity<typeof AppointmentEntity>;

declare module '../../database/tables.js' {
  interface Tables {
    appointment: InferKyselyTable<typeof AppointmentEntity>;
  }
}
