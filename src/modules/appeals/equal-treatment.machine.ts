import { defineMachine } from '../../machine.js';
import type { EqualTreatmentState } from './equal-treatment.entity.js';

/** What is done with a check. */
export type EqualTreatmentAction = 'propose' | 'confirm' | 'refuse';

const impartial = 'without a seat in a council of the cycle; never assigned to rate the one that is checked';
const another = { from: 'PROPOSED', roles: ['the panel', 'an approver'], guard: `somebody else than who has proposed it; ${impartial}` } as const;

/** The path of a check in another council: one says what it comes to, another one that it is so. */
export const equalTreatmentMachine = defineMachine<EqualTreatmentState, EqualTreatmentAction, 'the panel' | 'an approver'>({
  name: 'EqualTreatmentState',
  states: ['OPEN', 'PROPOSED', 'DONE'],
  transitions: [
    { from: 'OPEN', action: 'propose', roles: ['the panel', 'an approver'], guard: impartial, to: 'PROPOSED' },
    { ...another, action: 'confirm', to: 'DONE' },
    { ...another, action: 'refuse', to: 'OPEN' },
  ],
});
