import { defineMachine } from '../../machine.js';
import type { SessionItemState } from './session-item.entity.js';

/** What can be done with an item on the agenda. */
export type SessionItemAction =
  | 'triage'
  | 'propose'
  | 'discuss'
  | 'openRound'
  | 'closeRound'
  | 'voidRound'
  | 'reveal'
  | 'agree'
  | 'conclude'
  | 'lock'
  | 'defer'
  | 'reopen';

/** Who does it. */
export type SessionItemRole =
  | 'the server'
  | 'the facilitator'
  | 'a rater who is present'
  | 'raters who are present'
  | 'the facilitator and an approver';

const onTheAgenda = [
  'PENDING',
  'TRIAGED',
  'PROPOSED',
  'DISCUSSION',
  'SCORING',
  'CLOSED',
  'REVEALED',
  'REOPENED',
] as const satisfies readonly SessionItemState[];

/** The path of an item in a session (rating methodology, joint rating session). */
export const sessionItemMachine = defineMachine<SessionItemState, SessionItemAction, SessionItemRole>({
  name: 'RatingSessionItemState',
  states: [...onTheAgenda, 'AGREED', 'NO_CONSENSUS', 'LOCKED', 'DEFERRED'],
  transitions: [
    {
      from: 'PENDING',
      action: 'triage',
      roles: ['the server'],
      guard: 'the individual marks were revealed together',
      to: 'TRIAGED',
    },
    {
      from: 'TRIAGED',
      action: 'propose',
      roles: ['the server'],
      guard: 'no disagreement: their aggregate goes to the consent list',
      to: 'PROPOSED',
    },
    { from: 'TRIAGED', action: 'discuss', roles: ['the server'], guard: 'disagreement', to: 'DISCUSSION' },
    {
      from: 'PROPOSED',
      action: 'discuss',
      roles: ['a rater who is present', 'the facilitator'],
      guard: 'from the consent list',
      to: 'DISCUSSION',
    },
    {
      from: 'DISCUSSION',
      action: 'openRound',
      roles: ['the facilitator'],
      guard: 'the item is on the floor; the quorum of its council; not more rounds than the methodology allows',
      to: 'SCORING',
    },
    {
      from: 'SCORING',
      action: 'closeRound',
      roles: ['the facilitator', 'the server'],
      guard: 'the time is over, or every rater who is there has marked or passed; the least number of raters has marked',
      to: 'CLOSED',
    },
    {
      from: 'SCORING',
      action: 'voidRound',
      roles: ['the server'],
      guard: 'the round is closed, and too few have marked',
      to: 'DISCUSSION',
    },
    {
      from: 'CLOSED',
      action: 'reveal',
      roles: ['the facilitator'],
      guard: 'every commitment holds; all marks in one transaction',
      to: 'REVEALED',
    },
    { from: 'REVEALED', action: 'discuss', roles: ['the facilitator'], to: 'DISCUSSION' },
    {
      from: 'REVEALED',
      action: 'propose',
      roles: ['the facilitator'],
      guard: 'an admissible value within the marks of the round; outside of them with a piece of evidence',
      to: 'PROPOSED',
    },
    {
      from: 'PROPOSED',
      action: 'agree',
      roles: ['raters who are present'],
      guard: 'all but one of them confirm, and nobody objects; all of them where it lies outside the marks',
      to: 'AGREED',
    },
    {
      from: 'PROPOSED',
      action: 'conclude',
      roles: ['the facilitator'],
      guard: 'no round is left; the aggregate of the last one decides, dissents are on record',
      to: 'NO_CONSENSUS',
    },
    {
      from: 'REVEALED',
      action: 'conclude',
      roles: ['the facilitator'],
      guard: 'no round is left; the aggregate of the last one decides, dissents are on record',
      to: 'NO_CONSENSUS',
    },
    { from: 'AGREED', action: 'lock', roles: ['the server'], guard: 'its line of the protocol is on record', to: 'LOCKED' },
    { from: 'NO_CONSENSUS', action: 'lock', roles: ['the server'], guard: 'its line of the protocol is on record', to: 'LOCKED' },
    ...onTheAgenda.map(
      (from) => ({ from, action: 'defer', roles: ['the facilitator'], guard: 'with a reason; the whole agenda when the session is given up', to: 'DEFERRED' }) as const,
    ),
    {
      from: 'LOCKED',
      action: 'reopen',
      roles: ['the facilitator and an approver'],
      guard: 'before the preliminary result, both with a reason; what was marked stays; after the end of the session it is put off at once',
      to: 'REOPENED',
    },
    { from: 'REOPENED', action: 'discuss', roles: ['the facilitator'], to: 'DISCUSSION' },
  ],
});
