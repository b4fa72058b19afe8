import { defineMachine, transitionBy } from '../../machine.js';
import type { EvaluationItemState } from './evaluation-item.entity.js';

/** What happens to an item. The server does it, when the cycle moves; joint rating adds what a session does. */
export type EvaluationItemAction = 'open' | 'close' | 'reveal' | 'settle' | 'lock';

/** The path of an item. */
export const evaluationItemMachine = defineMachine<EvaluationItemState, EvaluationItemAction, 'the server'>({
  name: 'EvaluationItemState',
  states: ['PENDING', 'OPEN', 'CLOSED', 'REVEALED', 'OFFICIAL', 'LOCKED'],
  transitions: [
    { from: 'PENDING', action: 'open', roles: ['the server'], guard: 'raters judge it; scoring begins', to: 'OPEN' },
    { from: 'OPEN', action: 'close', roles: ['the server'], guard: 'the scoring is closed', to: 'CLOSED' },
    { from: 'CLOSED', action: 'reveal', roles: ['the server'], guard: 'every commitment holds; all at once', to: 'REVEALED' },
    { from: 'REVEALED', action: 'settle', roles: ['the server'], guard: "by the version's aggregation", to: 'OFFICIAL' },
    { from: 'PENDING', action: 'settle', roles: ['the server'], guard: 'it is measured', to: 'OFFICIAL' },
    { from: 'OFFICIAL', action: 'lock', roles: ['the server'], guard: 'with the preliminary result', to: 'LOCKED' },
  ],
});

/**
 * Takes an item along steps of its path, all within the transaction of the caller. Throws Error where the path has no
 * such step: that is a mistake of ours, and nothing is committed.
 */
export function takeItem(item: { state: EvaluationItemState }, ...actions: readonly EvaluationItemAction[]): void {
  for (const action of actions) {
    const step = transitionBy(evaluationItemMachine, item.state, action);
    if (!step) {
      throw new Error(`an item in ${item.state} cannot ${action}`);
    }
    item.state = step.to;
  }
}
