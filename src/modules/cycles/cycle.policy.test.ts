import { describe, expect, it } from 'vitest';
import { anonymous, type GrantedRole, grantedRoles, type Viewer } from '../accounts/index.js';
import { mayExtendCycle } from './cycle.policy.js';
import { ratingCycleStates } from './rating-cycle.entity.js';

const holding = (...roles: readonly GrantedRole[]): Viewer => ({ ...anonymous, accountId: 'somebody', roles: new Set(roles) });

/** The states in which one of the last days still lies ahead. */
const extendable = new Set(['PLANNED', 'EVIDENCE_OPEN', 'EVIDENCE_CLOSED', 'SCORING']);

describe.each(ratingCycleStates)('more time for a cycle in %s', (state) => {
  it('is given by managers alone, and only while a last day lies ahead', () => {
    const told = mayExtendCycle(holding('CYCLE_MANAGER'), state);
    expect(told.allowed ? 'allowed' : told.code).toBe(extendable.has(state) ? 'allowed' : 'INVALID_STATE');
    for (const role of grantedRoles.filter((other) => other !== 'CYCLE_MANAGER')) {
      expect(mayExtendCycle(holding(role), state)).toMatchObject({ allowed: false, code: 'FORBIDDEN' });
    }
    expect(mayExtendCycle(anonymous, state)).toMatchObject({ allowed: false, code: 'UNAUTHENTICATED' });
  });
});
