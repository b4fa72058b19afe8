import { defineMachine } from '../../machine.js';
import type { EqualTreatmentState } from './equal-treatment.entity.js';

/** The path of a check in another council. */
export const equalTreatmentMachine = defineMachine<EqualTreatmentState, 'resolve', 'the panel' | 'an approver'>({
  name: 'EqualTreatmentState',
  states: ['OPEN', 'DONE'],
  transitions: [
    {
      from: 'OPEN',
      action: 'resolve',
      roles: ['the panel', 'an approver'],
      guard: 'without a seat in a council of the cycle; never assigned to rate the one that is checked',
      to: 'DONE',
    },
  ],
});
