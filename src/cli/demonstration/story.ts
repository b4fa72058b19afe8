import { markCommitment, justificationHash, newSalt } from '../../ledger/index.js';
import { ApiClient } from './api-client.js';
import { finishedPeriodMarks } from './data/finished-period.js';
import { demonstrationMeasurements } from './data/measured-values.js';
import {
  ConflictDeclareDocument,
  DraftsDocument,
  EvaluationsDocument,
  MarksDocument,
  MeasurementRecordDocument,
  MethodologyVersionsDocument,
  OwnNameDocument,
  PublicationApproveDocument,
  PublicationsDocument,
  PublishedTableDocument,
  RaterAssignDocument,
  RatersDocument,
  RatingCycleAdvanceDocument,
  RatingCycleCreateDocument,
  type RatingCycleState,
  ScoreSaveDocument,
  ScoreSubmitDocument,
  SelfAssessmentSaveDocument,
  type StoryCycleFragment,
  type StoryEvaluationFragment,
  type StoryRowFragment,
} from './generated/graphql.js';
import { acceptAll, bringAll } from './story-evidence.js';
import { type WatchedEvent, Watcher } from './watcher.js';

/** Where the story plays and who is told of it. */
export interface StoryOptions {
  readonly url: string;
  readonly say: (line: string) => void;
  /** Codes of the councils that are rated; all 14 when left out. */
  readonly councilCodes?: readonly string[];
}

/** One row of the table that the story ends with. */
export type StoryRow = StoryRowFragment;

/** What the story saw, for those who check it. */
export interface StoryResult {
  readonly number: number;
  readonly snapshotHash: string;
  readonly rows: readonly StoryRow[];
  readonly watched: readonly WatchedEvent[];
  /** How often the watcher went on after a cut, with every event following on the one before. */
  readonly resumed: number;
  /** Holes that the watcher found: none. */
  readonly losses: number;
  /** Marks of others that a rater saw before the reveal: none. */
  readonly seenBefore: number;
  /** Marks that the same rater saw after it. */
  readonly seenAfter: number;
}

/** What the story cannot go on without; a payload without errors has it. */
function known<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw new Error('something is missing that the story goes on with');
  }
  return value;
}

async function advance(client: ApiClient, { id, version }: StoryCycleFragment, to: RatingCycleState): Promise<StoryCycleFragment> {
  const { ratingCycleAdvance } = await client.send(RatingCycleAdvanceDocument, { input: { id, version, to } });
  return known(ratingCycleAdvance.ratingCycle);
}

async function evaluationsFor(client: ApiClient, cycle: StoryCycleFragment): Promise<readonly StoryEvaluationFragment[]> {
  const { ratingCycle } = await client.send(EvaluationsDocument, { cycleId: cycle.id });
  return known(ratingCycle).evaluations;
}

async function marksSeen(client: ApiClient, { id, assignments }: StoryEvaluationFragment): Promise<number> {
  const { evaluation } = await client.send(MarksDocument, { evaluationId: id });
  const own = assignments[0]?.pseudonym;
  return known(evaluation).items.flatMap((item) => item.scores).filter(({ rater }) => rater !== own).length;
}

/** Looks up among all raters the one whose name is the client's, as the manager knows people by their names. */
async function findRater(manager: ApiClient, rater: ApiClient): Promise<string> {
  const { person } = known((await rater.send(OwnNameDocument)).viewer);
  const { accounts } = await manager.send(RatersDocument, { familyName: known(person).familyName });
  return known(accounts.nodes.find(({ person: { fullName } }) => fullName === person?.fullName)).id;
}

