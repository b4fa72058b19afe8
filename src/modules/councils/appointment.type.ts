import { Field, Int, ObjectType } from 'type-graphql';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { Node } from '../../relay/nodes/node.js';
import { asObjectType } from '../../relay/row-view.js';
import { LocalDateScalar } from '../../relay/scalars.js';
import { PersonType, toPerson } from '../accounts/index.js';
import type { AppointmentRow } from './appointment.query.js';
import { SeatType, toSeat } from './seat.type.js';

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

  @Field(() => SeatType, { description: 'The seat.' })
  readonly seat!: SeatType;

  @Field(() => PersonType, { description: 'Who holds or held it.' })
  readonly person!: PersonType;
}

/** A row as the schema shows it. A composition has hundreds: only what is asked for is made. */
class AppointmentOfRow implements AppointmentType {
  constructor(private readonly row: AppointmentRow) {}

  get id(): string {
    return encodeNodeId('Appointment', this.row.id);
  }

  get startedOn(): string {
    return this.row.started_on;
  }

  get endedOn(): string | null {
    return this.row.ended_on;
  }

  get basis(): string | null {
    return this.row.basis;
  }

  get endReason(): string | null {
    return this.row.end_reason;
  }

  get version(): number {
    return this.row.version;
  }

  get seat(): SeatType {
    const { seat_id: id, council_id, function: purpose, category, ordinal } = this.row;
    return toSeat({ id, council_id, function: purpose, category, ordinal });
  }

  get person(): PersonType {
    const { person_id: id, family_name, given_name, patronymic, organisation, invented } = this.row;
    return toPerson({ id, family_name, given_name, patronymic, organisation, invented });
  }
}

asObjectType(AppointmentOfRow, AppointmentType);

/** An appointment's row as the schema shows it. */
export function toAppointment(row: AppointmentRow): AppointmentType {
  return new AppointmentOfRow(row);
}
