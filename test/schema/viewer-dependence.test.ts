import { type GraphQLSchema, isObjectType, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeApplicationSchema } from '../../src/app.js';
import { type Sharing, sharingOf } from '../../src/pipeline/viewer-dependence.js';
import { dependenceOf } from '../../src/relay/depends-on.js';
import { isSnapshotType } from '../../src/relay/frames/snapshot-type.js';

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = await describeApplicationSchema();
});

/** What is found of the first operation of a valid document. */
function found(text: string): Sharing {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return sharingOf(schema, document, operation as OperationDefinitionNode);
}

const council = (selection: string) => `subscription { councilStream(councilId: "x") { ${selection} } }`;
const evaluation = (selection: string) => `subscription { evaluationStream(evaluationId: "x") { ${selection} } }`;
const cycle = (selection: string) => `subscription { ratingCycleStream(ratingCycleId: "x") { ${selection} } }`;
const body = (selection: string) => `... on Events { events { seq body { ${selection} } } }`;
const changed = (selection: string) => evaluation(body(`... on EvaluationChanged { evaluation { ${selection} } }`));

describe('the frames of a subscription hang on', () => {
  it.each([
    ['the type of the frame', council('__typename')],
    ['the common frames alone', council('... on Ready { cursor recovered } ... on Checkpoint { cursor } ... on Reset { reason }')],
    ['events without their bodies', council('... on Events { cursor events { seq type actor { id } } }')],
    ['names in a language', council(body('... on AppointmentCreated { appointment { seat { title council { name(locale: RU) } } person { fullName } } }'))],
    ['pages of what is public', council(body('... on AppointmentEnded { appointment { seat { council { appointments(first: 2) { totalCount edges { node { id } } } } } } }'))],
    ['whatever the snapshot alone asks for', council('... on CouncilSnapshot { council { viewerCanUpdate { allowed } } }')],
    ['a snapshot in a fragment', `${council('...S')} fragment S on CouncilSnapshot { council { viewerCanUpdate { allowed } } }`],
    ['a type that the fragment around it rules out', council('... on Ready { ... on CouncilStreamFrame { ... on CouncilSnapshot { council { viewerCanUpdate { allowed } } } } }')],
  ])('nobody, with %s', (_, text) => {
    expect(found(text).dependsOn).toBe('NOBODY');
  });

  it.each([
    ['an object that is hidden from those who may not listen', changed('state')],
    ['what was fixed', changed('items { official { exact } explain { value } withheld }')],
    ['the progress that managers read', changed('submissionProgress { submitted }')],
    ['evidence', evaluation(body('... on EvidenceChanged { evidence { title state } }'))],
    ['a table that waits for approvers', cycle(body('... on PublicationChanged { publication { number approverIds } }'))],
    ['the cycle', cycle(body('... on RatingCycleAdvanced { ratingCycle { title previousCycle { title } methodologyVersion { number } } }'))],
  ])('the audience, with %s', (_, text) => {
    expect(found(text).dependsOn).toBe('AUDIENCE');
  });

  it.each([
    ['what the viewer may do', changed('viewerCanAddEvidence { allowed }')],
    ['marks, of which one’s own are among them', changed('items { scores { points } }')],
    ['a place among councils, each with raters of its own', changed('explain { value }')],
    ['what is skipped for now', changed('viewerCanAddEvidence @skip(if: true) { allowed }')],
    ['a fragment that is included or not', `subscription ($yes: Boolean!) { evaluationStream(evaluationId: "x") { ${body('... on ItemChanged @include(if: $yes) { item { draft { kind } } }')} } }`],
    ['a fragment below a fragment', `${evaluation('...A')} fragment A on EvaluationStreamFrame { ... on Events { events { body { ...B } } } } fragment B on EvaluationChanged { evaluation { assignments { id } } }`],
    ['an alias', changed('title: councilName may: viewerCanAddEvidence { allowed }')],
    ['a link to a file that is signed for its reader', evaluation(body('... on EvidenceChanged { evidence { file { path } } }'))],
    ['any of many bodies', council(body('... on CouncilUpdated { changed } ... on RaterAssigned { raterAssignment { state } }'))],
    ['the root in a fragment', `subscription { ...R } fragment R on Subscription { evaluationStream(evaluationId: "x") { ${body('... on EvaluationChanged { evaluation { assignments { id } } }')} } }`],
  ])('the viewer, with %s', (_, text) => {
    expect(found(text).dependsOn).toBe('VIEWER');
  });
});

