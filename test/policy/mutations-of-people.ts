import { mutation } from './mutation-row.js';
import { accountNodeId } from './prepared-state.js';
import type { Row } from './row.js';

/** For the Agency alone. What it is about is public, or not looked at before the role is. */
const agencyOnly = {
  allowed: 'agency',
  FORBIDDEN:
    'methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
  UNAUTHENTICATED: 'public',
};

/** For every account, on itself. */
const signedIn = {
  allowed:
    'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary member auditor',
  UNAUTHENTICATED: 'public',
};

/** Accounts, sessions, councils and their people. */
export const peopleMutations: readonly Row[] = [
  mutation('accountCreate', {
    behind: 'INVALID_FORMAT',
    cells: agencyOnly,
    input: () => ({ email: 'no address', password: 'a long enough passphrase', familyName: 'Sinov', givenName: 'Sinov' }),
  }),
  mutation('roleSet', {
    about: 'of a role that is granted already',
    behind: 'NOTHING_TO_CHANGE',
    cells: agencyOnly,
    input: () => ({ accountId: accountNodeId('assignedRater'), role: 'RATER', granted: true }),
  }),
  mutation('passwordChange', {
    behind: 'INVALID_CREDENTIALS',
    cells: signedIn,
    input: () => ({ currentPassword: 'not the present one', newPassword: 'a long enough passphrase' }),
  }),
  mutation('sessionCreate', {
    behind: 'INVALID_CREDENTIALS',
    cells: {
      allowed:
        'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary ' +
        'otherSecretary member auditor',
    },
    input: (_state, viewer) => ({ email: `not-${viewer}@example.org`, password: 'a long enough passphrase' }),
  }),
  mutation('sessionExtend', {
    behind: null,
    cells: signedIn,
    input: () => ({}),
  }),
  mutation('sessionDelete', {
    about: 'of an own session',
    behind: null,
    cells: signedIn,
    input: ({ spareSessions }, viewer) => ({ id: spareSessions[viewer] }),
  }),
  mutation('sessionDelete', {
    about: "of another's session",
    behind: null,
    cells: {
      NOT_FOUND:
        'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
        'member auditor',
      UNAUTHENTICATED: 'public',
    },
    input: ({ strangersSession }) => ({ id: strangersSession }),
  }),
  mutation('appointmentCreate', {
    behind: 'DATE_ORDER',
    cells: agencyOnly,
    viewerCan: ['Council', 'viewerCanAppoint', ({ council }) => council],
    input: ({ seat, person }) => ({ seatId: seat, personId: person, startedOn: '2026-03-02', endedOn: '2026-03-01' }),
  }),
  mutation('appointmentEnd', {
    behind: 'VERSION_CONFLICT',
    cells: agencyOnly,
    viewerCan: ['Council', 'viewerCanAppoint', ({ council }) => council],
    input: ({ appointment }) => ({ id: appointment, version: 999, endedOn: '2026-03-01' }),
  }),
  mutation('councilUpdate', {
    behind: 'VERSION_CONFLICT',
    cells: {
      allowed: 'agency secretary',
      FORBIDDEN: 'methodologist approver manager facilitator assignedRater otherRater chair otherSecretary member auditor',
      UNAUTHENTICATED: 'public',
    },
    viewerCan: ['Council', 'viewerCanUpdate', ({ council }) => council],
    input: ({ council }) => ({ id: council, version: 999, phone: '+998 71 000 00 00' }),
  }),
];
