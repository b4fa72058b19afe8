import { describe, expect, it } from 'vitest';
import { take } from '../../machine.js';
import type { ScoreState } from './score.entity.js';
import { type ScoreAction, scoreMachine } from './score.machine.js';

const actions: readonly ScoreAction[] = ['supersede', 'reveal', 'lock', 'void'];
const states: readonly ScoreState[] = ['COMMITTED', 'SUPERSEDED', 'REVEALED', 'LOCKED', 'VOID'];
/** Every step that there is. From what is revealed no way leads back to what is hidden. */
const path: Readonly<Record<string, ScoreState>> = {
  'COMMITTED supersede': 'SUPERSEDED',
  'COMMITTED reveal': 'REVEALED',
  'COMMITTED void': 'VOID',
  'REVEALED lock': 'LOCKED',
  'REVEALED void': 'VOID',
};

describe('a mark', () => {
  it('has these states and no other', () => {
    expect(scoreMachine.states.toSorted()).toEqual(states.toSorted());
  });

  it.each(states.flatMap((state) => actions.map((action) => [state, action] as const)))(
    'in %s takes %s as its path says, or not at all',
    (state, action) => {
      const mark = { state };
      const to = path[`${state} ${action}`];
      let refusal: string | null = null;
      try {
        take(scoreMachine, mark, action);
      } catch (error) {
        refusal = (error as Error).message;
      }
      expect([mark.state, refusal]).toEqual(to ? [to, null] : [state, `ScoreState: no step ${action} leads from ${state}`]);
    },
  );
});
