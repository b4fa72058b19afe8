import type { Audience, Sight, Stamp } from '../../realtime/presence/person.js';
import { accountSight, type CouncilRole, hasRole, isSignedIn, type Viewer } from '../accounts/index.js';

/** What somebody is among those who are present. */
export type PresenceRole = CouncilRole | 'RATER' | 'OFFICIAL' | 'OBSERVER';

/** A stream whose people can be asked for, as the module that owns it says that the viewer stands to it. */
export interface PresenceRoom {
  /** The key of the stream. */
  readonly stream: string;
  /** What the viewer is there as one of the own people of the council that it is about: known to everyone by name. */
  readonly seat: CouncilRole | null;
  /** Whether the viewer rates what it is about. */
  readonly isRater: boolean;
  /** Whether the viewer may give a state: what a rater says of itself could tell of marks that are not revealed. */
  readonly maySayState: boolean;
}

const sights = { NONE: 0, OWN: 0, GRANTED: 1, ALL: 2 } as const satisfies Record<string, Sight>;

/**
 * What the viewer needs to be seen: nothing for the council's own people, who are public by name; for others the sight
 * of their account. So raters do not learn who else rates, and a council does not learn who rates it.
 */
function sightOf(viewer: Viewer, { seat }: PresenceRoom): Sight {
  if (seat !== null) {
    return 0;
  }
  return viewer.roles.size > 0 ? 1 : 2;
}

/** As whom the viewer is present; null for the public, which is not listed. */
export function stampOf(viewer: Viewer, room: PresenceRoom): Stamp | null {
  if (!isSignedIn(viewer)) {
    return null;
  }
  const { accountId, personId, sessionId } = viewer;
  return { accountId, personId, sessionId, sight: sightOf(viewer, room), role: roleOf(viewer, room) };
}

/** Whom the viewer is told of: whose account it may see, the council's own people, and itself; the public, how many. */
export function audienceOf(viewer: Viewer, room: PresenceRoom): Audience {
  const sight = sights[accountSight(viewer)];
  const isHidden = isSignedIn(viewer) && sightOf(viewer, room) > sight;
  return { sight, isNamed: isSignedIn(viewer), personId: isHidden ? viewer.personId : null };
}

function roleOf(viewer: Viewer, { seat, isRater }: PresenceRoom): PresenceRole {
  if (seat !== null) {
    return seat;
  }
  const isOfficial = hasRole(
    viewer,
    'AGENCY_ADMIN',
    'METHODOLOGIST',
    'APPROVER',
    'CYCLE_MANAGER',
    'FACILITATOR',
    'AUDITOR',
  );
  return isRater ? 'RATER' : isOfficial ? 'OFFICIAL' : 'OBSERVER';
}
