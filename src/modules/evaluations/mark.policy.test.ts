import { describe, expect, it } from 'vitest';
import { anonymous, type GrantedRole, grantedRoles, type Viewer } from '../accounts/index.js';
import { mayReadProgress } from './mark.policy.js';

const holding = (...roles: readonly GrantedRole[]): Viewer => ({ ...anonymous, accountId: 'somebody', roles: new Set(roles) });

describe('"k of n submitted"', () => {
  it.each([
    [0, false],
    [1, false],
    [2, false],
    [3, true],
    [9, true],
  ])('of %i raters is told to the manager: %s', (assigned, isTold) => {
    expect(mayReadProgress(holding('CYCLE_MANAGER'), assigned)).toBe(isTold);
  });

  it('is told to nobody else, however many rate', () => {
    for (const viewer of [anonymous, ...grantedRoles.filter((role) => role !== 'CYCLE_MANAGER').map((role) => holding(role))]) {
      expect(mayReadProgress(viewer, 9)).toBe(false);
    }
  });
});
