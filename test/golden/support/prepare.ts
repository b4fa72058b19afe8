import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { must } from '../../../src/cli/demonstration/acting.js';
import { type DemonstrationMark, finishedPeriodMarks } from '../../../src/cli/demonstration/data/finished-period.js';
import { demonstrationAccountId } from '../../../src/cli/demonstration/people.js';
import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import { justificationHash, markCommitment, saltOf } from '../../../src/ledger/index.js';
import { CycleAdvanceCommand } from '../../../src/modules/cycles/index.js';
import { evaluationEffects, ScoreSaveCommand, ScoreSubmitCommand } from '../../../src/modules/evaluations/index.js';
import { decodeNodeIdOf } from '../../../src/relay/nodes/node-id.js';
import type { TestDatabase } from '../../support/database.js';
import { JointRating, noEvidence } from '../../support/joint-rating.js';
import { testSeal } from '../../support/seal.js';
import { loadPeriods } from '../../support/periods.js';
import { openScoring, type ScoringCycle, viewerOf } from '../../support/scoring.js';

const council = 'UZ-AN';

/**
 * Loads what the operations ask for: the periods of the demonstration, one published and one open for evidence; a third
 * cycle in the midst of blind marking, where what a viewer sees differs most from what another one sees; and a fourth that
 * is deliberated in a joint session.
 */
export async function prepare(test: TestDatabase): Promise<void> {
  await loadPeriods(test);
  const cycle = await openScoring(test, council);
  const [first, second] = [...Map.groupBy(finishedPeriodMarks().filter(isOfCouncil), (mark) => mark.indicatorCode)];
  const [submitted, kept] = [first?.[1][0], second?.[1][0]];
  if (!submitted || !kept) {
    throw new Error(`the demonstration has no marks of ${council}`);
  }
  await claim(test, cycle, [submitted.indicatorCode, kept.indicatorCode]);
  for (const rater of ['rater1', 'rater2']) {
    await save(test, cycle, rater, submitted);
    await submit(test, cycle, rater, submitted);
  }
  await save(test, cycle, 'rater1', kept);
  await deliberate(test, await openScoring(test, 'UZ-BU'));
  await new JointRating(test).schedule(decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '');
}

/**
 * Takes a cycle to its deliberation, and opens a session: with an item on the consent list, one that was marked in a round
 * and has a proposal after it, and one with a round in which two have marked.
 */
async function deliberate(test: TestDatabase, cycle: ScoringCycle): Promise<void> {
  const joint = new JointRating(test);
  const raters = ['rater1', 'rater2', 'rater3'];
  for (const name of raters) {
    await joint.mark(name, itemOf(cycle, '1.3'), noEvidence);
  }
  const cycleId = decodeNodeIdOf('RatingCycle', cycle.cycleId) ?? '';
  const advance = new CycleAdvanceCommand(new UnitOfWork(test.orm, () => {}), [evaluationEffects(testSeal)]);
  const { version } = await test.database
    .selectFrom('rating_cycle')
    .select('version')
    .where('id', '=', cycleId)
    .executeTakeFirstOrThrow();
  must(await advance.run(viewerOf('approver', 'APPROVER'), { cycleId, to: 'DELIBERATION', version, reason: 'Sinov uchun' }));
  const sessionId = await joint.schedule(cycleId, { observers: ['rater4'] });
  await joint.checkIn(sessionId, ...raters);
  await joint.open(sessionId);
  const items = await joint.itemsOf(sessionId);
  const [agreed = '', discussed = '', marked = ''] = ['1.3', '2.2', '4.2'].map((code) => items.get(code));
  await joint.vote(agreed, { rater1: 'CONFIRM' });
  await joint.activate(discussed);
  await joint.holdRound(discussed, {
    rater1: { kind: 'POINTS', points: '4' },
    rater2: { kind: 'POINTS', points: '6.5' },
    rater3: noEvidence,
  });
  await joint.propose(discussed, { kind: 'POINTS', points: '6' });
  await joint.vote(discussed, { rater2: 'CONFIRM', rater3: 'ABSTAIN' });
  await joint.dissent(discussed, 'rater1');
  await joint.activate(marked);
  await joint.openRound(marked, { rater1: noEvidence, rater2: noEvidence });
  // Where the lead stands follows from the clock: whoever leads is taken to be there as long as the test runs.
  await test.database
    .updateTable('facilitation')
    .set({ lease_until: sql<Date>`now() + interval '1 day'` })
    .where('subject_id', '=', sessionId)
    .execute();
}

