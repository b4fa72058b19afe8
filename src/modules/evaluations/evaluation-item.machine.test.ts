import { describe, expect, it } from 'vitest';
import { take } from '../../machine.js';
import type { EvaluationItemState } from './evaluation-item.entity.js';
import { type EvaluationItemAction, evaluationItemMachine } from './evaluation-item.machine.js';

const actions: readonly EvaluationItemAction[] = ['open', 'close', 'reveal', 'settle', 'reopen', 'lock'];
const path: Readonly<Record<string, EvaluationItemState>> = {
  'PENDING open': 'OPEN',
  'OPEN close': 'CLOSED',
  'CLOSED reveal': 'REVEALED',
  'REVEALED settle': 'OFFICIAL',
  'PENDING settle': 'OFFICIAL',
  'OFFICIAL reopen': 'REVEALED',
  'OFFICIAL lock': 'LOCKED',
};

describe('an item', () => {
  it.each(evaluationItemMachine.states.flatMap((state) => actions.map((action) => [state, action] as const)))(
    'in %s takes %s as its path says, or not at all',
    (state, action) => {
      const item = { state };
      const to = path[`${state} ${action}`];
      let refusal: string | null = null;
      try {
        take(evaluationItemMachine, item, action);
      } catch (error) {
        refusal = (error as Error).message;
      }
      expect([item.state, refusal]).toEqual(to ? [to, null] : [state, `EvaluationItemState: no step ${action} leads from ${state}`]);
    },
  );

  it('goes from its first mark to its fixed points, closed before it is revealed', () => {
    const item: { state: EvaluationItemState } = { state: 'PENDING' };
    take(evaluationItemMachine, item, 'open', 'close', 'reveal', 'settle', 'lock');
    expect(item.state).toBe('LOCKED');
  });
});
