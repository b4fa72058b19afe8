import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { DependsOn } from '../../relay/depends-on.js';
import { registerEventBody } from '../../relay/frames/event-body.js';
import type { Context } from '../accounts/index.js';
import { appointmentById } from './council.loader.js';
import { AppointmentType, toAppointment } from './appointment.type.js';

/** Body of `CouncilUpdated`. */
@ObjectType('CouncilUpdated', { description: "A council's card has changed.", simpleResolvers: true })
export class CouncilUpdated {
  @Field(() => [String], { description: 'The names of the fields that changed.' })
  readonly changed!: readonly string[];
}

/** Body of `AppointmentCreated`. */
@ObjectType('AppointmentCreated', { description: 'Somebody was appointed to a seat.', simpleResolvers: true })
export class AppointmentCreated {
  readonly appointmentId!: string;
}

/** Body of `AppointmentEnded`. */
@ObjectType('AppointmentEnded', { description: 'An appointment was given an end.', simpleResolvers: true })
export class AppointmentEnded {
  readonly appointmentId!: string;
}

/** Body of `AppointmentChanged`. */
@ObjectType('AppointmentChanged', {
  description: "The viewer was appointed to a seat, or an appointment of the viewer's was given an end: the rights that follow from it change on that day.",
  simpleResolvers: true,
})
export class AppointmentChanged {
  readonly appointmentId!: string;
}

registerEventBody('CouncilUpdated', () => CouncilUpdated);
registerEventBody('AppointmentCreated', () => AppointmentCreated);
registerEventBody('AppointmentEnded', () => AppointmentEnded);
registerEventBody('AppointmentChanged', () => AppointmentChanged);

async function read(id: string, context: Context): Promise<AppointmentType | null> {
  const row = await context.loaders.of(appointmentById).load(id);
  return row && toAppointment(row);
}

/** What was created, as it is now. */
@Resolver(() => AppointmentCreated)
export class AppointmentCreatedResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => AppointmentType, { nullable: true, description: 'The appointment as it is now.' })
  appointment(@Root() body: AppointmentCreated, @Ctx() context: Context): Promise<AppointmentType | null> {
    return read(body.appointmentId, context);
  }
}

/** What was ended, as it is now. */
@Resolver(() => AppointmentEnded)
export class AppointmentEndedResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => AppointmentType, { nullable: true, description: 'The appointment as it is now.' })
  appointment(@Root() body: AppointmentEnded, @Ctx() context: Context): Promise<AppointmentType | null> {
    return read(body.appointmentId, context);
  }
}

/** What was made or ended, as it is now. */
@Resolver(() => AppointmentChanged)
export class AppointmentChangedResolver {
  @DependsOn('NOBODY')
  @FieldResolver(() => AppointmentType, { nullable: true, description: 'The appointment as it is now.' })
  appointment(@Root() body: AppointmentChanged, @Ctx() context: Context): Promise<AppointmentType | null> {
    return read(body.appointmentId, context);
  }
}
