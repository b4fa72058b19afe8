import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { stableId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import type { UnitOfWork } from '../../database/unit-of-work.js';
import { cleanText } from '../../language/index.js';
import { justificationHash, markCommitment, saltOf } from '../../ledger/index.js';
import type { Seal } from '../../ledger/seal.js';
import type { Viewer } from '../../modules/accounts/index.js';
import { auditCaseEffects } from '../../modules/audit-cases/index.js';
import { todayInTashkent } from '../../modules/councils/index.js';
import {
  CycleAdvanceCommand,
  CycleCreateCommand,
  RaterService,
  type RatingCycleState,
} from '../../modules/cycles/index.js';
import {
  CouncilInputService,
  evaluationEffects,
  ScoreSaveCommand,
  ScoreSubmitCommand,
  voidScores,
} from '../../modules/evaluations/index.js';
import { publicationEffects, PublicationService } from '../../modules/publications/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import type { FileStorage } from '../../storage/file-storage.js';
import { must, type PeriodProgress, viewerOf } from './acting.js';
import { finishedPeriod, openPeriod, type DemonstrationPeriod } from './data/demonstration-periods.js';
import { finishedPeriodMarks } from './data/finished-period.js';
import { demonstrationMeasurements } from './data/measured-values.js';
import { bringEvidence } from './evidence.js';

const manager = viewerOf('manager', 'CYCLE_MANAGER');
const approver = viewerOf('approver', 'APPROVER');
const approver2 = viewerOf('approver2', 'APPROVER');

/** A key that is the same at every start, so that loading anew what is there has no effect. */
const keyOf = (...parts: readonly string[]): string => stableId('DemonstrationStep', parts.join('/'));

/** A justification as a draft keeps it. */
function kept(text: string): string {
  const cleaned = cleanText(text, { min: 0, max: 10_000, multiline: true });
  return cleaned.ok ? cleaned.text : '';
}

/** A demonstration that would lack its signals is not loaded. */
const thrownOn = (error: unknown): never => {
  throw error;
};

/** Runs the periods of the demonstration through the same commands as everybody's: no rule is passed by. */
class Periods {
  readonly #create: CycleCreateCommand;
  readonly #advance: CycleAdvanceCommand;
  readonly #raters: RaterService;
  readonly #save: ScoreSaveCommand;
  readonly #submit: ScoreSubmitCommand;
  readonly #input: CouncilInputService;
  readonly #publications: PublicationService;

  constructor(
    unitOfWork: UnitOfWork,
    private readonly database: Database,
    private readonly progress: PeriodProgress,
    seal: Seal,
  ) {
    this.#create = new CycleCreateCommand(unitOfWork);
    this.#advance = new CycleAdvanceCommand(unitOfWork, [evaluationEffects(seal), publicationEffects, auditCaseEffects(thrownOn)]);
    this.#raters = new RaterService(unitOfWork, voidScores);
    this.#save = new ScoreSaveCommand(unitOfWork, seal);
    this.#submit = new ScoreSubmitCommand(unitOfWork, seal, async () => {});
    this.#input = new CouncilInputService(unitOfWork);
    this.#publications = new PublicationService(unitOfWork, this.#advance);
  }

  async plan(period: DemonstrationPeriod): Promise<string> {
    const known = await this.database
      .selectFrom('rating_cycle')
      .select('id')
      .where('demonstration', '=', true)
      .where('period_from', '=', period.periodFrom)
      .executeTakeFirst();
    if (known) {
      return known.id;
    }
    const { cycleId } = must(
      await this.#create.run(manager, {
        title: period.title,
        methodologyVersionId: stableId('MethodologyVersion', 'councils-illustrative/1'),
        periodFrom: period.periodFrom,
        periodTo: period.periodTo,
        ...(await this.#daysAhead(period)),
        demonstration: true,
        idempotencyKey: keyOf('plan', String(period.year)),
      }),
    );
    return cycleId;
  }

  /** The last days of a period; none in a year that has them behind it, so that the open period stays open. */
  async #daysAhead({ evidenceCloseOn, scoringCloseOn }: DemonstrationPeriod) {
    const { rows } = await sql<{ today: string }>`select ${todayInTashkent}::text as today`.execute(this.database);
    const isAhead = evidenceCloseOn !== null && evidenceCloseOn >= (rows[0]?.today ?? '');
    return isAhead ? { evidenceCloseOn, scoringCloseOn } : {};
  }

  /** Takes the cycle one step, when it stands right before it. Answers whether it stands there or further on. */
  async step(cycleId: string, from: RatingCycleState, to: RatingCycleState, viewer: Viewer): Promise<void> {
    const cycle = await this.database
      .selectFrom('rating_cycle')
      .select(['state', 'version'])
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
    if (cycle.state === from) {
      must(await this.#advance.run(viewer, { cycleId, to, version: cycle.version }));
    }
  }

  async stateOf(cycleId: string): Promise<RatingCycleState> {
    const row = await this.database
      .selectFrom('rating_cycle')
      .select('state')
      .where('id', '=', cycleId)
      .executeTakeFirstOrThrow();
    return row.state;
  }

  async items(cycleId: string) {
    const rows = await this.database
      .selectFrom('evaluation_item')
      .innerJoin('evaluation', 'evaluation.id', 'evaluation_item.evaluation_id')
      .innerJoin('council', 'council.id', 'evaluation.council_id')
      .select(['evaluation_item.id', 'evaluation_item.indicator_code', 'evaluation.id as evaluation_id', 'council.code'])
      .where('evaluation.cycle_id', '=', cycleId)
      .execute();
    return new Map(rows.map((row) => [`${row.code} ${row.indicator_code}`, row]));
  }

  async measure(cycleId: string, period: DemonstrationPeriod): Promise<void> {
    const items = await this.items(cycleId);
    for (const value of demonstrationMeasurements(period.year)) {
      const item = items.get(`${value.councilCode} ${value.indicatorCode}`);
      must(
        await this.#input.recordMeasurement(manager, {
          itemId: item?.id ?? null,
          numerator: value.numerator,
          denominator: value.denominator,
          source: value.source,
          idempotencyKey: keyOf('measure', String(period.year), value.councilCode, value.indicatorCode),
        }),
      );
    }
  }

  async rate(cycleId: string): Promise<void> {
    const items = await this.items(cycleId);
    const byTask = Map.groupBy(finishedPeriodMarks(), (mark) => `${mark.raterAccount} ${mark.councilCode}`);
    let done = 0;
    for (const [task, marks] of byTask) {
      const [name = '', council = ''] = task.split(' ');
      const rater = viewerOf(name, 'RATER');
      const evaluationId = items.get(`${council} ${marks[0]?.indicatorCode ?? ''}`)?.evaluation_id ?? '';
      const assignment = await this.database
        .selectFrom('rater_assignment')
        .select('pseudonym')
        .where('evaluation_id', '=', evaluationId)
        .where('rater_id', '=', rater.accountId ?? '')
        .executeTakeFirstOrThrow();
      const commitments = [];
      for (const mark of marks) {
        const itemId = items.get(`${council} ${mark.indicatorCode}`)?.id ?? '';
        const { value } = mark;
        must(
          await this.#save.run(rater, {
            itemId,
            valueKind: value.kind,
            valuePoints: value.kind === 'POINTS' ? value.points : null,
            valueLevel: value.kind === 'LEVEL' ? value.level : null,
            justification: mark.justification,
            confidence: mark.confidence,
            idempotencyKey: keyOf('save', name, council, mark.indicatorCode),
          }),
        );
        // Invented marks hide nothing: their salt may follow from their place, so that a second start is the same.
        const salt = saltOf(createHash('sha256').update(`${task} ${mark.indicatorCode}`).digest());
        const hash = markCommitment({
          cycle: encodeNodeId('RatingCycle', cycleId),
          evaluationItem: encodeNodeId('EvaluationItem', itemId),
          round: 0,
          rater: assignment.pseudonym,
          value,
          justificationHash: justificationHash(kept(mark.justification), salt) ?? '',
          salt,
        });
        commitments.push({ itemId, salt, hash: hash ?? '' });
      }
      const idempotencyKey = keyOf('submit', name, council);
      must(await this.#submit.run(rater, { evaluationId, commitments, idempotencyKey }));
      done += 1;
      this.progress('marks of 2025', done, byTask.size);
    }
  }

  async assign(cycleId: string): Promise<void> {
    const items = await this.items(cycleId);
    const evaluations = new Map([...items.values()].map((item) => [item.code, item.evaluation_id]));
    const tasks = Map.groupBy(finishedPeriodMarks(), (mark) => mark.raterAccount);
    for (const [name, marks] of tasks) {
      const rater = viewerOf(name, 'RATER');
      const codes = [...new Set(marks.map((mark) => mark.councilCode))];
      const evaluationIds = codes.map((code) => evaluations.get(code) ?? null);
      must(
        await this.#raters.assign(manager, {
          raterId: rater.accountId,
          evaluationIds,
          idempotencyKey: keyOf('assign', name),
        }),
      );
      must(
        await this.#raters.declare(rater, { evaluationIds, kind: 'NONE', idempotencyKey: keyOf('declare', name) }),
      );
    }
  }

  async publish(cycleId: string): Promise<void> {
    const staged = await this.database
      .selectFrom('publication')
      .select(['id', 'snapshot_hash'])
      .where('cycle_id', '=', cycleId)
      .executeTakeFirstOrThrow();
    for (const viewer of [approver, approver2]) {
      must(
        await this.#publications.approve(viewer, {
          publicationId: staged.id,
          snapshotHash: staged.snapshot_hash,
          idempotencyKey: keyOf('approve', viewer.accountId ?? ''),
        }),
      );
    }
  }
}

