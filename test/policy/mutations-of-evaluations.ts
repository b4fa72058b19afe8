import { stableId } from '../../src/database/stable-id.js';
import { newSalt } from '../../src/ledger/index.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { mutation } from './mutation-row.js';
import { accountNodeId } from './prepared-state.js';
import type { Row } from './row.js';

/** For whoever runs cycles. The role is asked before anything is looked at, so the refusal tells of no object. */
const managersOnly = {
  allowed: 'manager',
  FORBIDDEN:
    'agency methodologist approver facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
  UNAUTHENTICATED: 'public',
};

/** For raters of the evaluation; who does not see the evaluation is told that there is none. */
const ratersOnly = {
  allowed: 'assignedRater',
  NOT_ASSIGNED: 'agency methodologist approver manager facilitator chair secretary member auditor',
  NOT_FOUND: 'otherRater otherSecretary',
  UNAUTHENTICATED: 'public',
};

/** What is declared is one's own assignment: for everybody else there is none. */
const assigneesOnly = {
  allowed: 'assignedRater',
  NOT_FOUND: 'agency methodologist approver manager facilitator otherRater chair secretary otherSecretary member auditor',
  UNAUTHENTICATED: 'public',
};

/** Cycles, raters, marks and what councils bring. */
export const evaluationMutations: readonly Row[] = [
  mutation('ratingCycleCreate', {
    behind: 'DATE_ORDER',
    cells: managersOnly,
    viewerCan: ['RatingCycle', 'viewerCanManage', ({ cycles }) => cycles.open],
    input: () => ({
      title: { uzLatn: 'Sinov' },
      methodologyVersionId: encodeNodeId('MethodologyVersion', stableId('MethodologyVersion', 'councils-illustrative/1')),
      periodFrom: '2026-12-31',
      periodTo: '2026-01-01',
    }),
  }),
  mutation('ratingCycleAdvance', {
    about: 'to the end of the evidence',
    behind: 'VERSION_CONFLICT',
    cells: managersOnly,
    input: ({ cycles }) => ({ id: cycles.open, to: 'EVIDENCE_CLOSED', version: 999 }),
  }),
  mutation('ratingCycleAdvance', {
    about: 'to the end of the scoring',
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'approver manager',
      FORBIDDEN: 'agency methodologist facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: ({ cycles }) => ({ id: cycles.scoring, to: 'DELIBERATION', version: 999 }),
  }),
  mutation('ratingCycleAdvance', {
    about: 'to being given up',
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'approver',
      FORBIDDEN:
        'agency methodologist manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: ({ cycles }) => ({ id: cycles.open, to: 'CANCELLED', version: 999, reason: 'Sinov' }),
  }),
  mutation('ratingCycleExtend', {
    behind: 'VERSION_CONFLICT',
    cells: managersOnly,
    viewerCan: ['RatingCycle', 'viewerCanExtend', ({ cycles }) => cycles.open],
    input: ({ cycles }) => ({ id: cycles.open, version: 999, scoringCloseOn: '9999-12-31', reason: 'Sinov' }),
  }),
  mutation('raterAssign', {
    behind: 'ALREADY_EXISTS',
    cells: managersOnly,
    viewerCan: ['RatingCycle', 'viewerCanAssignRaters', ({ cycles }) => cycles.open],
    input: ({ evaluations }) => ({ raterId: accountNodeId('assignedRater'), evaluationIds: [evaluations.open] }),
  }),
  mutation('conflictDecide', {
    about: 'where nothing is to be decided',
    behind: 'INVALID_STATE',
    cells: {
      allowed: 'approver manager',
      FORBIDDEN: 'agency methodologist facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: ({ assignment }) => ({ assignmentId: assignment, confirmed: false }),
  }),
  mutation('conflictDeclare', {
    about: 'where it was declared before',
    behind: 'INVALID_STATE',
    cells: assigneesOnly,
    input: ({ evaluations }) => ({ evaluationIds: [evaluations.open], kind: 'NONE' }),
  }),
  mutation('scoreSave', {
    behind: 'NOT_ADMISSIBLE',
    cells: ratersOnly,
    viewerCan: ['EvaluationItem', 'viewerCanMark', ({ items }) => items.scoring],
    input: ({ items }) => ({ itemId: items.scoring, value: { kind: 'POINTS', points: '9999' } }),
  }),
  mutation('scoreSubmit', {
    about: 'without a draft',
    behind: 'REQUIRED',
    cells: ratersOnly,
    input: ({ evaluations, items }) => ({
      evaluationId: evaluations.scoring,
      commitments: [{ itemId: items.scoring, salt: newSalt(), hash: '0'.repeat(64) }],
    }),
  }),
  mutation('selfAssessmentSave', {
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'chair secretary',
      FORBIDDEN: 'agency methodologist approver manager facilitator assignedRater member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['EvaluationItem', 'viewerCanSelfAssess', ({ items }) => items.open],
    input: ({ items }) => ({ itemId: items.open, version: 999, note: 'Sinov' }),
  }),
  mutation('measurementRecord', {
    about: 'of an item that is not measured',
    behind: 'NOT_ADMISSIBLE',
    cells: {
      allowed: 'manager secretary',
      FORBIDDEN: 'agency methodologist approver facilitator assignedRater chair member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['EvaluationItem', 'viewerCanMeasure', ({ items }) => items.open],
    input: ({ items }) => ({ itemId: items.open, numerator: '1', source: 'Sinov' }),
  }),
];
