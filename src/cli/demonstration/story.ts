import { markCommitment, justificationHash, newSalt } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/node-id.js';
import { ApiClient } from './api-client.js';
import type { DemonstrationValue } from './data/demonstration-value.js';
import { finishedPeriodMarks } from './data/finished-period.js';
import { demonstrationMeasurements } from './data/measured-values.js';
import { demonstrationAccountId } from './people.js';
import { Watcher, type WatchedEvent } from './watcher.js';

/** Where the story plays and who is told of it. */
export interface StoryOptions {
  readonly url: string;
  readonly say: (line: string) => void;
  /** Codes of the councils that are rated; all 14 when left out. */
  readonly councilCodes?: readonly string[];
}

/** One row of the table that the story ends with. */
export interface StoryRow {
  readonly rank: number | null;
  readonly councilName: string;
  readonly published: string | null;
  readonly exact: string | null;
  readonly categoryName: string | null;
}

/** What the story saw, for those who check it. */
export interface StoryResult {
  readonly number: number;
  readonly snapshotHash: string;
  readonly rows: readonly StoryRow[];
  readonly watched: readonly WatchedEvent[];
  readonly resumed: number;
  /** Marks of others that a rater saw before the reveal: none. */
  readonly seenBefore: number;
  /** Marks that the same rater saw after it. */
  readonly seenAfter: number;
}

interface Cycle {
  readonly id: string;
  readonly version: number;
}

interface Item {
  readonly id: string;
  readonly indicatorCode: string;
  readonly state: string;
}

interface Evaluation {
  readonly id: string;
  readonly council: { readonly code: string };
  readonly assignments: readonly { readonly pseudonym: string }[];
  readonly items: readonly Item[];
}

const batch = 10;

function* batches<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += batch) {
    yield list.slice(at, at + batch);
  }
}

/** Sends many inputs of one mutation, ten to a request. */
async function sendAll(client: ApiClient, mutation: string, type: string, inputs: readonly object[]): Promise<void> {
  for (const some of batches(inputs)) {
    const variables = some.map((_, at) => `$i${at}: ${type}!`).join(', ');
    const fields = some.map((_, at) => `m${at}: ${mutation}(input: $i${at}) { errors { code message path } }`).join(' ');
    await client.send(`mutation (${variables}) { ${fields} }`, Object.fromEntries(some.map((input, at) => [`i${at}`, input])));
  }
}

async function advance(client: ApiClient, cycle: Cycle, to: string): Promise<Cycle> {
  const data = await client.send<{ ratingCycleAdvance: { ratingCycle: Cycle } }>(
    `mutation ($input: RatingCycleAdvanceInput!) {
      ratingCycleAdvance(input: $input) { ratingCycle { id version } errors { code message path } }
    }`,
    { input: { id: cycle.id, version: cycle.version, to } },
  );
  return data.ratingCycleAdvance.ratingCycle;
}

async function evaluationsFor(client: ApiClient, cycle: Cycle): Promise<readonly Evaluation[]> {
  const data = await client.send<{ ratingCycle: { evaluations: readonly Evaluation[] } }>(
    `query ($id: ID!) { ratingCycle(id: $id) { evaluations {
      id council { code } assignments { pseudonym } items { id indicatorCode state }
    } } }`,
    { id: cycle.id },
  );
  return data.ratingCycle.evaluations;
}

async function marksSeen(client: ApiClient, evaluation: Evaluation): Promise<number> {
  const data = await client.send<{ evaluation: { items: readonly { scores: readonly { rater: string }[] }[] } }>(
    'query ($id: ID!) { evaluation(id: $id) { items { scores { rater } } } }',
    { id: evaluation.id },
  );
  const own = evaluation.assignments[0]?.pseudonym;
  return data.evaluation.items.flatMap((item) => item.scores).filter(({ rater }) => rater !== own).length;
}

function toInput(value: DemonstrationValue): object {
  switch (value.kind) {
    case 'POINTS':
      return { kind: 'POINTS', points: value.points };
    case 'LEVEL':
      return { kind: 'LEVEL', level: value.level };
    default:
      return { kind: value.kind };
  }
}

