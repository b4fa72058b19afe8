import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { InferKyselyTable } from '@mikro-orm/sql';
import { orderedId } from '../../database/columns.js';
import { translated } from '../../database/translated-column.js';
import { CouncilEntity } from './council.entity.js';

/** The categories of members that the source document names. */
export const seatCategories = [
  'DEPARTMENT_HEAD',
  'DEPUTY',
  'LAW_ENFORCEMENT',
  'NGO',
  'MASS_MEDIA',
  'BUSINESS',
] as const;

/** What a seat is for: leading, working as a member, or serving the council. */
export const seatFunctions = [
  'CHAIR',
  'DEPUTY_CHAIR',
  'MEMBER',
  'RESPONSIBLE_SECRETARY',
  'SECRETARIAT_OFFICER',
] as const;

/** A place in a council, held by one person at a time; who holds it is an appointment. */
export const SeatEntity = defineEntity({
  name: 'Seat',
  properties: {
    id: orderedId(),
    councilId: () => p.manyToOne(CouncilEntity).mapToPk().fieldName('council_id'),
    function: p.enum(seatFunctions),
    /** Only members' seats belong to a category. */
    category: p.enum(seatCategories).nullable(),
    title: translated(),
    ordinal: p.integer(),
  },
  uniques: [{ properties: ['councilId', 'ordinal'] }],
});

export type Seat = InferEntity<typeof SeatEntity>;
export type SeatFunction = (typeof seatFunctions)[number];
export type SeatCategory = (typeof seatCategories)[number];

declare module '../../database/tables.js' {
  interface Tables {
    seat: InferKyselyTable<typeof SeatEntity>;
  }
}
