import { defineMachine } from '../../machine.js';
import type { ScoreState } from './score.entity.js';

/** What happens to a submitted mark. A draft has no state: it is there or not. */
export type ScoreAction = 'supersede' | 'reveal' | 'lock' | 'void';

/** Who does it. */
export type ScoreRole = 'the rater' | 'the server' | 'an approver';

/**
 * The path of a submitted mark (rating methodology, score). From REVEALED there is no way back: a changed mind is a mark
 * in the next round. A mark that was superseded is never touched again.
 */
export const scoreMachine = defineMachine<ScoreState, ScoreAction, ScoreRole>({
  name: 'ScoreState',
  states: ['COMMITTED', 'SUPERSEDED', 'REVEALED', 'LOCKED', 'VOID'],
  transitions: [
    {
      from: 'COMMITTED',
      action: 'supersede',
      roles: ['the rater'],
      guard: 'by another mark of the same round, before its close; both commitments stay on record',
      to: 'SUPERSEDED',
    },
    {
      from: 'COMMITTED',
      action: 'reveal',
      roles: ['the server'],
      guard: 'the round is closed; every commitment holds; all marks of the round in one transaction',
      to: 'REVEALED',
    },
    { from: 'REVEALED', action: 'lock', roles: ['the server'], guard: 'the official points are fixed', to: 'LOCKED' },
    {
      from: 'COMMITTED',
      action: 'void',
      roles: ['the rater', 'the server', 'an approver'],
      guard: 'the rater leaves the evaluation, or the round is given up',
      to: 'VOID',
    },
    {
      from: 'REVEALED',
      action: 'void',
      roles: ['the rater', 'the server', 'an approver'],
      guard: 'the rater leaves the evaluation',
      to: 'VOID',
    },
  ],
});
