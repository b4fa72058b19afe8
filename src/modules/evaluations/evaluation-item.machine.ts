import { defineMachine } from '../../machine.js';
import type { EvaluationItemState } from './evaluation-item.entity.js';

/** What happens to an item. The server does it, when the cycle moves, or when a joint session has decided it. */
export type EvaluationItemAction = 'open' | 'close' | 'reveal' | 'settle' | 'reopen' | 'lock';

/** The path of an item. */
export const evaluationItemMachine = defineMachine<EvaluationItemState, EvaluationItemAction, 'the server'>({
  name: 'EvaluationItemState',
  states: ['PENDING', 'OPEN', 'CLOSED', 'REVEALED', 'OFFICIAL', 'LOCKED'],
  transitions: [
    { from: 'PENDING', action: 'open', roles: ['the server'], guard: 'raters judge it; scoring begins', to: 'OPEN' },
    { from: 'OPEN', action: 'close', roles: ['the server'], guard: 'the scoring is closed', to: 'CLOSED' },
    { from: 'CLOSED', action: 'reveal', roles: ['the server'], guard: 'every commitment holds; all at once', to: 'REVEALED' },
    { from: 'REVEALED', action: 'settle', roles: ['the server'], guard: "agreed or concluded in a session, else by the version's aggregation", to: 'OFFICIAL' },
    { from: 'PENDING', action: 'settle', roles: ['the server'], guard: 'it is measured', to: 'OFFICIAL' },
    { from: 'OFFICIAL', action: 'reopen', roles: ['the server'], guard: 'the session takes it up again, before the preliminary result', to: 'REVEALED' },
    { from: 'OFFICIAL', action: 'lock', roles: ['the server'], guard: 'with the preliminary result', to: 'LOCKED' },
  ],
});
