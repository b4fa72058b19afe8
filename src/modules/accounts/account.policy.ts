import { type RawBuilder, sql } from 'kysely';
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

/**
 * Whether the viewer may see an account: one's own, for the Agency every one, and for those who run, approve and audit
 * cycles the accounts that have or had a role. Raters do not learn each other's names.
 */
export function mayReadAccount(viewer: Viewer, { accountId, wasGranted }: AccountFacts): boolean {
  if (!isSignedIn(viewer)) {
    return false;
  }
  return (
    viewer.accountId === accountId || hasRole(viewer, 'AGENCY_ADMIN') || (wasGranted && hasRole(viewer, ...readers))
  );
}

/** The same rule as SQL over the table `account`. */
export function accountVisible(viewer: Viewer): RawBuilder<boolean> {
  if (!isSignedIn(viewer)) {
    return sql<boolean>`false`;
  }
  if (hasRole(viewer, 'AGENCY_ADMIN')) {
    return sql<boolean>`true`;
  }
  const own = sql<boolean>`account.id = ${viewer.accountId}`;
  return hasRole(viewer, ...readers)
    ? sql<boolean>`(${own} or exists (select 1 from role_grant g where g.account_id = account.id))`
    : own;
}

/** The address that an account signs in with is for its owner and the Agency. */
export function mayReadAddress(viewer: Viewer, accountId: string): boolean {
  return viewer.accountId === accountId || hasRole(viewer, 'AGENCY_ADMIN');
}
