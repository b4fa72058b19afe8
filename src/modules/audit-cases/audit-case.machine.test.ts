import { describe, expect, it } from 'vitest';
import { take, transitionTo } from '../../machine.js';
import { anonymous, type GrantedRole, grantedRoles, type Viewer } from '../accounts/index.js';
import type { AuditCaseState } from './audit-case.entity.js';
import { type AuditCaseAction, auditCaseMachine } from './audit-case.machine.js';
import { mayResolveAuditCase } from './audit-case.policy.js';

const actions: readonly AuditCaseAction[] = ['explain', 'confirm'];
const path: Readonly<Record<string, AuditCaseState>> = { 'OPEN explain': 'EXPLAINED', 'OPEN confirm': 'CONFIRMED' };
const pairs = auditCaseMachine.states.flatMap((state) => actions.map((action) => [state, action] as const));
const viewer = (role: GrantedRole): Viewer => ({ ...anonymous, accountId: 'a', personId: 'a', sessionId: 'a', roles: new Set([role]) });
const facts = { councilIds: ['c'], raterIds: ['r'] };

describe('a case', () => {
  it.each(pairs)('in %s takes %s as its path says, or not at all', (state, action) => {
    const auditCase = { state };
    const to = path[`${state} ${action}`];
    let refusal: string | null = null;
    try {
      take(auditCaseMachine, auditCase, action);
    } catch (error) {
      refusal = (error as Error).message;
    }
    expect([auditCase.state, refusal]).toEqual(to ? [to, null] : [state, `AuditCaseState: no step ${action} leads from ${state}`]);
  });

  it.each(pairs)('in %s is taken by %s in the hands of auditors alone', (state, action) => {
    for (const role of grantedRoles) {
      const decision = mayResolveAuditCase(viewer(role), { ...facts, state }, action);
      const code = role === 'AUDITOR' ? (path[`${state} ${action}`] ? null : 'INVALID_STATE') : 'NOT_FOUND';
      expect(decision.allowed ? null : decision.code).toBe(code);
    }
    expect(mayResolveAuditCase(anonymous, { ...facts, state }, action)).toMatchObject({ allowed: false, code: 'UNAUTHENTICATED' });
  });

  it('leads from each state to another by one action at most, and only to states that it has', () => {
    const steps = auditCaseMachine.transitions.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(steps).size).toBe(steps.length);
    const [first] = auditCaseMachine.transitions;
    expect(first && transitionTo(auditCaseMachine, first.from, first.to)).toBe(first);
  });
});
