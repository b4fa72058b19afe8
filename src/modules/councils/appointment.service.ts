import { LockMode } from '@mikro-orm/core';
import { decisionFaults } from '../../decision.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { fault, faults, ok } from '../../errors.js';
import { foldForSearch, InputTexts, sortKey } from '../../language/index.js';
import { isSignedIn, nameBounds, organisationBounds, PersonEntity, type Viewer } from '../accounts/index.js';
import { AppointmentEntity } from './appointment.entity.js';
import { mayAppoint } from './council.policy.js';
import { dayInTashkent } from './composition.js';
import { appointmentChanged, appointmentCreated, appointmentEnded } from './council.stream.js';
import { SeatEntity } from './seat.entity.js';

/** A person who is not recorded yet. */
export interface NewPerson {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string | null | undefined;
  readonly organisation?: string | null | undefined;
}

/** A person put into a seat from a day on. */
export interface AppointmentCreate {
  readonly seatId: string | null;
  /** Either a known person, or a new one. */
  readonly personId?: string | null | undefined;
  readonly person?: NewPerson | null | undefined;
  readonly startedOn: string;
  readonly endedOn?: string | null | undefined;
  readonly basis?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** The end of an appointment: `endedOn` is the first day on which the person no longer holds the seat. */
export interface AppointmentEnd {
  readonly appointmentId: string | null;
  readonly version: number;
  readonly endedOn: string;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** How long the name of an act, or the reason of an end, may be. */
const actBounds = { min: 1, max: 500 } as const;

/** Asked of the rating cycles: what follows for a rater who comes to sit in a council. */
export type OnAppointed = (
  transaction: Transaction,
  appointed: { readonly councilId: string; readonly personId: string; readonly endedOn: string | null },
) => Promise<void>;

/** Who sits where, from when until when. */
export class AppointmentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly onAppointed: OnAppointed,
  ) {}

