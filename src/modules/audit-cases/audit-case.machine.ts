import { defineMachine } from '../../machine.js';
import type { GrantedRole } from '../accounts/index.js';
import type { AuditCaseState } from './audit-case.entity.js';

/** What an auditor can come to: there is an innocent reason, or there is none and the matter goes on elsewhere. */
export type AuditCaseAction = 'explain' | 'confirm';

/** The path of a case. Either end is final: whoever learns more says so where the matter goes on. */
export const auditCaseMachine = defineMachine<AuditCaseState, AuditCaseAction, GrantedRole>({
  name: 'AuditCaseState',
  states: ['OPEN', 'EXPLAINED', 'CONFIRMED'],
  transitions: [
    { from: 'OPEN', action: 'explain', roles: ['AUDITOR'], guard: 'with a text; no interest in the cycle', to: 'EXPLAINED' },
    { from: 'OPEN', action: 'confirm', roles: ['AUDITOR'], guard: 'with a text; no interest in the cycle', to: 'CONFIRMED' },
  ],
});
