import { centralPeople, councilPeople, demonstrationEmail } from '../../src/cli/demonstration/data/demonstration-people.js';
import { demonstrationAccountId } from '../../src/cli/demonstration/people.js';
import { stableId } from '../../src/database/stable-id.js';
import { vocabularies } from '../../src/language/index.js';
import { councilRecords } from '../../src/modules/councils/data/councils.js';
import { pq81 } from '../../src/modules/methodologies/data/pq81.js';
import { methodologyBodySchema } from '../../src/modules/methodologies/methodology-body.schema.js';
import { publishedRatingRecords, publishedTotalRecords } from '../../src/modules/published-ratings/data/published-ratings.js';
import { territoryRecords } from '../../src/modules/territories/data/territories.js';
import { encodeNodeId } from '../../src/relay/nodes/node-id.js';
import { accountNodeId } from './prepared-state.js';
import { appealQueries } from './queries-of-appeals.js';
import { ledgerQueries } from './queries-of-ledger.js';
import { nodeQueries } from './query-nodes.js';
import { all, byId, type Keys, leaves, query, type QueryRow } from './query-row.js';
import type { Row } from './row.js';
import { viewerAccounts } from './viewers.js';

/** What is public in every state. Spelled out, so that another viewer has to be thought of here too. */
const everyone =
  'public agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
  'member auditor';

/** Approved with the installation. */
const referenceVersion = encodeNodeId('MethodologyVersion', stableId('MethodologyVersion', `${pq81.code}/1`));

const none: Keys = () => [];

const accountOf = (name: string): string => encodeNodeId('Account', demonstrationAccountId(name));

/** For everyone in every state. */
const open = (everything: Keys): QueryRow => ({ cells: { everything: everyone }, parts: { everything } });

/** For those who write, review or audit them; what was once approved is public. */
const versionRow = (everything: Keys, approved: Keys): QueryRow => ({
  cells: {
    everything: 'agency methodologist approver auditor',
    'public part': 'public manager facilitator assignedRater otherRater chair secretary otherSecretary member',
  },
  parts: { everything, 'public part': approved },
});
const versionKeys: Keys = ({ versions }) => all(versions);
const versions = versionRow(versionKeys, (state) => [state.versions.approved]);

/** Cycles are for whoever signs in; the public sees the published one. */
const cycleKeys: Keys = ({ cycles }) => all(cycles);
const cycles: QueryRow = {
  cells: {
    everything:
      'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
      'member auditor',
    'public part': 'public',
  },
  parts: { everything: cycleKeys, 'public part': (state) => [state.cycles.published] },
};

/** By office everything; for raters what they were assigned to; for councils their own. Nothing ever gets public. */
const evaluationKeys: Keys = (state) => all(state.evaluations);
const evaluations: QueryRow = {
  cells: {
    everything: 'agency methodologist approver manager facilitator auditor',
    'own part': 'assignedRater chair secretary otherSecretary member',
    nothing: 'public otherRater',
  },
  parts: {
    everything: evaluationKeys,
    'own part': ({ evaluations: { plannedOfAnother, planned, ...rated } }, viewer) => {
      if (viewer === 'otherSecretary') {
        return [plannedOfAnother];
      }
      return viewer === 'assignedRater' ? all(rated) : [...all(rated), planned];
    },
    nothing: none,
  },
};

/** For officials and for those who rate the council. A council does not look on. */
const sessionKeys: Keys = ({ sessions }) => all(sessions);
const sessions: QueryRow = {
  cells: {
    everything: 'agency methodologist approver manager facilitator assignedRater auditor',
    nothing: 'public otherRater chair secretary otherSecretary member',
  },
  parts: { everything: sessionKeys, nothing: none },
};

/** What waits for approval is for approvers, managers and auditors. */
const publications: QueryRow = {
  cells: {
    everything: 'approver manager auditor',
    'public part':
      'public agency methodologist facilitator assignedRater otherRater chair secretary otherSecretary member',
  },
  parts: { everything: (state) => all(state.publications), 'public part': (state) => [state.publications.published] },
};

const account: QueryRow = {
  cells: {
    'own part':
      'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
      'member auditor',
    nothing: 'public',
  },
  parts: { 'own part': (_, viewer) => [demonstrationEmail(viewerAccounts[viewer] ?? '')], nothing: none },
};

const accountsWithRoles = centralPeople.map(({ accountName }) => accountOf(accountName ?? ''));
const accountsOfCouncils = [
  ...councilPeople.flatMap(({ accountName }) => (accountName === null ? [] : [accountOf(accountName)])),
  accountNodeId('member'),
];

/** For the Agency all; for those who run, approve and audit whoever has a role; for others their own. */
const accounts: QueryRow = {
  cells: {
    everything: 'agency',
    'accounts with roles': 'approver manager auditor',
    'own part': 'methodologist facilitator assignedRater otherRater chair secretary otherSecretary member',
    nothing: 'public',
  },
  parts: {
    everything: () => [...accountsWithRoles, ...accountsOfCouncils],
    'accounts with roles': () => accountsWithRoles,
    'own part': (_, viewer) => [accountNodeId(viewer)],
    nothing: none,
  },
};