describe('the snapshots of a subscription hang on', () => {
  const snapshot = (selection: string) => evaluation(`... on EvaluationSnapshot { evaluation { ${selection} } }`);
  it.each([
    ['nobody, where there are none', council('... on Ready { cursor }'), 'NOBODY'],
    ['nobody, with what is public', council('... on CouncilSnapshot { cursor council { name seats { title } } }'), 'NOBODY'],
    ['nobody, whatever the events ask for', changed('viewerCanAddEvidence { allowed }'), 'NOBODY'],
    ['the audience, with what was fixed', snapshot('items { official { exact } withheld }'), 'AUDIENCE'],
    ['the viewer, with what the viewer may do', council('... on CouncilSnapshot { council { viewerCanUpdate { allowed } } }'), 'VIEWER'],
    ['the viewer, with marks', snapshot('items { scores { points } }'), 'VIEWER'],
    ['the viewer, with a draft in a fragment', `${evaluation('...S')} fragment S on EvaluationSnapshot { evaluation { items { draft { kind } } } }`, 'VIEWER'],
  ])('%s', (_, text, dependence) => {
    expect(found(text).snapshotDependsOn).toBe(dependence);
  });
});

const stream = (argument: string) => `councilStream(councilId: "x", ${argument}) { ... on Ready { cursor } }`;

describe('the variable of the cursor', () => {
  it.each([
    ['is the one that gives `after`', `subscription ($from: Cursor) { ${stream('after: $from')} }`, 'from'],
    ['is found below a fragment', `subscription ($c: Cursor) { ...R } fragment R on Subscription { ${stream('after: $c')} }`, 'c'],
    ['is none where there is no `after`', `subscription ($gap: OnGap!) { ${stream('onGap: $gap')} }`, null],
    ['is none where the cursor stands in the document', `subscription { ${stream('after: "x"')} }`, null],
    ['is none where the variable is used again', `subscription ($c: Cursor) { ${stream('after: $c')} ${stream('after: $c')} }`, null],
    [
      'is none where another operation uses a variable of the name',
      `subscription A ($c: Cursor) { ${stream('after: $c')} } subscription B ($c: Cursor) { ${stream('after: $c')} }`,
      null,
    ],
  ])('%s', (_, text, name) => {
    expect(found(text).cursorVariable).toBe(name);
  });

  it('is not told from a variable of its definition', () => {
    expect(found(`subscription ($c: Cursor = "x") { ${stream('after: $c')} }`).cursorVariable).toBe('c');
  });
});

describe('the variables that only the source is asked for', () => {
  it.each([
    ['are those of the arguments of the root field', 'subscription ($id: ID!, $c: Cursor) { councilStream(councilId: $id, after: $c) { __typename } }', ['id', 'c']],
    ['are not those of fields below', `subscription ($id: ID!, $l: Locale) { councilStream(councilId: $id) { ${body('... on AppointmentCreated { appointment { seat { title(locale: $l) } } }')} } }`, ['id']],
    ['are not those that are used below, too', `subscription ($id: ID!) { councilStream(councilId: $id) { ... on Ready @skip(if: false) { cursor } ... on CouncilSnapshot { council { id } } } presence: councilStream(councilId: $id) { __typename } }`, []],
    ['are those of presence', 'subscription ($of: ID!, $state: JSONObject) { presenceStream(streamOf: $of, state: $state) { __typename } }', ['of', 'state']],
  ])('%s', (_, text, names) => {
    const document = parse(text);
    expect(sharingOf(schema, document, document.definitions[0] as OperationDefinitionNode).sourceVariables.toSorted()).toEqual(names.toSorted());
  });

  it.each([
    ['nobody, with people and numbers', '... on PresenceChanged { people joined { role person { fullName } state } }', 'NOBODY'],
    ['the viewer, with accounts', '... on PresenceSnapshot { members { account { id } } }', 'VIEWER'],
  ])('what is shown of presence hangs on %s', (_, selection, dependence) => {
    expect(found(`subscription { presenceStream(streamOf: "x") { ${selection} } }`).dependsOn).toBe(dependence);
  });
});

describe('what is found of a document', () => {
  it('is found once', () => {
    const document = parse(council('__typename'));
    const operation = document.definitions[0] as OperationDefinitionNode;
    expect(sharingOf(schema, document, operation)).toBe(sharingOf(schema, document, operation));
  });
});

/** The fields with a resolver that hang on less than the viewer, as `Type.field`, by what they hang on. */
function marked(): { NOBODY: string[]; AUDIENCE: string[] } {
  const lists = { NOBODY: [] as string[], AUDIENCE: [] as string[] };
  const roots = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || roots.has(type) || type.name.startsWith('__')) {
      continue;
    }
    for (const field of Object.values(type.getFields())) {
      const dependence = dependenceOf(field);
      if (field.resolve && dependence !== 'VIEWER') {
        lists[dependence].push(`${type.name}.${field.name}`);
      }
    }
  }
  return { NOBODY: lists.NOBODY.toSorted(), AUDIENCE: lists.AUDIENCE.toSorted() };
}

