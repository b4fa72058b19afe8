import { LockMode } from '@mikro-orm/core';
import { decisionFaults } from '../../decision.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanName, cleanText, foldForSearch, sortKey } from '../../language/index.js';
import { isSignedIn, PersonEntity, type Viewer } from '../accounts/index.js';
import { AppointmentEntity } from './appointment.entity.js';
import { mayAppoint } from './council.policy.js';
import { appointmentCreated, appointmentEnded } from './council.stream.js';
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

/** Who sits where, from when until when. */
export class AppointmentService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Appoints a person to a seat. The database refuses two holders of a seat on one day. */
  async create(viewer: Viewer, request: AppointmentCreate): Promise<Outcome<{ appointmentId: string }>> {
    const decision = mayAppoint(viewer);
    if (!decision.allowed || !isSignedIn(viewer)) {
      return faults(decisionFaults(decision));
    }
    const found = checkPerson(request);
    if (request.endedOn && request.endedOn <= request.startedOn) {
      found.push({ code: 'DATE_ORDER', path: ['endedOn'] });
    }
    found.push(...textFaults(request.basis, 'basis', 500));
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
        if (request.person) {
          const { familyName, givenName } = request.person;
          const person = em.create(PersonEntity, {
            familyName: familyName.normalize('NFC').trim(),
            givenName: givenName.normalize('NFC').trim(),
            patronymic: request.person.patronymic ?? null,
            organisation: request.person.organisation ?? null,
            sortKey: sortKey(`${familyName} ${givenName}`),
            searchKey: foldForSearch(`${familyName} ${givenName}`),
          });
          await em.flush();
          personId = person.id;
        } else if (!personId || !(await em.findOne(PersonEntity, { id: personId }))) {
          return fault('NOT_FOUND', ['personId']);
        }
        const appointment = em.create(AppointmentEntity, {
          seatId: seat.id,
          personId,
          startedOn: request.startedOn,
          endedOn: request.endedOn ?? null,
          basis: request.basis ?? null,
        });
        await em.flush();
        transaction.publish(appointmentCreated(seat.councilId, appointment.id));
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
    const found = textFaults(request.reason, 'reason', 500);
    if (found.length > 0) {
      return faults(found);
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
        if (appointment.endedOn !== null && appointment.endedOn !== undefined) {
          return fault('INVALID_STATE', ['id'], { state: appointment.endedOn });
        }
        if (request.endedOn <= appointment.startedOn) {
          return fault('DATE_ORDER', ['endedOn']);
        }
        const seat = await em.findOneOrFail(SeatEntity, { id: appointment.seatId });
        appointment.endedOn = request.endedOn;
        appointment.endReason = request.reason ?? null;
        transaction.publish(appointmentEnded(seat.councilId, appointment.id));
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

function checkPerson(request: AppointmentCreate): Fault[] {
  if (Boolean(request.person) === Boolean(request.personId)) {
    return [{ code: 'REQUIRED', path: ['personId'] }];
  }
  if (!request.person) {
    return [];
  }
  const found: Fault[] = [];
  for (const field of ['familyName', 'givenName', 'patronymic'] as const) {
    const value = request.person[field];
    if (field === 'patronymic' && (value === null || value === undefined)) {
      continue;
    }
    const name = cleanName(value ?? '', { min: 1, max: 80 });
    if (!name.ok) {
      found.push({ code: name.code, path: ['person', field], parameters: { minimum: 1, maximum: 80 } });
    }
  }
  return [...found, ...textFaults(request.person.organisation, 'organisation', 300, ['person'])];
}

function textFaults(
  value: string | null | undefined,
  field: string,
  max: number,
  prefix: readonly string[] = [],
): Fault[] {
  if (value === null || value === undefined) {
    return [];
  }
  const text = cleanText(value, { min: 1, max, multiline: false });
  return text.ok ? [] : [{ code: text.code, path: [...prefix, field], parameters: { minimum: 1, maximum: max } }];
}
