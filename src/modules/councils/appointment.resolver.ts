import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { noId } from '../../database/stable-id.js';
import { ConnectionArguments, connectionOf, connectionTypes, type ConnectionValue } from '../../relay/connections/connection.js';
import { DependsOn } from '../../relay/depends-on.js';
import { decodeNodeIdOf } from '../../relay/nodes/node-id.js';
import { type Context, userErrors } from '../accounts/index.js';
import type { AppointmentService } from './appointment.service.js';
import { AppointmentType, toAppointment } from './appointment.type.js';
import {
  AppointmentCreateInput,
  AppointmentCreatePayload,
  AppointmentEndInput,
  AppointmentEndPayload,
} from './council.inputs.js';
import { appointmentById } from './council.loader.js';
import { appointmentsOfCouncil } from './council.query.js';
import { CouncilType } from './council.type.js';

const { Connection: AppointmentConnection } = connectionTypes(AppointmentType, { name: 'Appointment' });

/** Appointments: reads and commands. */
@Resolver(() => AppointmentType)
export class AppointmentResolver {
  constructor(private readonly appointmentService: AppointmentService) {}

  @Mutation(() => AppointmentCreatePayload, { description: 'Appoints a person to a seat. For the Agency.' })
  async appointmentCreate(
    @Arg('input', () => AppointmentCreateInput, { description: 'Whom to appoint.' }) input: AppointmentCreateInput,
    @Ctx() context: Context,
  ): Promise<AppointmentCreatePayload> {
    const outcome = await this.appointmentService.create(context.viewer, {
      ...input,
      seatId: decodeNodeIdOf('Seat', input.seatId),
      // An id that cannot be read is one that is not known: both are told as NOT_FOUND.
      // An empty id is an id that nobody has, not none.
      personId: typeof input.personId === 'string' ? (decodeNodeIdOf('Person', input.personId) ?? noId) : null,
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
  @DependsOn('NOBODY')
  @FieldResolver(() => AppointmentConnection, { description: 'All its appointments, present and past, newest first.' })
  async appointments(
    @Root() council: CouncilType,
    @Args(() => ConnectionArguments) pageArguments: ConnectionArguments,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<AppointmentType>> {
    const { loaders } = context;
    const parentId = council.councilId;
    const found = await loaders.of(appointmentsOfCouncil.pages).load({ parentId, page: pageArguments });
    return connectionOf({ ...found, rows: found.rows.map(toAppointment) }, () =>
      loaders.of(appointmentsOfCouncil.totals).load(parentId),
    );
  }
}

async function readAppointment(id: string, context: Context): Promise<AppointmentType | null> {
  const row = await context.loaders.of(appointmentById).load(id);
  return row && toAppointment(row);
}
