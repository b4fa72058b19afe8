import { defineMachine } from '../../machine.js';
import type { AppealState } from './appeal.entity.js';

/** What can be done with an appeal. */
export type AppealAction =
  | 'edit'
  | 'file'
  | 'admit'
  | 'reject'
  | 'complain'
  | 'confirm'
  | 'assignPanel'
  | 'decide'
  | 'apply'
  | 'close'
  | 'withdraw';

/** Who does it. The chair and the secretary are those of the council that appeals. */
export type AppealRole = 'the chair' | 'the secretary' | 'a cycle manager' | 'an approver' | 'the panel' | 'the server';

const beforeDecided = ['DRAFT', 'FILED', 'ADMISSIBLE', 'INADMISSIBLE', 'IN_PANEL'] as const satisfies readonly AppealState[];

/** The path of an appeal (rating methodology, appeal). */
export const appealMachine = defineMachine<AppealState, AppealAction, AppealRole>({
  name: 'AppealState',
  states: [...beforeDecided, 'DECIDED', 'APPLIED', 'CLOSED', 'WITHDRAWN'],
  transitions: [
    { from: 'DRAFT', action: 'edit', roles: ['the chair', 'the secretary'], guard: 'within the term', to: 'DRAFT' },
    { from: 'DRAFT', action: 'file', roles: ['the chair'], guard: 'within the term; the version that the chair has read', to: 'FILED' },
    { from: 'FILED', action: 'admit', roles: ['a cycle manager'], guard: 'with reasons', to: 'ADMISSIBLE' },
    { from: 'FILED', action: 'reject', roles: ['a cycle manager'], guard: 'with reasons', to: 'INADMISSIBLE' },
    { from: 'INADMISSIBLE', action: 'complain', roles: ['the chair'], guard: 'once, with reasons', to: 'INADMISSIBLE' },
    {
      from: 'INADMISSIBLE',
      action: 'admit',
      roles: ['an approver'],
      guard: 'the council has complained; somebody else found it inadmissible',
      to: 'ADMISSIBLE',
    },
    {
      from: 'INADMISSIBLE',
      action: 'confirm',
      roles: ['an approver'],
      guard: 'the council has complained; somebody else found it inadmissible',
      to: 'CLOSED',
    },
    { from: 'ADMISSIBLE', action: 'assignPanel', roles: ['a cycle manager'], guard: 'three impartial raters or more', to: 'IN_PANEL' },
    {
      from: 'IN_PANEL',
      action: 'assignPanel',
      roles: ['a cycle manager'],
      guard: 'as many as before; whoever has spoken stays',
      to: 'IN_PANEL',
    },
    {
      from: 'IN_PANEL',
      action: 'decide',
      roles: ['the panel'],
      guard: 'each member speaks once on each item; the last voice that is needed decides',
      to: 'DECIDED',
    },
    {
      from: 'DECIDED',
      action: 'apply',
      roles: ['the server'],
      guard: 'an item was upheld, wholly or in part; with the last decision',
      to: 'APPLIED',
    },
    { from: 'DECIDED', action: 'close', roles: ['a cycle manager'], to: 'CLOSED' },
    { from: 'APPLIED', action: 'close', roles: ['a cycle manager'], to: 'CLOSED' },
    ...beforeDecided.map((from) => ({ from, action: 'withdraw', roles: ['the chair'], to: 'WITHDRAWN' }) as const),
  ],
});
