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

/** The roles that a present appointment gives in one council. */
export const councilRoles = ['CHAIR', 'SECRETARY', 'MEMBER'] as const;

/** A role in one council. */
export type CouncilRole = (typeof councilRoles)[number];
