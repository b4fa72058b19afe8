import { allowed, type Decision, refused } from '../../decision.js';
import { hasRole, holds, isSignedIn, type Viewer } from '../accounts/index.js';

/** What the ledger says, in full, is for auditors; its hashes and proofs are for everyone. */
export function mayReadEntries(viewer: Viewer): boolean {
  return hasRole(viewer, 'AUDITOR');
}

/** A council's secretary registers its witness. */
export function mayRegisterWitness(viewer: Viewer, councilId: string): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return holds(viewer, councilId, 'SECRETARY') ? allowed : refused('FORBIDDEN');
}
