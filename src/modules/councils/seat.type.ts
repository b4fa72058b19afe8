import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { TranslatedText } from '../../language/index.js';
import { encodeNodeId } from '../../relay/node-id.js';
import { Node } from '../../relay/node.js';
import { LocalDateScalar } from '../../relay/scalars.js';
import type { AppointmentRow, SeatRow } from './council.loader.js';
import { type SeatCategory, seatCategories, type SeatFunction, seatFunctions } from './seat.entity.js';

const categoryDescriptions: Readonly<Record<SeatCategory, string>> = {
  DEPARTMENT_HEAD: 'Heads of territorial departments of state bodies.',
  DEPUTY: 'Deputies of representative bodies.',
  LAW_ENFORCEMENT: 'Law-enforcement bodies.',
  NGO: 'Non-governmental non-profit organisations.',
  MASS_MEDIA: 'Mass media.',
  BUSINESS: 'The business community.',
};

const functionDescriptions: Readonly<Record<SeatFunction, string>> = {
  CHAIR: 'The chair of the council.',
  DEPUTY_CHAIR: 'The deputy chair.',
  MEMBER: 'A member, in one of the categories.',
  RESPONSIBLE_SECRETARY: 'The responsible secretary.',
  SECRETARIAT_OFFICER: 'An officer of the secretariat answerable for the council.',
};

/** Seat categories as the schema shows them. */
export const seatCategoryEnum = Object.fromEntries(seatCategories.map((category) => [category, category])) as {
  readonly [Category in SeatCategory]: Category;
};

registerEnumType(seatCategoryEnum, {
  name: 'SeatCategory',
  description: 'Whom a member of a council stands for.',
  valuesConfig: Object.fromEntries(
    Object.entries(categoryDescriptions).map(([category, description]) => [category, { description }]),
  ) as Record<SeatCategory, { description: string }>,
});

/** Seat functions as the schema shows them. */
export const seatFunctionEnum = Object.fromEntries(seatFunctions.map((name) => [name, name])) as {
  readonly [Function in SeatFunction]: Function;
};

registerEnumType(seatFunctionEnum, {
  name: 'SeatFunction',
  description: 'What a seat is for.',
  valuesConfig: Object.fromEntries(
    Object.entries(functionDescriptions).map(([name, description]) => [name, { description }]),
  ) as Record<SeatFunction, { description: string }>,
});

/** A seat. */
@ObjectType('Seat', {
  implements: Node,
  description: 'A place in a council, held by one person at a time. Public.',
  simpleResolvers: true,
})
export class SeatType extends Node {
  @Field(() => seatFunctionEnum, { description: 'What the seat is for.' })
  readonly function!: SeatFunction;

  @Field(() => seatCategoryEnum, { nullable: true, description: "Whom a member stands for; null for other seats." })
  readonly category!: SeatCategory | null;

  @Field(() => Int, { description: 'Its place in the council, from 1.' })
  readonly ordinal!: number;

  readonly seatId!: string;
  readonly councilId!: string;
  readonly titles!: TranslatedText;
}

/** A seat's row as the schema shows it. */
export function toSeat(row: SeatRow): SeatType {
  return {
    id: encodeNodeId('Seat', row.id),
    function: row.function,
    category: row.category,
    ordinal: row.ordinal,
    seatId: row.id,
    councilId: row.council_id,
    titles: row.title,
  };
}

/** An appointment. */
@ObjectType('Appointment', {
  implements: Node,
  description: 'A person in a seat from one day until another. The chair too is an appointment. Public.',
  simpleResolvers: true,
})
export class AppointmentType extends Node {
  @Field(() => LocalDateScalar, { description: 'The first day.' })
  readonly startedOn!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'The first day after it; null while it lasts.' })
  readonly endedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'The act of appointment, as the appointing body names it.' })
  readonly basis!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended; null while it lasts or where nothing was said.' })
  readonly endReason!: string | null;

  @Field(() => Int, { description: 'The version to send back with a change; a stale one is refused.' })
  readonly version!: number;

  readonly seatId!: string;
  readonly personId!: string;
}

/** An appointment's row as the schema shows it. */
export function toAppointment(row: AppointmentRow): AppointmentType {
  return {
    id: encodeNodeId('Appointment', row.id),
    startedOn: row.started_on,
    endedOn: row.ended_on,
    basis: row.basis,
    endReason: row.end_reason,
    version: row.version,
    seatId: row.seat_id,
    personId: row.person_id,
  };
}
