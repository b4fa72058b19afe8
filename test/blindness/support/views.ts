import { randomUUID } from 'node:crypto';
import { encodeNodeId } from '../../../src/relay/nodes/node-id.js';
import { stableId } from '../../../src/database/stable-id.js';
import { answerBytes } from './bytes.js';
import { farFromMarks, queryOf, schema, type Samples } from './schema-query.js';
import { theManager } from './viewers.js';
import { clientOf, type World, type Worlds } from './worlds.js';

/** What is asked of a world. */
export interface Asked {
  readonly rootFields: ReadonlyMap<string, string>;
  /** Nothing for a rater who would not be refused. */
  readonly refused: { readonly query: string; readonly variables: object } | null;
}

/** The name of the view of refused operations. */
export const refusals = 'what is refused';

const quoted = (texts: readonly string[]): string[] => texts.map((text) => JSON.stringify(text));

type Reader = (query: string) => Promise<Readonly<Record<string, { readonly edges: readonly { readonly cursor: string }[] }>>>;

/** The cursors of every list of the schema, for its `after` and `before`. */
async function cursorSamples(read: Reader): Promise<Samples> {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ args }) =>
    args.some(({ name }) => name === 'after'),
  );
  const found = await read(`{ ${lists.map(({ name }) => `${name}(first: 2) { edges { cursor } }`).join(' ')} }`);
  return Object.fromEntries(
    lists.flatMap(({ name }) => {
      const cursors = quoted(found[name]?.edges.map(({ cursor }) => cursor) ?? []);
      return ['after', 'before'].map((argument) => [`${name}.${argument}`, cursors] as const);
    }),
  );
}

/** What to give for the arguments of root fields. */
async function samplesOf({ worlds, cycle, neighbour, input, session }: Worlds): Promise<Samples> {
  const version = encodeNodeId('MethodologyVersion', stableId('MethodologyVersion', 'councils-illustrative/1'));
  const cycles = quoted([cycle.cycleId, neighbour.cycleId]);
  const evaluations = quoted([cycle.evaluationId, neighbour.evaluationId]);
  const nodes = quoted([
    cycle.cycleId,
    cycle.evaluationId,
    input.itemId,
    ...input.assignmentIds,
    input.evidenceId,
    neighbour.cycleId,
    neighbour.evaluationId,
    session.sessionId,
    session.sessionItemId,
    ...cycle.items.values(),
  ]);
  const read: Reader = async (query) => {
    // The manager sees all of every list.
    const [world = { clients: new Map() }] = worlds;
    return (await clientOf(world, theManager).send<Awaited<ReturnType<Reader>>>(query)).data ?? {};
  };
  return {
    ...(await cursorSamples(read)),
    'appeal.id': evaluations,
    'council.code': ['"UZ-AN"'],
    'evaluation.id': evaluations,
    'methodology.code': ['"councils-illustrative"'],
    'methodologyVersion.id': quoted([version]),
    'node.id': [...nodes.slice(1, 3), ...quoted(Object.values(session))],
    'nodes.ids': [`[${nodes.join(', ')}]`],
    'presence.streamOf': quoted([cycle.evaluationId, cycle.cycleId]),
    'publication.number': ['1'],
    'publicationByHash.hash': quoted(['0'.repeat(64)]),
    'ratingCycle.id': cycles,
    'ratingSession.id': quoted([session.sessionId]),
    'RatingSessionWhere.ratingCycleId': cycles,
    'AppealWhere.ratingCycleId': cycles,
    'AuditCaseWhere.ratingCycleId': cycles,
    'EqualTreatmentTaskWhere.appealId': evaluations,
    'EqualTreatmentTaskWhere.ratingCycleId': cycles,
    'EvaluationWhere.ratingCycleId': cycles,
    'EvaluationWhere.councilCode': ['"UZ-AN"', '"UZ-BU"'],
    'CouncilWhere.search': ['"Andijon"'],
    'AccountWhere.search': ['"yev"'],
    'inclusionProof.hash': quoted(['0'.repeat(64)]),
    'verifyPublication.councilCode': ['"UZ-AN"'],
    'labels.vocabularies': ['["Role"]'],
    'PublishedRatingWhere.rating': ['"PQ-81"'],
    'PublishedRatingWhere.territoryCode': ['"UZ-AN"'],
    'PublishedRatingWhere.year': ['2024'],
    Int: ['1'],
  };
}

/** The root fields through which marks are reached. */
const marked: ReadonlySet<string> = new Set(['evaluation', 'node', 'ratingSession']);

/**
 * One query for each root field of the schema, by its name: in every way, or in the plain ones alone. Throws when it cannot
 * say what to give for an argument.
 */
export async function rootFieldQueries(worlds: Worlds, onlyPlain = false): Promise<ReadonlyMap<string, string>> {
  const samples = await samplesOf(worlds);
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  return new Map(
    fields.map((field) => {
      // What is within marks is reached from where they are.
      const depth = onlyPlain && !marked.has(field.name) ? 2 : 4;
      const whole = queryOf(field, samples, { depth }, onlyPlain);
      if (/\bscores\b/.test(whole)) {
        return [field.name, queryOf(field, samples, { depth, skip: farFromMarks }, onlyPlain)];
      }
      const isList = field.args.some(({ name }) => name === 'first');
      return [field.name, isList ? queryOf(field, samples, { depth: 2 }, onlyPlain) : whole];
    }),
  );
}

/** As `nodes` over the ids of the marks themselves, which nobody else can know: as many at every moment. */
export async function marksByNode({ database }: World): Promise<string> {
  const scores = await database.selectFrom('score').select('id').where('state', 'in', ['COMMITTED', 'SUPERSEDED']).orderBy('id').limit(2).execute();
  const drafts = await database.selectFrom('score_draft').select('id').orderBy('id').limit(2).execute();
  const ids = ['Score', 'ScoreDraft'].flatMap((type) =>
    [0, 1].map((at) => encodeNodeId(type, (type === 'Score' ? scores : drafts)[at]?.id ?? randomUUID())),
  );
  return `{ nodes(ids: ${JSON.stringify(ids)}) { __typename id } }`;
}

/** What somebody sees of a world: every root field, the marks by their ids, and what is refused. */
export async function viewsOf(world: World, name: string, asked: Asked): Promise<ReadonlyMap<string, string>> {
  const client = clientOf(world, name);
  const views = new Map<string, string>();
  for (const [field, query] of asked.rootFields) {
    views.set(`${name}: ${field}`, await answerBytes(client, query));
  }
  views.set(`${name}: nodes of marks`, await answerBytes(client, await marksByNode(world)));
  if (asked.refused) {
    views.set(`${name}: ${refusals}`, await answerBytes(client, asked.refused.query, asked.refused.variables));
  }
  return views;
}