/**
 * Loads the finished period of 2025 with its published table, and opens the one of 2026. A start that was killed on the
 * way goes on where it was: each step is taken once.
 */
export async function seedPeriods(
  unitOfWork: UnitOfWork,
  database: Database,
  storage: FileStorage,
  seal: Seal,
  progress: PeriodProgress,
): Promise<void> {
  const periods = new Periods(unitOfWork, database, progress, seal);
  const finished = await periods.plan(finishedPeriod);
  await periods.step(finished, 'PLANNED', 'EVIDENCE_OPEN', manager);
  if ((await periods.stateOf(finished)) === 'EVIDENCE_OPEN') {
    await periods.measure(finished, finishedPeriod);
    await bringEvidence({ unitOfWork, database, storage, cycleId: finished, year: finishedPeriod.year, progress });
  }
  await periods.step(finished, 'EVIDENCE_OPEN', 'EVIDENCE_CLOSED', manager);
  if ((await periods.stateOf(finished)) === 'EVIDENCE_CLOSED') {
    await periods.assign(finished);
  }
  await periods.step(finished, 'EVIDENCE_CLOSED', 'SCORING', manager);
  if ((await periods.stateOf(finished)) === 'SCORING') {
    await periods.rate(finished);
  }
  await periods.step(finished, 'SCORING', 'DELIBERATION', manager);
  await periods.step(finished, 'DELIBERATION', 'PRELIMINARY', approver);
  await periods.step(finished, 'PRELIMINARY', 'APPEALS', manager);
  await periods.step(finished, 'APPEALS', 'FINAL', manager);
  if ((await periods.stateOf(finished)) === 'FINAL') {
    await periods.publish(finished);
  }
  const open = await periods.plan(openPeriod);
  await periods.step(open, 'PLANNED', 'EVIDENCE_OPEN', manager);
}
