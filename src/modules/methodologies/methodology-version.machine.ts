import { defineMachine } from '../../machine.js';
import type { GrantedRole } from '../accounts/index.js';
import type { MethodologyVersionState } from './methodology-version.entity.js';

/** What can be done with a version. */
export type MethodologyVersionAction = 'submit' | 'return' | 'approve' | 'retire' | 'discard';

/** The path of a version: written, reviewed by a second person, then immutable. */
export const methodologyVersionMachine = defineMachine<MethodologyVersionState, MethodologyVersionAction, GrantedRole>({
  name: 'MethodologyVersionState',
  states: ['DRAFT', 'IN_REVIEW', 'APPROVED', 'RETIRED', 'DISCARDED'],
  transitions: [
    { from: 'DRAFT', action: 'submit', roles: ['METHODOLOGIST'], guard: 'the body keeps its rules', to: 'IN_REVIEW' },
    { from: 'DRAFT', action: 'discard', roles: ['METHODOLOGIST'], to: 'DISCARDED' },
    { from: 'IN_REVIEW', action: 'return', roles: ['APPROVER'], guard: 'with a comment', to: 'DRAFT' },
    {
      from: 'IN_REVIEW',
      action: 'approve',
      roles: ['APPROVER'],
      guard: 'by somebody who did not write it',
      to: 'APPROVED',
    },
    { from: 'APPROVED', action: 'retire', roles: ['APPROVER'], guard: 'no open cycle uses it', to: 'RETIRED' },
  ],
});
