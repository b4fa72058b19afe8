import { allowed, type Decision, refused } from '../../decision.js';
import { hasRole, isSignedIn, type Viewer } from './viewer.js';

/** Accounts and roles are kept by the Agency's administrators. */
export function mayKeepAccounts(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'AGENCY_ADMIN') ? allowed : refused('FORBIDDEN');
}

/** An account's own stream is for its owner alone. */
export function mayListenToUser(viewer: Viewer, accountId: string): boolean {
  return viewer.accountId === accountId;
}

/** What the rule about reading an account looks at. */
export interface AccountFacts {
  readonly accountId: string;
  /** Whether a role was ever granted to it: then it may have rated, approved or decided something. */
  readonly wasGranted: boolean;
}

/** Who runs, approves and audits cycles has to know the people who take part in them. */
const readers = ['CYCLE_MANAGER', 'APPROVER', 'AUDITOR'] as const;

/** Which accounts a viewer sees: none, one's own, one's own and those that have or had a role, or all. */
export type AccountSight = 'NONE' | 'OWN' | 'GRANTED' | 'ALL';

/**
 * One's own account is for everybody, every one for the Agency, and those that have or had a role for whoever runs,
 * approves and audits cycles. Raters do not learn each other's names.
 */
export function accountSight(viewer: Viewer): AccountSight {
  if (!isSignedIn(viewer)) {
    return 'NONE';
  }
  if (hasRole(viewer, 'AGENCY_ADMIN')) {
    return 'ALL';
  }
  return hasRole(viewer, ...readers) ? 'GRANTED' : 'OWN';
}

/** Whether the viewer may see an account. */
export function mayReadAccount(viewer: Viewer, { accountId, wasGranted }: AccountFacts): boolean {
  const sight = accountSight(viewer);
  return sight !== 'NONE' && (sight === 'ALL' || viewer.accountId === accountId || (wasGranted && sight === 'GRANTED'));
}

/** The address that an account signs in with is for its owner and the Agency. */
export function mayReadAddress(viewer: Viewer, accountId: string): boolean {
  return viewer.accountId === accountId || hasRole(viewer, 'AGENCY_ADMIN');
}
