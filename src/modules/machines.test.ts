import { describe, expect, it } from 'vitest';
import { type Machine, transitionBy, transitionTo } from '../machine.js';
import { evidenceMachine } from './evidence/evidence.machine.js';
import { ratingCycleMachine } from './cycles/rating-cycle.machine.js';
import { methodologyVersionMachine } from './methodologies/methodology-version.machine.js';

const machines = [ratingCycleMachine, methodologyVersionMachine, evidenceMachine] as readonly Machine<string, string, string>[];

describe.each(machines)('the machine $name', (machine) => {
  const actions = [...new Set(machine.transitions.map(({ action }) => action))];

  it('refuses every pair of state and action that is not in its table', () => {
    const told = new Set(machine.transitions.map(({ from, action }) => `${from} ${action}`));
    const pairs = machine.states.flatMap((state) => actions.map((action) => ({ state, action })));
    const open = pairs.filter(({ state, action }) => transitionBy(machine, state, action) !== null);
    expect(new Set(open.map(({ state, action }) => `${state} ${action}`))).toEqual(told);
    expect(open.length).toBeLessThan(pairs.length);
  });

  it('leads from each state to each other by one action at most, and only to states that it has', () => {
    const steps = machine.transitions.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(steps).size).toBe(steps.length);
    expect(machine.transitions.every(({ from, to }) => machine.states.includes(from) && machine.states.includes(to))).toBe(true);
    const [first] = machine.transitions;
    expect(first && transitionTo(machine, first.from, first.to)).toBe(first);
  });
});
