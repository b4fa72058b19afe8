import { expect, it } from 'vitest';
import { anonymous, audienceByRoles, type Viewer } from '../../src/modules/accounts/index.js';
import { sessionAudience } from '../../src/modules/rating-sessions/rating-session.policy.js';

const someone: Viewer = { ...anonymous, accountId: 'one', personId: 'one', sessionId: 'one', roles: new Set(['RATER']) };
const another: Viewer = { ...someone, accountId: 'two', personId: 'two', sessionId: 'two' };

const nobodys = { holderId: 'three', observerIds: [], councilIds: ['a', 'b'], evaluationIds: ['c', 'd'], ratedIds: [], declaringIds: [] };

const audience = (viewer: Viewer, facts: Partial<Parameters<typeof sessionAudience>[2]> = {}): string =>
  sessionAudience(viewer, audienceByRoles(viewer), { ...nobodys, ...facts });

it('two to whom the same of a session is open are one audience', () => {
  expect(audience(another)).toBe(audience(someone));
  expect(audience(another, { ratedIds: ['b', 'a'] })).toBe(audience(someone, { ratedIds: ['a', 'b'] }));
  const elsewhere = new Map([['another council', new Set(['CHAIR'] as const)]]);
  expect(audience({ ...another, councils: elsewhere })).toBe(audience(someone));
});

it.each([
  ['leads', someone, { holderId: 'one' }],
  ['looks on', someone, { observerIds: ['one'] }],
  ['rates one of its councils', someone, { ratedIds: ['a'] }],
  ['may come to rate one', someone, { declaringIds: ['a'] }],
  ['holds a seat in one', { ...someone, councils: new Map([['a', new Set(['MEMBER'] as const)]]) }, {}],
  ['has left one', { ...someone, leftEvaluations: new Set(['d']) }, {}],
  ['has another role', { ...someone, roles: new Set(['AUDITOR'] as const) }, {}],
])('whoever %s is of another audience than a rater of none', (_, viewer, facts) => {
  expect(audience(viewer, facts)).not.toBe(audience(another));
});

it('who rates one council and who rates another are two audiences, and so is who may come to rate it', () => {
  const audiences = [{ ratedIds: ['a'] }, { ratedIds: ['b'] }, { declaringIds: ['a'] }, { ratedIds: ['a', 'b'] }].map((facts) =>
    audience(someone, facts),
  );
  expect(new Set(audiences).size).toBe(audiences.length);
});
