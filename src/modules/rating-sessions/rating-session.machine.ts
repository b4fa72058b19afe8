import { defineMachine } from '../../machine.js';
import type { RatingSessionState } from './rating-session.entity.js';

/** What can be done with a session. */
export type RatingSessionAction = 'open' | 'suspend' | 'resume' | 'close' | 'sign' | 'abort';

/** Who does it. The facilitator is whoever holds the lead, never the chair of a council. */
export type RatingSessionRole = 'the facilitator' | 'the server' | 'members who are present' | 'the facilitator and an approver';

const abort = {
  action: 'abort',
  roles: ['the facilitator and an approver'],
  guard: 'both ask for it, with a reason',
  to: 'ABORTED',
} as const;

/** The path of a session (rating methodology, joint rating session). */
export const ratingSessionMachine = defineMachine<RatingSessionState, RatingSessionAction, RatingSessionRole>({
  name: 'RatingSessionState',
  states: ['SCHEDULED', 'OPEN', 'SUSPENDED', 'CLOSED', 'SIGNED', 'ABORTED'],
  transitions: [
    {
      from: 'SCHEDULED',
      action: 'open',
      roles: ['the facilitator'],
      guard: 'quorum by check-in; the marks of the cycle were revealed',
      to: 'OPEN',
    },
    {
      from: 'OPEN',
      action: 'suspend',
      roles: ['the facilitator', 'the server'],
      guard: 'the server does when the quorum is lost; open rounds stand still',
      to: 'SUSPENDED',
    },
    { from: 'SUSPENDED', action: 'resume', roles: ['the facilitator'], guard: 'quorum', to: 'OPEN' },
    {
      from: 'OPEN',
      action: 'close',
      roles: ['the facilitator'],
      guard: 'every item is locked or deferred',
      to: 'CLOSED',
    },
    {
      from: 'CLOSED',
      action: 'sign',
      roles: ['members who are present'],
      guard: 'as many signatures under the hash of the protocol as the quorum needs',
      to: 'SIGNED',
    },
    { from: 'SCHEDULED', ...abort },
    { from: 'OPEN', ...abort },
    { from: 'SUSPENDED', ...abort },
  ],
});