/** One rater marks every council: drafts first, then commitments that bind the rater before anybody sees anything. */
async function rate(client: ApiClient, cycle: Cycle, place: number): Promise<void> {
  const marks = Map.groupBy(finishedPeriodMarks(), (mark) => `${mark.councilCode} ${mark.indicatorCode}`);
  for (const evaluation of await evaluationsFor(client, cycle)) {
    const rater = evaluation.assignments[0]?.pseudonym ?? '';
    const chosen = evaluation.items.flatMap((item) => {
      const mark = marks.get(`${evaluation.council.code} ${item.indicatorCode}`)?.[place];
      return item.state === 'OPEN' && mark ? [{ item, mark }] : [];
    });
    await sendAll(
      client,
      'scoreSave',
      'ScoreSaveInput',
      chosen.map(({ item, mark }) => ({
        itemId: item.id,
        value: toInput(mark.value),
        justification: mark.justification,
        confidence: mark.confidence,
      })),
    );
    const drafts = await client.send<{
      evaluation: { items: readonly { id: string; draft: { justification: string } | null }[] };
    }>('query ($id: ID!) { evaluation(id: $id) { items { id draft { justification } } } }', { id: evaluation.id });
    const texts = new Map(drafts.evaluation.items.map(({ id, draft }) => [id, draft?.justification ?? '']));
    const commitments = chosen.map(({ item, mark }) => {
      const salt = newSalt();
      const hash = markCommitment({
        cycle: cycle.id,
        evaluationItem: item.id,
        round: 0,
        rater,
        value: mark.value,
        justificationHash: justificationHash(texts.get(item.id) ?? '', salt) ?? '',
        salt,
      });
      return { itemId: item.id, salt, hash };
    });
    await client.send(
      `mutation ($input: ScoreSubmitInput!) { scoreSubmit(input: $input) { errors { code message path } } }`,
      { input: { evaluationId: evaluation.id, commitments } },
    );
  }
}