  /** Appoints a person to a seat. The database refuses two holders of a seat on one day. */
  async create(viewer: Viewer, request: AppointmentCreate): Promise<Outcome<{ appointmentId: string }>> {
    const decision = mayAppoint(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    const texts = new InputTexts();
    const person = request.person ? cleanPerson(request.person, texts) : null;
    const basis = texts.textOrNull(['basis'], request.basis, actBounds);
    const found = [...texts.faults];
    if (Boolean(request.person) === Boolean(request.personId)) {
      // One or the other: two that differ could not both be meant.
      found.push({ code: request.person ? 'INVALID_FORMAT' : 'REQUIRED', path: ['personId'] });
    }
    if (request.endedOn && request.endedOn <= request.startedOn) {
      found.push({ code: 'DATE_ORDER', path: ['endedOn'] });
    }
    if (found.length > 0) {
      return faults(found);
    }
    const { seatId } = request;
    if (seatId === null) {
      return fault('NOT_FOUND', ['seatId']);
    }
    return this.unitOfWork.run(
      {
        operation: 'appointmentCreate',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { appointment_seat_once: { code: 'SEAT_TAKEN', path: ['startedOn'] } },
      },
      async (transaction) => {
        const { em } = transaction;
        const seat = await em.findOne(SeatEntity, { id: seatId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        if (!seat) {
          return fault('NOT_FOUND', ['seatId']);
        }
        let personId = request.personId ?? null;
        if (person) {
          const made = em.create(PersonEntity, person);
          await em.flush();
          personId = made.id;
        } else if (!personId || !(await em.findOne(PersonEntity, { id: personId }, { lockMode: LockMode.PESSIMISTIC_WRITE }))) {
          return fault('NOT_FOUND', ['personId']);
        }
        if (await sitsInCouncil(transaction, seat.councilId, personId, request)) {
          return fault('PERIOD_OVERLAP', ['personId']);
        }
        const appointment = em.create(AppointmentEntity, {
          seatId: seat.id,
          personId,
          startedOn: request.startedOn,
          endedOn: request.endedOn ?? null,
          basis,
        });
        await em.flush();
        await this.onAppointed(transaction, { councilId: seat.councilId, personId, endedOn: request.endedOn ?? null });
        transaction.publish(appointmentCreated(seat.councilId, appointment.id));
        await tellPerson(transaction, appointment);
        transaction.enter({
          action: 'appointment.created',
          subjectType: 'Council',
          subjectId: seat.councilId,
          body: { appointmentId: appointment.id, seatId: seat.id, personId, startedOn: request.startedOn },
        });
        return ok({ appointmentId: appointment.id });
      },
    );
  }

  /** Ends an appointment on a day; the right that it gave ends with it. */
  async end(viewer: Viewer, request: AppointmentEnd): Promise<Outcome<{ appointmentId: string }>> {
    const decision = mayAppoint(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    const texts = new InputTexts();
    const reason = texts.textOrNull(['reason'], request.reason, actBounds);
    if (texts.faults.length > 0) {
      return faults(texts.faults);
    }
    const { appointmentId } = request;
    if (appointmentId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    return this.unitOfWork.run(
      {
        operation: 'appointmentEnd',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const { em } = transaction;
        const appointment = await em.findOne(
          AppointmentEntity,
          { id: appointmentId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!appointment) {
          return fault('NOT_FOUND', ['id']);
        }
        if (appointment.version !== request.version) {
          return fault('VERSION_CONFLICT', ['version']);
        }
        const { endedOn } = appointment;
        // An end that is planned can be brought forward; one that has come is history.
        if (endedOn && (endedOn <= dayInTashkent(transaction.now) || request.endedOn >= endedOn)) {
          return fault('INVALID_STATE', ['id'], { state: endedOn });
        }
        if (request.endedOn <= appointment.startedOn) {
          return fault('DATE_ORDER', ['endedOn']);
        }
        const seat = await em.findOneOrFail(SeatEntity, { id: appointment.seatId });
        appointment.endedOn = request.endedOn;
        appointment.endReason = reason;
        transaction.publish(appointmentEnded(seat.councilId, appointment.id));
        await tellPerson(transaction, appointment);
        transaction.enter({
          action: 'appointment.ended',
          subjectType: 'Council',
          subjectId: seat.councilId,
          body: { appointmentId: appointment.id, endedOn: request.endedOn },
        });
        return ok({ appointmentId: appointment.id });
      },
    );
  }
}

/** An appointment gives rights for its time: whoever has an account hears of it there, too. */
async function tellPerson(
  transaction: Transaction,
  { id, personId }: { readonly id: string; readonly personId: string },
): Promise<void> {
  const account = await transaction.database.selectFrom('account').select('id').where('person_id', '=', personId).executeTakeFirst();
  if (account) {
    transaction.publish(appointmentChanged(account.id, id));
  }
}

/** Whether the person has another seat of the council within the time: nobody sits in a council twice. */
async function sitsInCouncil(
  { database }: Transaction,
  councilId: string,
  personId: string,
  { startedOn, endedOn }: Pick<AppointmentCreate, 'startedOn' | 'endedOn'>,
): Promise<boolean> {
  let query = database
    .selectFrom('appointment')
    .innerJoin('seat', 'seat.id', 'appointment.seat_id')
    .select('appointment.id')
    .where('seat.council_id', '=', councilId)
    .where('appointment.person_id', '=', personId)
    .where((eb) => eb.or([eb('appointment.ended_on', 'is', null), eb('appointment.ended_on', '>', startedOn)]));
  if (endedOn) {
    query = query.where('appointment.started_on', '<', endedOn);
  }
  return (await query.executeTakeFirst()) !== undefined;
}

/** A new person as it is kept. */
function cleanPerson(given: NewPerson, texts: InputTexts) {
  const familyName = texts.name(['person', 'familyName'], given.familyName, nameBounds);
  const givenName = texts.name(['person', 'givenName'], given.givenName, nameBounds);
  return {
    familyName,
    givenName,
    patronymic: texts.nameOrNull(['person', 'patronymic'], given.patronymic, nameBounds),
    organisation: texts.textOrNull(['person', 'organisation'], given.organisation, organisationBounds),
    sortKey: sortKey(`${familyName} ${givenName}`),
    searchKey: foldForSearch(`${familyName} ${givenName}`),
  };
}
