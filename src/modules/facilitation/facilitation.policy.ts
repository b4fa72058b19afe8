import { allowed, type Decision, refused } from '../../decision.js';
import { hasRole, isSignedIn, type Viewer } from '../accounts/index.js';
import { type Lease, mayFollow } from './lease.js';

/** What the rules on the lead look at. */
export interface LeadFacts extends Lease {
  readonly term: number;
}

/** Whether the viewer leads: whoever holds the lead does, also when not heard of for a while. */
export function mayFacilitate(viewer: Viewer, { holderId }: Pick<LeadFacts, 'holderId'>): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (viewer.accountId !== holderId) {
    return refused('NOT_FACILITATING');
  }
  return hasRole(viewer, 'FACILITATOR') ? allowed : refused('FORBIDDEN');
}

/** Whether a command of the lead is let through: by whoever holds it, under the present term. */
export function mayFacilitateUnder(viewer: Viewer, lead: Pick<LeadFacts, 'holderId' | 'term'>, term: number): Decision {
  const decision = mayFacilitate(viewer, lead);
  return decision.allowed && term !== lead.term ? refused('STALE_TERM', { term: lead.term }) : decision;
}

/** Whether the viewer may take over: a facilitator whose turn it is when the holder is lost. */
export function mayTakeOver(viewer: Viewer, lead: LeadFacts, now: Date): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  if (viewer.accountId === lead.holderId) {
    return refused('NOTHING_TO_CHANGE');
  }
  if (!hasRole(viewer, 'FACILITATOR')) {
    return refused('FORBIDDEN');
  }
  return mayFollow(lead, viewer.accountId, true, now) ? allowed : refused('LEAD_IS_HELD');
}

/** Whether the viewer may give the lead to somebody: the holder, and whoever runs cycles when nobody else can. */
export function mayHandOver(viewer: Viewer, lead: Pick<LeadFacts, 'holderId' | 'term'>, term: number): Decision {
  if (hasRole(viewer, 'CYCLE_MANAGER') && viewer.accountId !== lead.holderId) {
    return term === lead.term ? allowed : refused('STALE_TERM', { term: lead.term });
  }
  return mayFacilitateUnder(viewer, lead, term);
}

/** Whether the viewer may check somebody in or out: oneself, or anybody for whoever leads. */
export function mayCheckIn(viewer: Viewer, accountId: string, lead: Pick<LeadFacts, 'holderId'>): Decision {
  if (!isSignedIn(viewer)) {
    return refused('UNAUTHENTICATED');
  }
  return viewer.accountId === accountId || viewer.accountId === lead.holderId ? allowed : refused('NOT_FACILITATING');
}