// Each line here was looked at: whoever adds one says that no two subscribers of a stream, or of an audience, are shown
// different values of the field.
describe('the fields with a resolver that are the same', () => {
  it('for everyone are these', () => {
    expect(marked().NOBODY).toEqual([
      'AccountConnection.totalCount',
      'AppealConnection.totalCount',
      'AppointmentChanged.appointment',
      'AppointmentConnection.totalCount',
      'AppointmentCreated.appointment',
      'AppointmentEnded.appointment',
      'AuditCaseConnection.totalCount',
      'ConsensusProposal.votes',
      'Council.about',
      'Council.appointments',
      'Council.foundingAct',
      'Council.members',
      'Council.name',
      'Council.seats',
      'Council.territory',
      'CouncilConnection.totalCount',
      'Criterion.indicators',
      'Criterion.name',
      'EqualTreatmentTaskConnection.totalCount',
      'Evaluation.council',
      'Evaluation.councilName',
      'Evaluation.evidence',
      'Evaluation.items',
      'EvaluationAdvanced.fromState',
      'EvaluationAdvanced.toState',
      'EvaluationConnection.totalCount',
      'EvaluationItem.measurement',
      'EvidenceConnection.totalCount',
      'Indicator.guide',
      'Indicator.name',
      'LedgerEntryConnection.totalCount',
      'Methodology.about',
      'Methodology.owner',
      'Methodology.title',
      'MethodologyConnection.totalCount',
      'MethodologyVersion.criteria',
      'MethodologyVersion.methodology',
      'MethodologyVersion.unknownParts',
      'PresenceMemberConnection.totalCount',
      'Publication.approvalCount',
      'Publication.title',
      'PublicationConnection.totalCount',
      'PublicationRow.categoryName',
      'PublicationRow.councilName',
      'PublicationRow.explain',
      'PublishedRating.categoryName',
      'PublishedRating.ratingName',
      'PublishedRating.territory',
      'PublishedRatingConnection.totalCount',
      'PublishedTotal.ratingName',
      'RaterAssignment.raterAccountId',
      'RatingCycle.title',
      'RatingCycleConnection.totalCount',
      'RatingSession.facilitation',
      'RatingSession.protocol',
      'RatingSession.quorum',
      'RatingSession.title',
      'RatingSessionConnection.totalCount',
      'RatingSessionItem.council',
      'RatingSessionItem.rounds',
      'RatingSessionItemConnection.totalCount',
      'Seat.council',
      'Seat.title',
      'SessionCreated.newSessionId',
      'SessionExtended.expiresAt',
      'SessionExtended.extendedSessionId',
      'SessionRevoked.endedSessionId',
      'Territory.name',
      'Territory.shortName',
    ]);
  });

  it('for an audience are these', () => {
    expect(marked().AUDIENCE).toEqual([
      'AttendanceChanged.ratingSession',
      'Evaluation.ratingCycle',
      'Evaluation.submissionProgress',
      'EvaluationAdvanced.evaluation',
      'EvaluationChanged.evaluation',
      'EvaluationItem.explain',
      'EvaluationItem.official',
      'EvaluationItem.openRound',
      'EvaluationItem.roundClosesAt',
      'EvaluationItem.state',
      'EvaluationItem.withheld',
      'Evidence.evaluation',
      'EvidenceChanged.evidence',
      'ItemChanged.item',
      'Methodology.versions',
      'Publication.approverIds',
      'Publication.ratingCycle',
      'PublicationChanged.publication',
      'RatingCycle.methodologyVersion',
      'RatingCycle.previousCycle',
      'RatingCycleAdvanced.ratingCycle',
      'RatingCycleExtended.ratingCycle',
      'RatingRound.marks',
      'RatingRound.summary',
      'RatingSession.attendance',
      'RatingSession.evaluations',
      'RatingSession.items',
      'RatingSession.ratingCycle',
      'RatingSessionChanged.ratingSession',
      'RatingSessionItem.dissents',
      'RatingSessionItem.proposal',
      'RatingSessionItem.proposals',
      'RatingSessionItem.triageReasons',
      'RatingSessionItemChanged.itemChange',
      'RatingSessionItemChanged.ratingSessionItem',
      'SessionProtocol.councils',
    ]);
  });
});

describe('the schema', () => {
  it('marks the snapshot of every stream, and nothing else, as a snapshot', () => {
    const names = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && isSnapshotType(type));
    expect(names.map(({ name }) => name).toSorted()).toEqual(['CouncilSnapshot', 'EvaluationSnapshot', 'RatingCycleSnapshot', 'RatingSessionSnapshot', 'UserSnapshot']);
  });

  it('marks no field that tells what the viewer may do or has of their own', () => {
    const { NOBODY, AUDIENCE } = marked();
    expect([...NOBODY, ...AUDIENCE].filter((name) => /viewer|draft|scores|selfAssessment|address|\.assignments|\.conflicts/i.test(name))).toEqual([]);
  });
});
