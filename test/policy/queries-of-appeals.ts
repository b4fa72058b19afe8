import { appealObjects } from './prepared-appeals.js';
import { all, byId, type Keys, query, type QueryRow } from './query-row.js';
import type { Row } from './row.js';

const everything: Keys = (state) => all(appealObjects(state).appeals);
const task: Keys = (state) => [appealObjects(state).task];

/** For officials and the council's own people; its panel sees those that it decides or has decided. */
const appeals: QueryRow = {
  cells: {
    everything: 'agency approver manager chair secretary member auditor',
    'of its panel': 'otherRater',
    nothing: 'public methodologist facilitator assignedRater otherSecretary',
  },
  parts: {
    everything,
    'of its panel': (state) => [appealObjects(state).appeals.inPanel, appealObjects(state).appeals.applied],
    nothing: () => [],
  },
};

/** For officials and the panel; no council sees it. */
const tasks: QueryRow = {
  cells: {
    everything: 'agency approver manager otherRater auditor',
    nothing: 'public methodologist facilitator assignedRater chair secretary otherSecretary member',
  },
  parts: { everything: task, nothing: () => [] },
};

/** What `node` and `nodes` give of them. */
export const appealNodes: readonly (readonly [row: QueryRow, ids: Keys])[] = [
  [{ ...appeals, about: 'of appeals' }, everything],
  [{ ...tasks, about: 'of checks of equal treatment' }, task],
];

/** The rows of Query about appeals. */
export const appealQueries: readonly Row[] = [
  query('appeals', appeals, '{ appeals(first: 100) { nodes { id } } }'),
  byId('appeal', appeals, everything),
  query(
    'equalTreatmentTasks',
    tasks,
    '{ equalTreatmentTasks(first: 100) { nodes { id } } }',
  ),
];