/** Plays one rating from the plan to the published table, with real clients, and tells it line by line. */
export async function playStory({ url, say, councilCodes }: StoryOptions): Promise<StoryResult> {
  say('1. Seven people sign in: manager, secretary, three raters, two approvers.');
  const [manager, secretary, rater1, rater2, rater3, approver, approver2] = (await Promise.all(
    ['manager', 'secretary-uz-an', 'rater1', 'rater2', 'rater3', 'approver', 'approver2'].map((name) =>
      ApiClient.signIn(url, name),
    ),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient, ApiClient, ApiClient, ApiClient];
  const raters = [rater1, rater2, rater3];
  const watcher = new Watcher(manager, say);
  await watcher.start();
  try {
    say('2. The manager plans a cycle by the illustrative methodology and opens it for evidence.');
    const found = await manager.send<{ methodology: { versions: readonly { id: string }[] } }>(
      '{ methodology(code: "councils-illustrative") { versions { id } } }',
    );
    const made = await manager.send<{ ratingCycleCreate: { ratingCycle: Cycle } }>(
      `mutation ($input: RatingCycleCreateInput!) {
        ratingCycleCreate(input: $input) { ratingCycle { id version } errors { code message path } }
      }`,
      {
        input: {
          title: {
            uzLatn: 'Namoyish reytingi',
            ru: 'Показательный рейтинг',
            en: 'Rating for show',
          },
          methodologyVersionId: found.methodology.versions[0]?.id,
          periodFrom: '2026-01-01',
          periodTo: '2026-12-31',
          ...(councilCodes ? { councilCodes } : {}),
        },
      },
    );
    let cycle = await advance(manager, made.ratingCycleCreate.ratingCycle, 'EVIDENCE_OPEN');

    const evaluations = await evaluationsFor(manager, cycle);
    say(`3. The councils bring what they have: a claim of Andijan's secretary, measured values of ${evaluations.length}.`);
    const andijan = (await evaluationsFor(secretary, cycle))[0];
    await secretary.send(
      `mutation ($input: SelfAssessmentSaveInput!) { selfAssessmentSave(input: $input) { errors { code message path } } }`,
      { input: { itemId: andijan?.items[0]?.id, claimedPoints: '1', note: 'Namoyish uchun' } },
    );
    const measured = new Map(
      demonstrationMeasurements(2026).map((value) => [`${value.councilCode} ${value.indicatorCode}`, value]),
    );
    await sendAll(
      manager,
      'measurementRecord',
      'MeasurementRecordInput',
      evaluations.flatMap((evaluation) =>
        evaluation.items.flatMap((item) => {
          const value = measured.get(`${evaluation.council.code} ${item.indicatorCode}`);
          return value
            ? [{ itemId: item.id, numerator: value.numerator, denominator: value.denominator, source: value.source }]
            : [];
        }),
      ),
    );

    say('4. Evidence closes; three raters are assigned, and each declares to have no conflict of interest.');
    cycle = await advance(manager, cycle, 'EVIDENCE_CLOSED');
    const evaluationIds = evaluations.map(({ id }) => id);
    for (const rater of raters) {
      const raterId = encodeNodeId('Account', demonstrationAccountId(rater.name));
      await manager.send(
        'mutation ($input: RaterAssignInput!) { raterAssign(input: $input) { errors { code message path } } }',
        { input: { raterId, evaluationIds } },
      );
      await rater.send(
        'mutation ($input: ConflictDeclareInput!) { conflictDeclare(input: $input) { errors { code message path } } }',
        { input: { evaluationIds, kind: 'NONE' } },
      );
    }
    cycle = await advance(manager, cycle, 'SCORING');

    say('5. The raters mark, each blind to the others. The watcher sees only how many have submitted.');
    await rate(rater1, cycle, 0);
    const sample = (await evaluationsFor(rater2, cycle))[0] as Evaluation;
    const seenBefore = await marksSeen(rater2, sample);
    say(`   rater2 looks for marks of others: sees ${seenBefore}.`);
    say('6. The watcher loses the connection while marks go on ...');
    watcher.cut();
    await rate(rater2, cycle, 1);
    await rate(rater3, cycle, 2);

    say('7. Scoring closes: every commitment is checked, and all marks are revealed at once.');
    cycle = await advance(manager, cycle, 'DELIBERATION');
    const seenAfter = await marksSeen(rater2, sample);
    say(`   rater2 now sees ${seenAfter} marks of others on the same council.`);

    say('8. An approver settles the result; it goes to the councils; with no days for appeals it is final.');
    cycle = await advance(approver, cycle, 'PRELIMINARY');
    cycle = await advance(manager, cycle, 'APPEALS');
    cycle = await advance(manager, cycle, 'FINAL');

    say('9. Two approvers look at the same hash and say yes; the second yes publishes.');
    const staged = await approver.send<{
      publications: { nodes: readonly { id: string; number: number; snapshotHash: string; ratingCycle: { id: string } }[] };
    }>('{ publications(first: 5) { nodes { id number snapshotHash ratingCycle { id } } } }');
    const publication = staged.publications.nodes.find(({ ratingCycle }) => ratingCycle.id === cycle.id);
    if (!publication) {
      throw new Error('no table was staged');
    }
    for (const client of [approver, approver2]) {
      await client.send(
        `mutation ($input: PublicationApproveInput!) {
          publicationApprove(input: $input) { errors { code message path } }
        }`,
        { input: { id: publication.id, snapshotHash: publication.snapshotHash } },
      );
      say(`   ${client.name} approves ${publication.snapshotHash.slice(0, 16)}...`);
    }

    const table = await new ApiClient(url, 'a citizen').send<{ publication: { rows: readonly StoryRow[] } }>(
      `query ($number: Int!) { publication(number: $number) { rows { rank councilName published exact categoryName } } }`,
      { number: publication.number },
    );
    return {
      number: publication.number,
      snapshotHash: publication.snapshotHash,
      rows: table.publication.rows,
      watched: watcher.events,
      resumed: watcher.resumed,
      seenBefore,
      seenAfter,
    };
  } finally {
    watcher.stop();
  }
}