/** One rater marks every council: drafts first, then commitments that bind the rater before anybody sees anything. */
async function rate(client: ApiClient, cycle: StoryCycleFragment, place: number): Promise<void> {
  const marks = Map.groupBy(finishedPeriodMarks(), (mark) => `${mark.councilCode} ${mark.indicatorCode}`);
  for (const evaluation of await evaluationsFor(client, cycle)) {
    const rater = evaluation.assignments[0]?.pseudonym ?? '';
    const chosen = evaluation.items.flatMap((item) => {
      const mark = marks.get(`${evaluation.council?.code} ${item.indicatorCode}`)?.[place];
      return item.state === 'OPEN' && mark ? [{ item, mark }] : [];
    });
    await client.sendAll(
      ScoreSaveDocument,
      chosen.map(({ item, mark }) => ({
        itemId: item.id,
        value: mark.value,
        justification: mark.justification,
        confidence: mark.confidence,
      })),
    );
    const drafts = await client.send(DraftsDocument, { evaluationId: evaluation.id });
    const texts = new Map(known(drafts.evaluation).items.map(({ id, draft }) => [id, draft?.justification ?? '']));
    const commitments = chosen.map(({ item, mark }) => {
      const salt = newSalt();
      const hash = markCommitment({
        cycle: cycle.id,
        evaluationItem: item.id,
        round: 0,
        rater,
        value: mark.value,
        justificationHash: known(justificationHash(texts.get(item.id) ?? '', salt)),
        salt,
      });
      return { itemId: item.id, salt, hash: known(hash) };
    });
    await client.send(ScoreSubmitDocument, { input: { evaluationId: evaluation.id, commitments } });
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
  await watcher.followOwn();
  /** Begins a step when all that the last one caused has been told. */
  const step = async (text: string): Promise<void> => {
    await watcher.untilQuiet();
    say(text);
  };
  try {
    say('2. The manager plans a cycle by the illustrative methodology and opens it for evidence.');
    const { methodology } = await manager.send(MethodologyVersionsDocument, { code: 'councils-illustrative' });
    const { ratingCycleCreate } = await manager.send(RatingCycleCreateDocument, {
      input: {
        title: { uzLatn: 'Namoyish reytingi', ru: 'Показательный рейтинг', en: 'Rating for show' },
        methodologyVersionId: known(methodology?.versions[0]).id,
        periodFrom: '2026-01-01',
        periodTo: '2026-12-31',
        councilCodes,
      },
    });
    const planned = known(ratingCycleCreate.ratingCycle);
    await watcher.followCycle(planned.id);
    let cycle = await advance(manager, planned, 'EVIDENCE_OPEN');

    const evaluations = await evaluationsFor(manager, cycle);
    const first = known(evaluations[0]);
    await watcher.followEvaluation(first.id, known(first.council?.territory?.name));
    await step(`3. The councils bring what they have: a claim of Andijan's secretary, measured values and evidence of ${evaluations.length}.`);
    const [andijan] = await evaluationsFor(secretary, cycle);
    await secretary.send(SelfAssessmentSaveDocument, {
      input: { itemId: known(andijan?.items[0]).id, claimedPoints: '1', note: 'Namoyish uchun' },
    });
    const brought = await Promise.all(
      evaluations.map(async ({ id, council }) => {
        const code = known(council).code;
        const own = code === 'UZ-AN' ? secretary : await ApiClient.signIn(url, `secretary-${code.toLowerCase()}`);
        return bringAll(own, id, code);
      }),
    );
    say(`   ${brought.flat().length} files came in by signed tickets; the manager accepts those of the first council.`);
    await acceptAll(manager, known(brought[0]));
    const measured = new Map(
      demonstrationMeasurements(2026).map((value) => [`${value.councilCode} ${value.indicatorCode}`, value]),
    );
    await manager.sendAll(
      MeasurementRecordDocument,
      evaluations.flatMap((evaluation) =>
        evaluation.items.flatMap((item) => {
          const value = measured.get(`${evaluation.council?.code} ${item.indicatorCode}`);
          return value
            ? [{ itemId: item.id, numerator: value.numerator, denominator: value.denominator, source: value.source }]
            : [];
        }),
      ),
    );

    await step('4. Evidence closes; three raters are assigned, and each declares to have no conflict of interest.');
    cycle = await advance(manager, cycle, 'EVIDENCE_CLOSED');
    const evaluationIds = evaluations.map(({ id }) => id);
    for (const rater of raters) {
      const raterId = await findRater(manager, rater);
      await manager.send(RaterAssignDocument, { input: { raterId, evaluationIds } });
      await rater.send(ConflictDeclareDocument, { input: { evaluationIds, kind: 'NONE' } });
    }
    cycle = await advance(manager, cycle, 'SCORING');

    await step('5. The raters mark, each blind to the others. The watcher sees how many have submitted, and no mark.');
    await rate(rater1, cycle, 0);
    const sample = known((await evaluationsFor(rater2, cycle))[0]);
    const seenBefore = await marksSeen(rater2, sample);
    say(`   rater2 looks for marks of others: sees ${seenBefore}.`);
    await step('6. The watcher loses the connection while marks go on ...');
    watcher.cut();
    await rate(rater2, cycle, 1);
    await watcher.comeBack();
    await rate(rater3, cycle, 2);

    await step('7. Scoring closes: every commitment is checked, and all marks are revealed at once.');
    cycle = await advance(manager, cycle, 'DELIBERATION');
    const seenAfter = await marksSeen(rater2, sample);
    say(`   rater2 now sees ${seenAfter} marks of others on the same council.`);

    await step('8. An approver settles the result; it goes to the councils; with no days for appeals it is final.');
    cycle = await advance(approver, cycle, 'PRELIMINARY');
    cycle = await advance(manager, cycle, 'APPEALS');
    cycle = await advance(manager, cycle, 'FINAL');

    await step('9. Two approvers look at the same hash and say yes; the second yes publishes.');
    const { publications } = await approver.send(PublicationsDocument);
    const publication = publications.nodes.find(({ ratingCycle }) => ratingCycle?.id === cycle.id);
    if (!publication) {
      throw new Error('no table was staged');
    }
    for (const client of [approver, approver2]) {
      await client.send(PublicationApproveDocument, {
        input: { id: publication.id, snapshotHash: publication.snapshotHash },
      });
      say(`   ${client.name} approves ${publication.snapshotHash.slice(0, 16)}...`);
    }
    await watcher.untilQuiet();

    const table = await new ApiClient(url, 'a citizen').send(PublishedTableDocument, { number: publication.number });
    return {
      number: publication.number,
      snapshotHash: publication.snapshotHash,
      rows: known(table.publication).rows,
      watched: watcher.events,
      resumed: watcher.resumed,
      losses: watcher.losses,
      seenBefore,
      seenAfter,
    };
  } finally {
    watcher.stop();
  }
}
