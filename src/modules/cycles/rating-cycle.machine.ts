import { defineMachine } from '../../machine.js';
import type { GrantedRole } from '../accounts/index.js';
import type { RatingCycleState } from './rating-cycle.entity.js';

/** What can be done with a cycle. `publish` follows from the second approval of its publication. */
export type RatingCycleAction =
  | 'open'
  | 'closeEvidence'
  | 'startScoring'
  | 'closeScoring'
  | 'settle'
  | 'deliver'
  | 'finalise'
  | 'publish'
  | 'archive'
  | 'cancel';

const beforePublication = [
  'PLANNED',
  'EVIDENCE_OPEN',
  'EVIDENCE_CLOSED',
  'SCORING',
  'DELIBERATION',
  'PRELIMINARY',
  'APPEALS',
  'FINAL',
] as const satisfies readonly RatingCycleState[];

/** The path of a rating cycle. */
export const ratingCycleMachine = defineMachine<RatingCycleState, RatingCycleAction, GrantedRole>({
  name: 'RatingCycleState',
  states: [...beforePublication, 'PUBLISHED', 'ARCHIVED', 'CANCELLED'],
  transitions: [
    { from: 'PLANNED', action: 'open', roles: ['CYCLE_MANAGER'], to: 'EVIDENCE_OPEN' },
    { from: 'EVIDENCE_OPEN', action: 'closeEvidence', roles: ['CYCLE_MANAGER'], to: 'EVIDENCE_CLOSED' },
    {
      from: 'EVIDENCE_CLOSED',
      action: 'startScoring',
      roles: ['CYCLE_MANAGER'],
      guard: 'each council has the least number of active raters, and no conflict of interest is undecided',
      to: 'SCORING',
    },
    {
      from: 'SCORING',
      action: 'closeScoring',
      roles: ['CYCLE_MANAGER', 'APPROVER'],
      guard: 'no conflict of interest is undecided; each item has the least number of marks, or an approver goes on with a reason',
      to: 'DELIBERATION',
    },
    {
      from: 'DELIBERATION',
      action: 'settle',
      roles: ['APPROVER'],
      guard: 'somebody else closed the scoring; every item has a figure or a reason for none',
      to: 'PRELIMINARY',
    },
    { from: 'PRELIMINARY', action: 'deliver', roles: ['CYCLE_MANAGER'], to: 'APPEALS' },
    {
      from: 'APPEALS',
      action: 'finalise',
      roles: ['CYCLE_MANAGER'],
      guard: 'the days for appeals have passed',
      to: 'FINAL',
    },
    {
      from: 'FINAL',
      action: 'publish',
      roles: ['APPROVER'],
      guard: 'by the approval of two approvers, never directly',
      to: 'PUBLISHED',
    },
    { from: 'PUBLISHED', action: 'archive', roles: ['CYCLE_MANAGER'], to: 'ARCHIVED' },
    ...beforePublication.map(
      (from) =>
        ({ from, action: 'cancel', roles: ['APPROVER'], guard: 'with a reason', to: 'CANCELLED' }) as const,
    ),
  ],
});
