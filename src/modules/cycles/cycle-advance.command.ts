import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { briefList, cleanText, labelled } from '../../language/index.js';
import { transitionTo } from '../../machine.js';
import { hasRole, isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { MethodologyVersionEntity } from '../methodologies/index.js';
import type { CycleEffects } from './cycle-effects.js';
import { councilIdsOf } from './cycle.loader.js';
import { mayAdvanceCycle } from './cycle.policy.js';
import { evaluationAdvanced, ratingCycleAdvanced } from './cycle.stream.js';
import { appealTermEnd } from './deadlines.js';
import { EvaluationEntity, type EvaluationState } from './evaluation.entity.js';
import { ratingCycleMachine } from './rating-cycle.machine.js';
import { RaterAssignmentEntity } from './rater-assignment.entity.js';
import { type RatingCycle, RatingCycleEntity, type RatingCycleState } from './rating-cycle.entity.js';

/** A step of a cycle. */
export interface RatingCycleAdvance {
  readonly cycleId: string | null;
  readonly to: RatingCycleState;
  readonly version: number;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** The state of the evaluations of a cycle in each of its states; absent where they do not move. */
const evaluationStateIn: Readonly<Partial<Record<RatingCycleState, EvaluationState>>> = {
  EVIDENCE_OPEN: 'COLLECTING',
  EVIDENCE_CLOSED: 'READY',
  SCORING: 'SCORING',
  DELIBERATION: 'SCORED',
  PRELIMINARY: 'PRELIMINARY',
  FINAL: 'FINAL',
  CANCELLED: 'CANCELLED',
};

/** Takes cycles along their path. */
export class CycleAdvanceCommand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly effects: readonly CycleEffects[],
  ) {}

  /** Takes a cycle one step further, and with it all that follows from the step. */
  async run(viewer: Viewer, request: RatingCycleAdvance): Promise<Outcome<{ cycleId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const reason = request.reason ? cleanText(request.reason, { min: 1, max: 2_000, multiline: true }) : null;
    if (reason && !reason.ok) {
      return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
    }
    if (request.to === 'CANCELLED' && !reason) {
      return fault('REASON_REQUIRED', ['reason']);
    }
    const { cycleId, to } = request;
    if (cycleId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    return this.unitOfWork.run(
      {
        operation: 'ratingCycleAdvance',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
      },
      async (transaction) => {
        const cycle = await transaction.em.findOne(
          RatingCycleEntity,
          { id: cycleId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!cycle) {
          return fault('NOT_FOUND', ['id']);
        }
        const councilIds = await councilIdsOf(transaction.database, cycle.id);
        const decision = mayAdvanceCycle(viewer, { state: cycle.state, councilIds }, to);
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['to']));
        }
        if (cycle.version !== request.version) {
          return fault('VERSION_CONFLICT', ['version']);
        }
        const exceptionReason = reason && hasRole(viewer, 'APPROVER') ? reason.text : null;
        const found = await this.step(transaction, cycle, to, viewer, exceptionReason);
        return found.length > 0 ? faults(found) : ok({ cycleId: cycle.id });
      },
    );
  }

  /** Moves a locked cycle inside a transaction, effects included; also for the publication that ends its path. */
  async step(
    transaction: Transaction,
    cycle: RatingCycle,
    to: RatingCycleState,
    viewer: SignedInViewer | null,
    exceptionReason: string | null,
  ): Promise<readonly Fault[]> {
    const { em, now } = transaction;
    const from = cycle.state;
    if (!transitionTo(ratingCycleMachine, from, to)) {
      return [{ code: 'INVALID_STATE', path: ['to'], parameters: { state: labelled('RatingCycleState', from) } }];
    }
    const blocked = await this.#guard(transaction, cycle, to, viewer);
    if (blocked.length > 0) {
      return blocked;
    }
    for (const effect of this.effects) {
      const found = await effect.apply(transaction, { cycle, from, to, viewer, exceptionReason });
      if (found.length > 0) {
        return found;
      }
    }
    cycle.state = to;
    cycle.updatedAt = now;
    if (to === 'DELIBERATION') {
      cycle.scoringClosedBy = viewer?.accountId ?? null;
      cycle.exceptionReason = exceptionReason;
      await completeAssignments(transaction, cycle.id);
    }
    if (to === 'PRELIMINARY') {
      cycle.preliminaryAt = now;
    }
    if (to === 'PUBLISHED') {
      cycle.publishedAt = now;
    }
    if (to === 'CANCELLED') {
      cycle.cancelReason = exceptionReason;
    }
    const next = evaluationStateIn[to];
    if (next) {
      for (const evaluation of await em.find(EvaluationEntity, { cycleId: cycle.id })) {
        transaction.publish(evaluationAdvanced(evaluation.id, evaluation.state, next));
        evaluation.state = next;
      }
    }
    transaction.publish(ratingCycleAdvanced(cycle.id, from, to));
    transaction.enter({
      action: 'ratingCycle.advanced',
      subjectType: 'RatingCycle',
      subjectId: cycle.id,
      body: { from, to, exceptionReason },
    });
    return [];
  }

  async #guard(
    { em, database, now }: Transaction,
    cycle: RatingCycle,
    to: RatingCycleState,
    viewer: SignedInViewer | null,
  ): Promise<readonly Fault[]> {
    if (to === 'SCORING' || to === 'DELIBERATION') {
      // Before marks are made, and before they are revealed, it is settled whose marks they are.
      const open = await database
        .selectFrom('conflict_declaration')
        .innerJoin('evaluation', 'evaluation.id', 'conflict_declaration.evaluation_id')
        .innerJoin('rater_assignment', (join) =>
          join
            .onRef('rater_assignment.evaluation_id', '=', 'conflict_declaration.evaluation_id')
            .onRef('rater_assignment.rater_id', '=', 'conflict_declaration.rater_id'),
        )
        .select([councilCode, 'rater_assignment.pseudonym'])
        .where('evaluation.cycle_id', '=', cycle.id)
        .where('conflict_declaration.decision', '=', 'PENDING')
        .orderBy('evaluation.sort_key')
        .orderBy('rater_assignment.pseudonym')
        .execute();
      if (open.length > 0) {
        const where = briefList(open.map((row) => `${row.code} ${row.pseudonym}`));
        return [{ code: 'OPEN_CONFLICT', path: ['to'], parameters: { where } }];
      }
    }
    if (to === 'SCORING') {
      const { body } = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
      const counted = await database
        .selectFrom('evaluation')
        .leftJoin('rater_assignment', (join) =>
          join
            .onRef('rater_assignment.evaluation_id', '=', 'evaluation.id')
            .on('rater_assignment.state', '=', 'ACTIVE'),
        )
        .select((eb) => [councilCode, eb.fn.count('rater_assignment.id').as('raters')])
        .where('evaluation.cycle_id', '=', cycle.id)
        .groupBy('evaluation.id')
        .orderBy('evaluation.sort_key')
        .execute();
      const short = counted.filter((row) => Number(row.raters) < body.minRaters);
      if (short.length > 0) {
        const where = briefList(short.map((row) => row.code));
        return [{ code: 'MIN_RATERS_NOT_MET', path: ['to'], parameters: { minimum: body.minRaters, where } }];
      }
    }
    if (to === 'PRELIMINARY' && cycle.scoringClosedBy === viewer?.accountId) {
      return [{ code: 'FOUR_EYES_REQUIRED', path: ['to'] }];
    }
    if (to === 'FINAL') {
      const end = appealTermEnd({ preliminaryAt: cycle.preliminaryAt ?? now, appealDays: cycle.appealDays });
      return end && now < end ? [{ code: 'GUARD_NOT_MET', path: ['to'] }] : [];
    }
    return [];
  }
}

/** The code of an evaluation's council, for people who are told where something is missing. */
const councilCode = sql<string>`evaluation.council_snapshot ->> 'code'`.as('code');

/** With the close of the scoring the raters have done their task. */
async function completeAssignments({ em }: Transaction, cycleId: string): Promise<void> {
  const evaluations = await em.find(EvaluationEntity, { cycleId });
  const evaluationId = { $in: evaluations.map(({ id }) => id) };
  for (const assignment of await em.find(RaterAssignmentEntity, { evaluationId, state: 'ACTIVE' })) {
    assignment.state = 'COMPLETED';
  }
}
