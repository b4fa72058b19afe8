import { mutation } from './mutation-row.js';
import type { Row } from './row.js';

/** For every account, where it is present; nobody of the matrix is. */
const signedIn = {
  allowed:
    'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
  UNAUTHENTICATED: 'public',
};

/** What those who are present do. */
export const presenceMutations: readonly Row[] = [
  mutation('presenceUpdate', {
    about: 'in a council',
    behind: 'NOT_PRESENT',
    cells: signedIn,
    input: ({ council }) => ({ streamOf: council, state: { page: 1 } }),
  }),
  mutation('presenceUpdate', {
    about: 'in an evaluation while marks are made',
    behind: 'NOT_PRESENT',
    cells: {
      allowed: 'agency methodologist approver manager facilitator chair secretary member auditor',
      FORBIDDEN: 'assignedRater',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    input: ({ evaluations }) => ({ streamOf: evaluations.scoring, state: { page: 1 } }),
  }),
  mutation('presenceLeave', {
    about: 'a council',
    behind: 'NOT_PRESENT',
    cells: signedIn,
    input: ({ council }) => ({ streamOf: council }),
  }),
  mutation('presenceLeave', {
    about: 'an evaluation',
    behind: 'NOT_PRESENT',
    cells: {
      allowed: 'agency methodologist approver manager facilitator assignedRater chair secretary member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    input: ({ evaluations }) => ({ streamOf: evaluations.scoring }),
  }),
];
