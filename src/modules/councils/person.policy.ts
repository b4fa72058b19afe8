import { mayReadAccount, type Viewer } from '../accounts/index.js';

/** What the rule about reading a person looks at. */
export interface PersonFacts {
  readonly personId: string;
  /** Whether the person was ever appointed to a council. */
  readonly hasSeat: boolean;
  /** The person's account, if there is one. */
  readonly account: { readonly accountId: string; readonly wasGranted: boolean } | null;
}

/**
 * Who sits or sat in a council is public. Whoever has an account alone, a rater above all, is known to themselves and to
 * those who may see the account.
 */
export function mayReadPerson(viewer: Viewer, { personId, hasSeat, account }: PersonFacts): boolean {
  return hasSeat || viewer.personId === personId || (account !== null && mayReadAccount(viewer, account));
}
