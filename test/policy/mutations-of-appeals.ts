import { mutation } from './mutation-row.js';
import { appealObjects } from './prepared-appeals.js';
import type { Row } from './row.js';

/** An appeal is hidden from whoever is neither an official, nor of the council, nor of its panel. */
const hidden = 'methodologist facilitator assignedRater otherRater otherSecretary';

/** For the council's chair. */
const chairOnly = {
  allowed: 'chair',
  FORBIDDEN: 'agency approver manager secretary member auditor',
  NOT_FOUND: hidden,
  UNAUTHENTICATED: 'public',
};

/** For cycle managers. */
const managersOnly = {
  allowed: 'manager',
  FORBIDDEN: 'agency approver chair secretary member auditor',
  NOT_FOUND: hidden,
  UNAUTHENTICATED: 'public',
};

/** Appeals, and the checks of other councils that follow from them. */
export const appealMutations: readonly Row[] = [
  mutation('appealDraft', {
    about: 'of an evaluation',
    behind: 'OUT_OF_RANGE',
    cells: {
      allowed: 'chair secretary',
      FORBIDDEN: 'agency methodologist approver manager facilitator assignedRater member auditor',
      NOT_FOUND: 'otherRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Evaluation', 'viewerCanAppeal', (state) => appealObjects(state).evaluation],
    input: (state) => ({ evaluationId: appealObjects(state).evaluation, items: [] }),
  }),
  mutation('appealDraft', {
    about: 'that is there',
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'chair secretary',
      FORBIDDEN: 'agency approver manager member auditor',
      NOT_FOUND: hidden,
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Appeal', 'viewerCanEdit', (state) => appealObjects(state).appeals.draft],
    input: (state) => ({ id: appealObjects(state).appeals.draft, version: 999, items: [] }),
  }),
  mutation('appealFile', {
    behind: 'VERSION_CONFLICT',
    cells: chairOnly,
    viewerCan: ['Appeal', 'viewerCanFile', (state) => appealObjects(state).appeals.draft],
    input: (state) => ({ id: appealObjects(state).appeals.draft, version: 999 }),
  }),
  mutation('appealAdmit', {
    about: 'one that was filed',
    behind: 'REQUIRED',
    cells: managersOnly,
    viewerCan: ['Appeal', 'viewerCanAdmit', (state) => appealObjects(state).appeals.filed],
    input: (state) => ({ id: appealObjects(state).appeals.filed, admissible: true, reasons: '' }),
  }),
  mutation('appealAdmit', {
    about: 'after a complaint',
    behind: 'REQUIRED',
    cells: {
      allowed: 'approver',
      FORBIDDEN: 'agency manager chair secretary member auditor',
      NOT_FOUND: hidden,
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Appeal', 'viewerCanAdmit', (state) => appealObjects(state).appeals.complained],
    input: (state) => ({ id: appealObjects(state).appeals.complained, admissible: true, reasons: '' }),
  }),
  mutation('appealComplain', {
    behind: 'REQUIRED',
    cells: chairOnly,
    viewerCan: ['Appeal', 'viewerCanComplain', (state) => appealObjects(state).appeals.inadmissible],
    input: (state) => ({ id: appealObjects(state).appeals.inadmissible, reasons: '' }),
  }),
  mutation('appealPanelAssign', {
    behind: 'OUT_OF_RANGE',
    cells: managersOnly,
    viewerCan: ['Appeal', 'viewerCanAssignPanel', (state) => appealObjects(state).appeals.admissible],
    input: (state) => ({ id: appealObjects(state).appeals.admissible, accountIds: [] }),
  }),
  mutation('appealDecide', {
    behind: 'REQUIRED',
    cells: {
      allowed: 'otherRater',
      FORBIDDEN: 'agency approver manager chair secretary member auditor',
      NOT_FOUND: 'methodologist facilitator assignedRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    input: (state) => ({ appealItemId: appealObjects(state).panelItem, decision: 'UPHELD', reasons: 'Sinov' }),
  }),
  mutation('appealClose', {
    about: 'one that is not decided',
    behind: 'INVALID_STATE',
    cells: managersOnly,
    input: (state) => ({ id: appealObjects(state).appeals.filed }),
  }),
  mutation('appealWithdraw', {
    about: 'one that was applied',
    behind: 'INVALID_STATE',
    cells: {
      allowed: 'chair',
      FORBIDDEN: 'agency approver manager secretary member otherRater auditor',
      NOT_FOUND: 'methodologist facilitator assignedRater otherSecretary',
      UNAUTHENTICATED: 'public',
    },
    input: (state) => ({ id: appealObjects(state).appeals.applied }),
  }),
  mutation('equalTreatmentPropose', {
    behind: 'REQUIRED',
    cells: {
      allowed: 'approver otherRater',
      FORBIDDEN: 'agency manager auditor',
      NOT_FOUND: 'methodologist facilitator assignedRater chair secretary otherSecretary member',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['EqualTreatmentTask', 'viewerCanPropose', (state) => appealObjects(state).task],
    input: (state) => ({ id: appealObjects(state).task, outcome: 'ADJUSTED', reason: 'Sinov' }),
  }),
  mutation('equalTreatmentConfirm', {
    about: 'of what nobody has proposed',
    behind: null,
    cells: {
      INVALID_STATE: 'approver otherRater',
      FORBIDDEN: 'agency manager auditor',
      NOT_FOUND: 'methodologist facilitator assignedRater chair secretary otherSecretary member',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['EqualTreatmentTask', 'viewerCanConfirm', (state) => appealObjects(state).task],
    input: (state) => ({ id: appealObjects(state).task, confirmed: true }),
  }),
];
