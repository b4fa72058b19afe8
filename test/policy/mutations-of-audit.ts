import { mutation } from './mutation-row.js';
import { auditCaseNodeId } from './prepared-audit-case.js';
import type { Row } from './row.js';

/** What auditors find out about signals. For everybody else there is no case. */
export const auditMutations: readonly Row[] = [
  mutation('auditCaseResolve', {
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'auditor',
      NOT_FOUND:
        'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary member',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['AuditCase', 'viewerCanResolve', () => auditCaseNodeId],
    input: () => ({ id: auditCaseNodeId, version: 999, outcome: 'EXPLAINED', text: 'Sinov' }),
  }),
];
