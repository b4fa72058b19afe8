import { stableId } from '../../src/database/stable-id.js';
import { illustrative } from '../../src/modules/methodologies/data/illustrative.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { auditCaseNodeId } from './prepared-audit-case.js';
import { appealNodes } from './queries-of-appeals.js';
import { byId, type Keys, query, type QueryRow } from './query-row.js';
import { accountNodeId, type PreparedState } from './prepared-state.js';
import type { Row } from './row.js';
import type { ViewerName } from './viewers.js';

/** What `node` and `nodes` are asked for, by the rule that opens it. */
const groups = {
  public: ({ council, person, versions, cycles, publications }) => [
    encodeNodeId('Territory', stableId('Territory', 'UZ-AN')),
    encodeNodeId('PublishedRating', stableId('PublishedRating', '1')),
    encodeNodeId('Methodology', stableId('Methodology', illustrative.code)),
    council,
    person,
    versions.approved,
    cycles.published,
    publications.published,
  ],
  cycles: ({ cycles }) => [cycles.open],
  evaluation: ({ evaluations, items, evidence }) => [evaluations.open, items.open, evidence.open],
  otherEvaluation: ({ evaluations }) => [evaluations.plannedOfAnother],
  /** Of rater1. Raters do not learn each other's names, nor councils their raters'. */
  assignment: ({ assignment }) => [assignment],
  /** For officials and raters of the council, not for the council. */
  session: ({ sessions, sessionItems }) => [sessions.discussed, sessionItems.disputed],
  drafts: ({ versions }) => [versions.draft, versions.inReview],
  staged: ({ publications }) => [publications.staged],
} satisfies Readonly<Record<string, (state: PreparedState) => readonly string[]>>;

type Group = keyof typeof groups;

const but =
  (...hidden: readonly Group[]): Keys =>
  (state) =>
    (Object.keys(groups) as Group[]).filter((group) => !hidden.includes(group)).flatMap((group) => groups[group](state));

const everything = but();
const seats: Keys = ({ seat, appointment }) => [seat, appointment];

/** What rates the own council, or is to be rated by oneself, besides what is for everyone who signs in. */
function ownPart(viewer: ViewerName): Keys {
  if (viewer === 'otherSecretary') {
    return but('staged', 'drafts', 'assignment', 'session', 'evaluation');
  }
  return viewer === 'assignedRater'
    ? but('staged', 'drafts', 'otherEvaluation')
    : but('staged', 'drafts', 'otherEvaluation', 'session', 'assignment');
}

/** An id opens no more than the fields that lead to the object. */
const nodes: QueryRow = {
  cells: {
    everything: 'approver auditor',
    'all but staged tables': 'agency',
    'all but drafts': 'manager',
    'all but staged tables and assignments': 'methodologist',
    'all but staged tables, assignments and drafts': 'facilitator',
    'own part': 'assignedRater chair secretary otherSecretary member',
    'public part and cycles': 'otherRater',
    'public part': 'public',
  },
  parts: {
    everything,
    'all but staged tables': but('staged'),
    'all but drafts': but('drafts'),
    'all but staged tables and assignments': but('staged', 'assignment'),
    'all but staged tables, assignments and drafts': but('staged', 'assignment', 'drafts'),
    'own part': (state, viewer) => ownPart(viewer)(state, viewer),
    'public part and cycles': but('staged', 'drafts', 'assignment', 'session', 'evaluation', 'otherEvaluation'),
    'public part': groups.public,
  },
};

const everyone =
  'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
  'member auditor';

/** Seats and appointments are public, and are nodes by the schema. */
const seatNodes: QueryRow = {
  about: 'of seats and appointments',
  cells: { everything: everyone },
  parts: { everything: seats },
};

/**
 * Accounts by the rule that opens them: rater1, who has a role and no seat, so that the person is seen where the account
 * is; and the chair of UZ-AN, who has a seat alone, so that the person is public and the account is not.
 */
const roleHolder: Keys = () => [accountNodeId('assignedRater'), encodeNodeId('Person', stableId('Person', 'demo/rater1'))];
const seatHolder: Keys = () => [accountNodeId('chair')];
const accountKeys: Keys = (state, viewer) => [...roleHolder(state, viewer), ...seatHolder(state, viewer)];

/** One's own, for the Agency all, and whoever has a role for those who run, approve and audit. */
const accountNodes: QueryRow = {
  about: 'of accounts and their persons',
  cells: {
    everything: 'agency',
    'a rater': 'approver manager auditor assignedRater',
    'a chair': 'chair',
    nothing: 'public methodologist facilitator otherRater secretary otherSecretary member',
  },
  parts: { everything: accountKeys, 'a rater': roleHolder, 'a chair': seatHolder, nothing: () => [] },
};

/** Signals are for auditors alone. */
const auditCases: QueryRow = {
  about: 'of a signal in marks',
  cells: {
    everything: 'auditor',
    nothing:
      'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary member',
  },
  parts: { everything: () => [auditCaseNodeId], nothing: () => [] },
};

/** Objects whose rules are of their own. */
const others: readonly (readonly [row: QueryRow, ids: Keys])[] = [...appealNodes, [auditCases, () => [auditCaseNodeId]]];

const text = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }';

/** The rows of `node` and `nodes`. */
export const nodeQueries: readonly Row[] = [
  byId('node', nodes, everything),
  byId('node', seatNodes, seats),
  byId('node', accountNodes, accountKeys),
  ...others.flatMap(([row, ids]) => [byId('node', row, ids), query('nodes', row, text, (state, viewer) => ({ ids: ids(state, viewer) }))]),
  query('nodes', nodes, text, (state, viewer) => ({ ids: everything(state, viewer) })),
  query('nodes', seatNodes, text, (state, viewer) => ({ ids: seats(state, viewer) })),
  query('nodes', accountNodes, text, (state, viewer) => ({ ids: accountKeys(state, viewer) })),
];

/** Every id that they ask for. */
export const nodesAbout = (state: PreparedState): readonly string[] => [
  ...everything(state, 'public'),
  ...seats(state, 'public'),
  ...accountKeys(state, 'public'),
  ...others.flatMap(([, ids]) => ids(state, 'public')),
];
