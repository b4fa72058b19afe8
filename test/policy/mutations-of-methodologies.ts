import { stableId } from '../../src/database/stable-id.js';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { mutation } from './mutation-row.js';
import type { Row } from './row.js';

/** Steps of a version that only those who write, review or audit see: for others it is not there. */
const hiddenFrom = 'manager facilitator assignedRater otherRater chair secretary otherSecretary member';
const authorsOnly = {
  allowed: 'methodologist',
  FORBIDDEN: 'agency approver auditor',
  NOT_FOUND: hiddenFrom,
  UNAUTHENTICATED: 'public',
};
const reviewersOnly = {
  allowed: 'approver',
  FORBIDDEN: 'agency methodologist auditor',
  NOT_FOUND: hiddenFrom,
  UNAUTHENTICATED: 'public',
};

/** Methodology versions and publications. */
export const methodologyMutations: readonly Row[] = [
  mutation('methodologyVersionCreate', {
    behind: 'METHODOLOGY_INVALID',
    cells: {
      allowed: 'methodologist',
      FORBIDDEN:
        'agency approver manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: () => ({
      methodologyId: encodeNodeId('Methodology', stableId('Methodology', illustrative.code)),
      body: {},
    }),
  }),
  mutation('methodologyVersionSubmit', {
    about: 'of a draft',
    behind: 'VERSION_CONFLICT',
    cells: authorsOnly,
    viewerCan: ['MethodologyVersion', 'viewerCanSubmit', ({ versions }) => versions.draft],
    input: ({ versions }) => ({ id: versions.draft, version: 999 }),
  }),
  mutation('methodologyVersionDiscard', {
    about: 'of a draft',
    behind: 'VERSION_CONFLICT',
    cells: authorsOnly,
    viewerCan: ['MethodologyVersion', 'viewerCanDiscard', ({ versions }) => versions.draft],
    input: ({ versions }) => ({ id: versions.draft, version: 999 }),
  }),
  mutation('methodologyVersionReturn', {
    about: 'of a version in review',
    behind: 'VERSION_CONFLICT',
    cells: reviewersOnly,
    viewerCan: ['MethodologyVersion', 'viewerCanReturn', ({ versions }) => versions.inReview],
    input: ({ versions }) => ({ id: versions.inReview, version: 999, comment: 'Sinov' }),
  }),
  mutation('methodologyVersionApprove', {
    about: 'of a version in review',
    behind: 'VERSION_CONFLICT',
    cells: reviewersOnly,
    viewerCan: ['MethodologyVersion', 'viewerCanApprove', ({ versions }) => versions.inReview],
    input: ({ versions }) => ({ id: versions.inReview, version: 999 }),
  }),
  mutation('methodologyVersionRetire', {
    about: 'of an approved version, which is public',
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'approver',
      FORBIDDEN:
        'agency methodologist manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['MethodologyVersion', 'viewerCanRetire', ({ versions }) => versions.approved],
    input: ({ versions }) => ({ id: versions.approved, version: 999 }),
  }),
  mutation('publicationApprove', {
    about: 'of a staged table',
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'approver',
      FORBIDDEN: 'manager auditor',
      NOT_FOUND: 'agency methodologist facilitator assignedRater otherRater chair secretary otherSecretary member',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Publication', 'viewerCanApprove', ({ publications }) => publications.staged],
    input: ({ publications }) => ({ id: publications.staged, snapshotHash: '0'.repeat(64) }),
  }),
  mutation('publicationApprove', {
    about: 'of a published table, which is public',
    behind: null,
    cells: {
      INVALID_STATE: 'approver',
      FORBIDDEN:
        'agency methodologist manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Publication', 'viewerCanApprove', ({ publications }) => publications.published],
    input: ({ publications }) => ({ id: publications.published, snapshotHash: '0'.repeat(64) }),
  }),
];
