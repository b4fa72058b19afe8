import type { NewEvent } from '../../realtime/event.js';
import { userStreamKey } from '../accounts/index.js';

/** The key of a council's stream. Everyone may listen: it carries what the public reads anyway. */
export const councilStreamKey = (councilId: string): string => `council:${councilId}`;

/** The council's card has changed; `changed` names the fields. */
export function councilUpdated(councilId: string, changed: readonly string[]): NewEvent {
  return {
    stream: councilStreamKey(councilId),
    type: 'CouncilUpdated',
    entityType: 'Council',
    entityId: councilId,
    body: { changed },
  };
}

/** Somebody was appointed to a seat. */
export function appointmentCreated(councilId: string, appointmentId: string): NewEvent {
  return {
    stream: councilStreamKey(councilId),
    type: 'AppointmentCreated',
    entityType: 'Appointment',
    entityId: appointmentId,
    body: { appointmentId },
  };
}

/** An appointment was given an end. */
export function appointmentEnded(councilId: string, appointmentId: string): NewEvent {
  return {
    stream: councilStreamKey(councilId),
    type: 'AppointmentEnded',
    entityType: 'Appointment',
    entityId: appointmentId,
    body: { appointmentId },
  };
}

/** The account's person was appointed, or an appointment of theirs was given an end; told to that account alone. */
export function appointmentChanged(accountId: string, appointmentId: string): NewEvent {
  return {
    stream: userStreamKey(accountId),
    type: 'AppointmentChanged',
    entityType: 'Appointment',
    entityId: appointmentId,
    body: { appointmentId },
  };
}
