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
