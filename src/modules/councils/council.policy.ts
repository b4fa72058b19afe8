import { allowed, type Decision, refused } from '../../decision.js';
import { hasRole, holds, isSignedIn, type Viewer } from '../accounts/index.js';

/** A council's public card is kept by its own secretariat and by the Agency. */
export function mayUpdateCouncil(viewer: Viewer, councilId: string): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'AGENCY_ADMIN') || holds(viewer, councilId, 'SECRETARY') ? allowed : refused('FORBIDDEN');
}

/**
 * Who sits in a council is recorded by the Agency: a council's own people do not appoint each other, because an
 * appointment gives rights and bars from rating.
 */
export function mayAppoint(viewer: Viewer): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return hasRole(viewer, 'AGENCY_ADMIN') ? allowed : refused('FORBIDDEN');
}
