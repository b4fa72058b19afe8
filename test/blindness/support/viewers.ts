import { signIn, TestClient } from '../../support/client.js';

/** Whoever is not signed in. */
export const thePublic = 'the public';

/** The one who may know "k of n submitted", and nothing more. */
export const theManager = 'manager';

/** Everyone but the raters whose marks are hidden: each office, another rater of the council, a rater of none, councils. */
export const others: readonly string[] = [
  thePublic,
  'agency',
  'methodologist',
  'approver',
  'facilitator',
  'rater2',
  'rater4',
  'auditor',
  'chair-uz-an',
  'secretary-uz-an',
  'secretary-uz-bu',
  theManager,
];

/** The one who leads the sessions, and a deputy who may take over. */
export const theFacilitator = 'facilitator';
export const theDeputy = 'facilitator2';

/** Somebody whose person sits in the council whose marks are hidden, without an office in it. */
export const theMember = 'rater8';

/** Somebody who looks on at the session. */
export const theObserver = 'rater9';

/** Everyone but the raters of an open round whose marks are hidden; `rater2` is there as they are, and has not marked. */
export const onlookers: readonly string[] = [...others, theDeputy, theMember, theObserver];

/** Signs people in, each by the name of the account. */
export async function signInAll(url: string, names: readonly string[]): Promise<ReadonlyMap<string, TestClient>> {
  const signedIn = await Promise.all(
    names.map(async (name) => [name, name === thePublic ? new TestClient(url) : await signIn(url, name)] as const),
  );
  return new Map(signedIn);
}