const isOfCouncil = (mark: DemonstrationMark): boolean => mark.councilCode === council;
const itemOf = (cycle: ScoringCycle, code: string): string =>
  decodeNodeIdOf('EvaluationItem', cycle.items.get(code) ?? '') ?? '';

/** What the council claims for itself, which a rater may see only beside a submitted mark. */
async function claim({ database }: TestDatabase, cycle: ScoringCycle, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await database
      .insertInto('self_assessment')
      .values({
        id: v7(),
        item_id: itemOf(cycle, code),
        claimed_points: '3',
        note: 'Oʻz-oʻzini baholash (toʻqima)',
        prepared_by: demonstrationAccountId(`secretary-${council.toLowerCase()}`),
        version: 1,
      } as never)
      .execute();
  }
}

/** Keeps a draft that rests on the first piece of evidence of its indicator. */
async function save(test: TestDatabase, cycle: ScoringCycle, name: string, mark: DemonstrationMark): Promise<void> {
  const evidence = await test.database
    .selectFrom('evidence')
    .select(['id', 'indicator_codes'])
    .where('evaluation_id', '=', decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '')
    .orderBy('id')
    .execute();
  const fitting = evidence.filter((row) => row.indicator_codes.includes(mark.indicatorCode));
  const { value } = mark;
  const outcome = await new ScoreSaveCommand(new UnitOfWork(test.orm, () => {}), testSeal).run(viewerOf(name, 'RATER'), {
    itemId: itemOf(cycle, mark.indicatorCode),
    valueKind: value.kind,
    valuePoints: value.kind === 'POINTS' ? value.points : null,
    valueLevel: value.kind === 'LEVEL' ? value.level : null,
    justification: mark.justification,
    confidence: mark.confidence,
    evidenceIds: fitting.slice(0, 1).map(({ id }) => id),
  });
  must(outcome);
}

/** Submits a draft as it is kept. Its salt follows from its place: an answer under test must not differ by run. */
async function submit(test: TestDatabase, cycle: ScoringCycle, name: string, mark: DemonstrationMark): Promise<void> {
  const rater = viewerOf(name, 'RATER');
  const itemId = itemOf(cycle, mark.indicatorCode);
  const { pseudonym } = await test.database
    .selectFrom('rater_assignment')
    .select('pseudonym')
    .where('evaluation_id', '=', decodeNodeIdOf('Evaluation', cycle.evaluationId) ?? '')
    .where('rater_id', '=', rater.accountId ?? '')
    .executeTakeFirstOrThrow();
  const salt = saltOf(createHash('sha256').update(`golden ${name} ${mark.indicatorCode}`).digest());
  const hash = markCommitment({
    cycle: cycle.cycleId,
    evaluationItem: cycle.items.get(mark.indicatorCode) ?? '',
    round: 0,
    rater: pseudonym,
    value: mark.value,
    justificationHash: justificationHash(mark.justification, salt) ?? '',
    salt,
  });
  const outcome = await new ScoreSubmitCommand(new UnitOfWork(test.orm, () => {}), testSeal, async () => {}).run(rater, {
    evaluationId: decodeNodeIdOf('Evaluation', cycle.evaluationId),
    commitments: [{ itemId, salt, hash: hash ?? '' }],
  });
  must(outcome);
}
