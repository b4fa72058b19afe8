import type { CouncilRole, GrantedRole } from './role.js';

/** Who asks: an account with its roles, or nobody in particular. */
export interface Viewer {
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly sessionId: string | null;
  /** When the session ends; null for anonymous viewers. */
  readonly sessionExpiresAt: Date | null;
  readonly roles: ReadonlySet<GrantedRole>;
  /** The councils in which the person holds a seat today, with the roles that follow from it. */
  readonly councils: ReadonlyMap<string, ReadonlySet<CouncilRole>>;
  /** The midnight in Tashkent at which `councils` changes by itself, as an appointment begins or ends; null for none. */
  readonly councilsChangeAt: Date | null;
  /** The evaluations that the account was to rate and has left by recusal, or for a conflict: no office shows them. */
  readonly leftEvaluations: ReadonlySet<string>;
}

/** A viewer with an account. */
export interface SignedInViewer extends Viewer {
  readonly accountId: string;
  readonly personId: string;
  readonly sessionId: string;
}

/** The public. */
export const anonymous: Viewer = Object.freeze({
  accountId: null,
  personId: null,
  sessionId: null,
  sessionExpiresAt: null,
  roles: new Set<GrantedRole>(),
  councils: new Map<string, ReadonlySet<CouncilRole>>(),
  councilsChangeAt: null,
  leftEvaluations: new Set<string>(),
});

/** Whether the viewer has signed in. */
export function isSignedIn(viewer: Viewer): viewer is SignedInViewer {
  return viewer.accountId !== null;
}

/** Whether the viewer has been granted any one of the roles. */
export function hasRole(viewer: Viewer, ...roles: readonly GrantedRole[]): boolean {
  return roles.some((role) => viewer.roles.has(role));
}

/** Whether the viewer has any one of the roles in the council. */
export function holds(viewer: Viewer, councilId: string, ...roles: readonly CouncilRole[]): boolean {
  const held = viewer.councils.get(councilId);
  return held !== undefined && roles.some((role) => held.has(role));
}

/**
 * Whether the viewer holds a seat today in any one of the councils. What is decided about a council is decided without
 * its own people, whatever office they hold besides.
 */
export function sitsIn(viewer: Viewer, ...councilIds: readonly string[]): boolean {
  return councilIds.some((councilId) => holds(viewer, councilId, 'CHAIR', 'SECRETARY', 'MEMBER'));
}

/** The audience of whoever is shown the same by rules that ask for granted roles and for a sign-in alone. */
export function audienceByRoles(viewer: Viewer): string {
  return isSignedIn(viewer) ? ['SIGNED_IN', ...[...viewer.roles].toSorted()].join('+') : 'PUBLIC';
}
