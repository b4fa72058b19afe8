/** One line of a state machine's table. */
export interface Transition<State extends string, Action extends string, Role extends string> {
  readonly from: State;
  readonly action: Action;
  /** Who may do it: any one of these roles. */
  readonly roles: readonly Role[];
  /** What has to hold besides, in words, for people and for the schema's documentation. */
  readonly guard?: string;
  readonly to: State;
}

/** A state machine as data: what is not in the table is refused. */
export interface Machine<State extends string, Action extends string, Role extends string> {
  readonly name: string;
  readonly states: readonly State[];
  readonly transitions: readonly Transition<State, Action, Role>[];
}

/** Declares a machine; two lines from the same state to the same state, or for the same action, are a mistake. */
export function defineMachine<State extends string, Action extends string, Role extends string>(
  machine: Machine<State, Action, Role>,
): Machine<State, Action, Role> {
  const seen = new Set<string>();
  for (const { from, action } of machine.transitions) {
    const key = `${from} ${action}`;
    if (seen.has(key)) {
      throw new Error(`${machine.name}: ${key} stands twice in the table`);
    }
    seen.add(key);
  }
  return Object.freeze(machine);
}

/** The line that leads from one state by an action; null when the table has none. */
export function transitionBy<State extends string, Action extends string, Role extends string>(
  machine: Machine<State, Action, Role>,
  from: State,
  action: Action,
): Transition<State, Action, Role> | null {
  return machine.transitions.find((line) => line.from === from && line.action === action) ?? null;
}

/** The line that leads from one state to another; null when the table has none. */
export function transitionTo<State extends string, Action extends string, Role extends string>(
  machine: Machine<State, Action, Role>,
  from: State,
  to: State,
): Transition<State, Action, Role> | null {
  return machine.transitions.find((line) => line.from === from && line.to === to) ?? null;
}

/** The table in words, one line a transition, for the description of the state's enum in the schema. */
export function describeMachine<State extends string, Action extends string, Role extends string>(
  machine: Machine<State, Action, Role>,
): string {
  return machine.transitions
    .map(({ from, action, roles, guard, to }) => `${from} -> ${to}: ${action} by ${roles.join(' or ')}${guard ? ` (${guard})` : ''}`)
    .join('\n');
}

/**
 * Takes an object along steps of its path, all within the transaction of the caller. Throws Error where the path has no
 * such step: whoever calls has asked before, so that is a mistake of ours, and nothing is committed.
 */
export function take<State extends string, Action extends string, Role extends string>(
  machine: Machine<State, Action, Role>,
  object: { state: State },
  ...actions: readonly Action[]
): void {
  for (const action of actions) {
    const step = transitionBy(machine, object.state, action);
    if (!step) {
      throw new Error(`${machine.name}: no step ${action} leads from ${object.state}`);
    }
    object.state = step.to;
  }
}
