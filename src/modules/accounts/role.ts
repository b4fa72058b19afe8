/**
 * The roles that are granted to an account as a whole. A council's own roles are not granted: they follow from the
 * person's present appointments, so ending an appointment ends the right.
 */
export const grantedRoles = [
  'AGENCY_ADMIN',
  'METHODOLOGIST',
  'APPROVER',
  'CYCLE_MANAGER',
  'FACILITATOR',
  'RATER',
  'AUDITOR',
] as const;

/** A role that is granted to an account. */
export type GrantedRole = (typeof grantedRoles)[number];

/** A role in one council, as a present appointment gives it. */
export type CouncilRole = 'CHAIR' | 'SECRETARY' | 'MEMBER';
