import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { ConnectionArguments, connectionOf, connectionTypes, type ConnectionValue } from '../../relay/connection.js';
import { countRows, page } from '../../relay/keyset.js';
import { decodeNodeIdOf } from '../../relay/node-id.js';
import { type Context, personById, PersonType, toPerson, userErrors } from '../accounts/index.js';
import type { AppointmentService } from './appointment.service.js';
import {
  AppointmentCreateInput,
  AppointmentCreatePayload,
  AppointmentEndInput,
  AppointmentEndPayload,
} from './council.inputs.js';
import { appointmentById, seatById } from './council.loader.js';
import { appointmentOrdering, appointmentsOf } from './council.query.js';
import { CouncilType } from './council.type.js';
import { AppointmentType, SeatType, toAppointment, toSeat } from './seat.type.js';

const { Connection: AppointmentConnection } = connectionTypes(AppointmentType, { name: 'Appointment' });

/** Appointments: reads and commands. */
@Resolver(() => AppointmentType)
export class AppointmentResolver {
  constructor(private readonly appointmentService: AppointmentService) {}

  @FieldResolver(() => SeatType, { description: 'The seat.' })
  async seat(@Root() appointment: AppointmentType, @Ctx() context: Context): Promise<SeatType | null> {
    const row = await context.loaders.of(seatById).load(appointment.seatId);
    return row && toSeat(row);
  }

  @FieldResolver(() => PersonType, { description: 'Who holds or held it.' })
  async person(@Root() appointment: AppointmentType, @Ctx() context: Context): Promise<PersonType | null> {
    const row = await context.loaders.of(personById).load(appointment.personId);
    return row && toPerson(row);
  }

  @Mutation(() => AppointmentCreatePayload, { description: 'Appoints a person to a seat. For the Agency.' })
  async appointmentCreate(
    @Arg('input', () => AppointmentCreateInput, { description: 'Whom to appoint.' }) input: AppointmentCreateInput,
    @Ctx() context: Context,
  ): Promise<AppointmentCreatePayload> {
    const outcome = await this.appointmentService.create(context.viewer, {
      ...input,
      seatId: decodeNodeIdOf('Seat', input.seatId),
      // An id that cannot be read is one that is not known: both are told as NOT_FOUND.
      personId: input.personId ? (decodeNodeIdOf('Person', input.personId) ?? unknownId) : null,
    });
    return outcome.ok
      ? {
          appointment: await readAppointment(outcome.value.appointmentId, context),
          positions: outcome.positions,
          errors: [],
        }
      : { appointment: null, positions: [], errors: userErrors(outcome.faults, context) };
  }

  @Mutation(() => AppointmentEndPayload, { description: 'Ends an appointment on a day. For the Agency.' })
  async appointmentEnd(
    @Arg('input', () => AppointmentEndInput, { description: 'Which one, and when.' }) input: AppointmentEndInput,
    @Ctx() context: Context,
  ): Promise<AppointmentEndPayload> {
    const appointmentId = decodeNodeIdOf('Appointment', input.id);
    const outcome = await this.appointmentService.end(context.viewer, { ...input, appointmentId });
    if (outcome.ok) {
      return {
        appointment: await readAppointment(outcome.value.appointmentId, context),
        positions: outcome.positions,
        errors: [],
      };
    }
    const conflict = outcome.faults.some((found) => found.code === 'VERSION_CONFLICT');
    return {
      appointment: conflict && appointmentId ? await readAppointment(appointmentId, context) : null,
      positions: [],
      errors: userErrors(outcome.faults, context),
    };
  }
}

/** The history of a council's composition. */
@Resolver(() => CouncilType)
export class CouncilAppointmentsResolver {
  @FieldResolver(() => AppointmentConnection, { description: 'All its appointments, present and past, newest first.' })
  async appointments(
    @Root() council: CouncilType,
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<AppointmentType>> {
    const query = appointmentsOf(context.database, council.councilId);
    const found = await page(query, appointmentOrdering, pageArguments);
    return connectionOf({ ...found, rows: found.rows.map(toAppointment) }, () => countRows(query));
  }
}

/** No row has this id. */
const unknownId = '00000000-0000-0000-0000-000000000000';

async function readAppointment(id: string, context: Context): Promise<AppointmentType | null> {
  const row = await context.loaders.of(appointmentById).load(id);
  return row && toAppointment(row);
}
