import { randomUUID } from 'node:crypto';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { mutation } from './mutation-row.js';
import type { Row } from './row.js';

const unknownItem = encodeNodeId('EvaluationItem', randomUUID());

const correction = (id: string) => ({
  id,
  reason: 'Sinov',
  items: [{ itemId: unknownItem, value: { kind: 'NO_EVIDENCE' }, reason: 'Sinov' }],
});

/** The ledger's witnesses, and corrections of what was published. */
export const ledgerMutations: readonly Row[] = [
  mutation('witnessRegister', {
    about: 'of UZ-AN',
    behind: 'INVALID_FORMAT',
    cells: {
      allowed: 'secretary',
      FORBIDDEN:
        'agency methodologist approver manager facilitator assignedRater otherRater chair otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Council', 'viewerCanRegisterWitness', ({ council }) => council],
    input: ({ council }) => ({ councilId: council, name: 'two words', publicKey: 'AA==' }),
  }),
  // The signature is what counts, whoever brings it.
  mutation('checkpointCosign', {
    behind: 'INVALID_FORMAT',
    cells: {
      allowed:
        'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
        'member auditor',
    },
    input: () => ({ size: 1, line: 'no signature' }),
  }),
  mutation('publicationCorrect', {
    about: 'of a published table',
    behind: 'NOT_FOUND',
    cells: {
      allowed: 'approver',
      FORBIDDEN:
        'agency methodologist manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Publication', 'viewerCanCorrect', ({ publications }) => publications.published],
    input: ({ publications }) => correction(publications.published),
  }),
  mutation('publicationCorrect', {
    about: 'of a staged table',
    behind: null,
    cells: {
      INVALID_STATE: 'approver',
      FORBIDDEN: 'manager auditor',
      NOT_FOUND: 'agency methodologist facilitator assignedRater otherRater chair secretary otherSecretary member',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Publication', 'viewerCanCorrect', ({ publications }) => publications.staged],
    input: ({ publications }) => correction(publications.staged),
  }),
  mutation('publicationWithdraw', {
    about: 'of the first table of a cycle',
    behind: null,
    cells: {
      WITHDRAWN_WITH_CYCLE: 'approver',
      FORBIDDEN: 'manager auditor',
      NOT_FOUND: 'agency methodologist facilitator assignedRater otherRater chair secretary otherSecretary member',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Publication', 'viewerCanWithdraw', ({ publications }) => publications.staged],
    input: ({ publications }) => ({ id: publications.staged, reason: 'Sinov' }),
  }),
  mutation('publicationWithdraw', {
    about: 'of a published table',
    behind: 'REQUIRED',
    cells: {
      allowed: 'approver',
      FORBIDDEN:
        'agency methodologist manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Publication', 'viewerCanWithdraw', ({ publications }) => publications.published],
    input: ({ publications }) => ({ id: publications.published, reason: ' ' }),
  }),
];
