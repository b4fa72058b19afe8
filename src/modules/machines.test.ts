import { describe, expect, it } from 'vitest';
import { type Machine, transitionTo } from '../machine.js';
import { auditCaseMachine } from './audit-cases/audit-case.machine.js';
import { evaluationItemMachine } from './evaluations/evaluation-item.machine.js';
import { evidenceMachine } from './evidence/evidence.machine.js';
import { ratingCycleMachine } from './cycles/rating-cycle.machine.js';
import { methodologyVersionMachine } from './methodologies/methodology-version.machine.js';
import { publicationMachine } from './publications/publication.machine.js';
import { ratingSessionMachine } from './rating-sessions/rating-session.machine.js';
import { scoreMachine } from './evaluations/score.machine.js';
import { sessionItemMachine } from './rating-sessions/session-item.machine.js';

const machines = [
  ratingCycleMachine,
  methodologyVersionMachine,
  evidenceMachine,
  evaluationItemMachine,
  scoreMachine,
  ratingSessionMachine,
  sessionItemMachine,
  auditCaseMachine,
  publicationMachine,
] as readonly Machine<string, string, string>[];

// What the commands make of the tables, pair by pair, is tested in test/policy/machines.test.ts.
describe.each(machines)('the machine $name', (machine) => {
  it('leads from each state to each other by one action at most, and only to states that it has', () => {
    const steps = machine.transitions.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(steps).size).toBe(steps.length);
    expect(machine.transitions.every(({ from, to }) => machine.states.includes(from) && machine.states.includes(to))).toBe(true);
    const [first] = machine.transitions;
    expect(first && transitionTo(machine, first.from, first.to)).toBe(first);
  });
});
