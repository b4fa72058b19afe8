import { defineMachine } from '../../machine.js';
import type { GrantedRole } from '../accounts/index.js';
import type { EvidenceState } from './evidence.entity.js';

/** What can be done with a piece of evidence. Withdrawing is for the council's own people. */
export type EvidenceAction = 'accept' | 'reject' | 'withdraw';

/** The path of a piece of evidence. */
export const evidenceMachine = defineMachine<EvidenceState, EvidenceAction, GrantedRole | 'CHAIR' | 'SECRETARY'>({
  name: 'EvidenceState',
  states: ['SUBMITTED', 'ACCEPTED', 'REJECTED', 'WITHDRAWN'],
  transitions: [
    { from: 'SUBMITTED', action: 'accept', roles: ['CYCLE_MANAGER'], to: 'ACCEPTED' },
    { from: 'SUBMITTED', action: 'reject', roles: ['CYCLE_MANAGER'], guard: 'with a reason', to: 'REJECTED' },
    { from: 'SUBMITTED', action: 'withdraw', roles: ['CHAIR', 'SECRETARY'], guard: 'while evidence is open', to: 'WITHDRAWN' },
  ],
});
