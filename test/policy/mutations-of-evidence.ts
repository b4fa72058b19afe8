import { mutation } from './mutation-row.js';
import { judgedIndicator } from './prepared-objects.js';
import type { PreparedState } from './prepared-state.js';
import type { Row } from './row.js';
import type { ViewerName } from './viewers.js';

const added = ({ tickets }: PreparedState, viewer: ViewerName, evaluationId: string) => ({
  evaluationId,
  ticket: tickets[viewer],
  indicatorCodes: [judgedIndicator],
  title: 'Sinov',
  originalName: 'sinov.txt',
});

/** For the council's leaders, while evidence is open; who does not see the evaluation is told that there is none. */
const leadersOnly = {
  cells: {
    allowed: 'chair secretary',
    FORBIDDEN: 'agency methodologist approver manager facilitator assignedRater member auditor',
    NOT_FOUND: 'otherRater otherSecretary',
    UNAUTHENTICATED: 'public',
  },
};

/** What councils bring as evidence. */
export const evidenceMutations: readonly Row[] = [
  mutation('evidenceUploadCreate', {
    behind: 'FILE_TOO_LARGE',
    cells: {
      allowed: 'approver chair secretary otherSecretary',
      FORBIDDEN: 'agency methodologist manager facilitator assignedRater otherRater member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: () => ({ sha256: '0'.repeat(64), sizeBytes: 0, mediaType: 'text/plain' }),
  }),
  mutation('evidenceAdd', {
    about: 'while evidence is open',
    behind: 'REQUIRED',
    ...leadersOnly,
    viewerCan: ['Evaluation', 'viewerCanAddEvidence', ({ evaluations }) => evaluations.open],
    input: (state, viewer) => added(state, viewer, state.evaluations.open),
  }),
  mutation('evidenceAdd', {
    about: 'after the close',
    behind: 'REASON_REQUIRED',
    cells: {
      allowed: 'approver',
      EVIDENCE_CLOSED: 'chair secretary',
      FORBIDDEN: 'agency methodologist manager facilitator assignedRater member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Evaluation', 'viewerCanAddEvidence', ({ evaluations }) => evaluations.closed],
    input: (state, viewer) => added(state, viewer, state.evaluations.closed),
  }),
  mutation('evidenceAdd', {
    about: 'during scoring',
    behind: 'REASON_REQUIRED',
    cells: {
      EVIDENCE_CLOSED: 'approver chair secretary',
      FORBIDDEN: 'agency methodologist manager facilitator assignedRater member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Evaluation', 'viewerCanAddEvidence', ({ evaluations }) => evaluations.scoring],
    input: (state, viewer) => added(state, viewer, state.evaluations.scoring),
  }),
  mutation('evidenceWithdraw', {
    about: 'while evidence is open',
    behind: 'VERSION_CONFLICT',
    ...leadersOnly,
    viewerCan: ['Evidence', 'viewerCanWithdraw', ({ evidence }) => evidence.open],
    input: ({ evidence }) => ({ id: evidence.open, version: 999 }),
  }),
  mutation('evidenceWithdraw', {
    about: 'after the close',
    behind: 'VERSION_CONFLICT',
    cells: {
      EVIDENCE_CLOSED: 'chair secretary',
      FORBIDDEN: 'agency methodologist approver manager facilitator assignedRater member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    // The approver's exception is for late evidence that comes in, not for evidence that is taken back.
    viewerCan: ['Evidence', 'viewerCanWithdraw', ({ evidence }) => evidence.closed],
    input: ({ evidence }) => ({ id: evidence.closed, version: 999 }),
  }),
  mutation('evidenceDecide', {
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'manager',
      FORBIDDEN: 'agency methodologist approver facilitator assignedRater chair secretary member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Evidence', 'viewerCanDecide', ({ evidence }) => evidence.open],
    input: ({ evidence }) => ({ id: evidence.open, accept: true, version: 999 }),
  }),
];