/** Addresses are for their owners and the Agency, wherever the account itself is seen. */
const addresses: QueryRow = {
  about: 'with the address of a rater',
  cells: {
    'all of it': 'agency assignedRater',
    'without the address': 'approver manager auditor',
    nothing: 'public methodologist facilitator otherRater chair secretary otherSecretary member',
  },
  parts: {
    'all of it': () => [accountNodeId('assignedRater'), demonstrationEmail(viewerAccounts.assignedRater)],
    'without the address': () => [accountNodeId('assignedRater')],
    nothing: none,
  },
};

/** Whoever may listen to a stream; who is there is told to whoever is signed in. */
const presenceOf = (about: string, cells: QueryRow['cells']): QueryRow => ({
  about,
  cells,
  parts: { 'with the people': () => ['Presence', 'false'], 'the number alone': () => ['Presence'], nothing: none },
});
const presence = 'query ($id: ID!) { presence(streamOf: $id) { __typename members { pageInfo { hasPreviousPage } } } }';

/** The name by which an account of the whole system is found. */
function nameOf(name: string): string {
  const person = centralPeople.find(({ accountName }) => accountName === name);
  return `${person?.familyName} ${person?.givenName}`;
}

const territorialCouncils = councilRecords.filter(({ kind }) => kind === 'TERRITORIAL').length;
const totalKeys = publishedTotalRecords.flatMap(({ rating, year }) => [rating, String(year)]);
const illustrativeVersions = '{ methodology(code: "councils-illustrative") { versions { id } } }';
const raterWithAddress = `{ accounts(where: { role: RATER, search: "${nameOf('rater1')}" }) { nodes { id email } } }`;
const publicationByHash = 'query ($hash: Sha256!) { publicationByHash(hash: $hash) { number } }';
const bothPublications = '{ published: publication(number: 1) { id } staged: publication(number: 2) { id } }';

/** The rows of Query. */
export const queries: readonly Row[] = [
  query('accounts', accounts, '{ accounts(first: 100) { nodes { id } } }'),
  query('accounts', addresses, raterWithAddress),
  query('council', open(({ council }) => [council]), '{ council(code: "UZ-AN") { id } }'),
  query('councils', open(() => [String(territorialCouncils)]), '{ councils { totalCount } }'),
  byId('evaluation', evaluations, evaluationKeys),
  query('evaluations', evaluations, '{ evaluations(first: 100) { nodes { id } } }'),
  query(
    'methodologies',
    versionRow(
      (state) => [...all(state.versions), referenceVersion],
      (state) => [state.versions.approved, referenceVersion],
    ),
    '{ methodologies { nodes { versions { id } } } }',
  ),
  query('methodology', versions, illustrativeVersions),
  query('methodologyBodySchema', open(() => leaves(methodologyBodySchema)), '{ methodologyBodySchema }'),
  byId('methodologyVersion', versions, versionKeys),
  ...nodeQueries,
  query(
    'presence',
    presenceOf('in a council', {
      'with the people':
        'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
        'member auditor',
      'the number alone': 'public',
    }),
    presence,
    ({ council }) => ({ id: council }),
  ),
  query(
    'presence',
    presenceOf('in an evaluation while marks are made', {
      'with the people': 'agency methodologist approver manager facilitator assignedRater chair secretary member auditor',
      nothing: 'public otherRater otherSecretary',
    }),
    presence,
    (state) => ({ id: state.evaluations.scoring }),
  ),
  query(
    'presence',
    presenceOf('in an open cycle', {
      'with the people':
        'agency methodologist approver manager facilitator assignedRater otherRater chair secretary otherSecretary ' +
        'member auditor',
      nothing: 'public',
    }),
    presence,
    (state) => ({ id: state.cycles.open }),
  ),
  query('publication', publications, bothPublications),
  query('publicationByHash', open(() => ['1']), publicationByHash, ({ publishedHash }) => ({ hash: publishedHash })),
  query('publications', publications, '{ publications { nodes { id } } }'),
  query('publishedRatings', open(() => [String(publishedRatingRecords.length)]), '{ publishedRatings { totalCount } }'),
  query('labels', open(() => vocabularies), '{ labels { vocabulary } }'),
  query('publishedTotals', open(() => totalKeys), '{ publishedTotals { rating year } }'),
  byId('ratingCycle', cycles, cycleKeys),
  query('ratingCycles', cycles, '{ ratingCycles(first: 100) { nodes { id } } }'),
  byId('ratingSession', sessions, sessionKeys),
  query('ratingSessions', sessions, '{ ratingSessions(first: 100) { nodes { id } } }'),
  query('territories', open(() => territoryRecords.map(({ code }) => code)), '{ territories { code } }'),
  query('viewer', account, '{ viewer { email } }'),
  ...appealQueries,
  ...ledgerQueries,
];
