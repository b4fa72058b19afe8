import { defineMachine } from '../../machine.js';
import type { PublicationState } from './publication.entity.js';

/** What is done with a table. */
export type PublicationAction = 'approve' | 'embargo' | 'publish' | 'correct' | 'withdraw';

/** Who may do something with a table. */
export type PublicationRole = 'an approver' | 'the server';

const impartial = 'without a seat in a council of the cycle';

/** The path of a published table. Nobody but the server passes through APPROVED: from there it goes on at once. */
export const publicationMachine = defineMachine<PublicationState, PublicationAction, PublicationRole>({
  name: 'PublicationState',
  states: ['STAGED', 'APPROVED', 'EMBARGOED', 'PUBLISHED', 'CORRECTED', 'WITHDRAWN'],
  transitions: [
    { from: 'STAGED', action: 'approve', roles: ['an approver'], guard: `the second of two, ${impartial}`, to: 'APPROVED' },
    { from: 'APPROVED', action: 'embargo', roles: ['the server'], guard: 'embargoUntil lies ahead', to: 'EMBARGOED' },
    { from: 'APPROVED', action: 'publish', roles: ['the server'], guard: 'embargoUntil does not lie ahead', to: 'PUBLISHED' },
    { from: 'EMBARGOED', action: 'publish', roles: ['the server'], guard: 'embargoUntil has come', to: 'PUBLISHED' },
    { from: 'PUBLISHED', action: 'correct', roles: ['the server'], guard: 'a correction of it is published', to: 'CORRECTED' },
    {
      from: 'STAGED',
      action: 'withdraw',
      roles: ['an approver', 'the server'],
      guard: `a correction, with a reason, ${impartial}; the first table with its cycle`,
      to: 'WITHDRAWN',
    },
    {
      from: 'EMBARGOED',
      action: 'withdraw',
      roles: ['an approver', 'the server'],
      guard: `a correction, with a reason, ${impartial}; the first table with its cycle`,
      to: 'WITHDRAWN',
    },
    { from: 'PUBLISHED', action: 'withdraw', roles: ['an approver'], guard: `the second of two, with a reason, ${impartial}`, to: 'WITHDRAWN' },
  ],
});
