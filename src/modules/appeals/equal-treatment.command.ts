import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { take } from '../../machine.js';
import { compare, type MethodologyRules, rational, toExactString } from '../../scoring/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { adjustPoints } from './adjust-points.js';
import { type AppealContext, appealContext, indicatorIn, rulesOfCycle } from './appeal-context.js';
import { pointsFaults } from './appeal-points.js';
import { tellAppeal } from './appeal.stream.js';
import { type EqualTreatmentOutcome, EqualTreatmentTaskEntity } from './equal-treatment.entity.js';
import { equalTreatmentMachine } from './equal-treatment.machine.js';
import { mayReadTask, mayResolveTask } from './equal-treatment.policy.js';
import { presentItems } from './present-points.js';
import { reasonsBounds, reasonsFaults } from './reasons.js';

/** What the check of another council comes to. */
export interface EqualTreatmentResolve {
  readonly taskId: string | null;
  readonly outcome: EqualTreatmentOutcome;
  readonly points?: string | null | undefined;
  readonly reason: string;
  readonly idempotencyKey?: string | null | undefined;
}

/** Resolves the checks that follow from appeals. */
export class EqualTreatmentCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Says what the check of another council comes to; what it is owed takes the place of its official points at once. */
  async resolve(viewer: Viewer, request: EqualTreatmentResolve): Promise<Outcome<{ taskId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const reason = cleanText(request.reason, reasonsBounds);
    return this.unitOfWork.run(
      { operation: 'equalTreatmentResolve', actorId: viewer.accountId, idempotencyKey: request.idempotencyKey, input: request },
      async (transaction) => {
        const { em, database, now } = transaction;
        const context = await contextOfTask(transaction, request.taskId ?? noId);
        if (!context || !mayReadTask(viewer, context.facts)) {
          return fault('NOT_FOUND', ['id']);
        }
        const { appeal, facts, cycle } = context;
        const task = await em.findOneOrFail(EqualTreatmentTaskEntity, { id: request.taskId ?? noId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        const raterIds = await ratersOfItem(database, task.itemId);
        const decision = mayResolveTask(viewer, { ...facts, state: task.state, raterIds });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        const rules = await rulesOfCycle(transaction, cycle);
        const wrong = [...(await resolutionFaults(database, rules, task.itemId, request)), ...reasonsFaults(reason, ['reason'])];
        if (!reason.ok || wrong.length > 0) {
          return faults(wrong);
        }
        const points = typeof request.points === 'string' ? toExactString(rational(request.points)) : null;
        if (points !== null) {
          const raise = { itemId: task.itemId, source: 'EQUAL_TREATMENT', appealId: appeal.id, points, reason: reason.text, decidedBy: viewer.accountId } as const;
          if (!(await adjustPoints(transaction, rules, raise))) {
            return fault('VERSION_CONFLICT', ['points']);
          }
        }
        take(equalTreatmentMachine, task, 'resolve');
        Object.assign(task, { outcome: request.outcome, points, reason: reason.text, resolvedBy: viewer.accountId, resolvedAt: now });
        transaction.enter({
          action: 'equalTreatment.resolved',
          subjectType: 'EqualTreatmentTask',
          subjectId: task.id,
          body: { appealId: appeal.id, itemId: task.itemId, outcome: request.outcome, points },
        });
        await tellAppeal(transaction, context, 'OFFICE', true);
        return ok({ taskId: task.id });
      },
    );
  }
}

/** The appeal that a check follows from, locked with its cycle; null where there is no such check. */
async function contextOfTask(transaction: Transaction, taskId: string): Promise<AppealContext | null> {
  const known = await transaction.database
    .selectFrom('equal_treatment_task')
    .innerJoin('appeal_item', 'appeal_item.id', 'equal_treatment_task.appeal_item_id')
    .select('appeal_item.appeal_id')
    .where('equal_treatment_task.id', '=', taskId)
    .executeTakeFirst();
  return known ? appealContext(transaction, known.appeal_id) : null;
}

/** The accounts that were ever assigned to the council of an item. */
async function ratersOfItem(database: Database, itemId: string): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('rater_assignment')
    .innerJoin('evaluation_item', 'evaluation_item.evaluation_id', 'rater_assignment.evaluation_id')
    .select('rater_assignment.rater_id')
    .where('evaluation_item.id', '=', itemId)
    .execute();
  return rows.map((row) => row.rater_id);
}

/** Points belong to an adjustment, which raises: as the methodology has them, and more than there are. */
async function resolutionFaults(
  database: Database,
  rules: MethodologyRules,
  itemId: string,
  { outcome, points }: EqualTreatmentResolve,
): Promise<readonly Fault[]> {
  const given = points ?? null;
  if (outcome === 'NO_CHANGE') {
    return given === null ? [] : [{ code: 'NOT_ADMISSIBLE', path: ['points'] }];
  }
  if (given === null) {
    return [{ code: 'REQUIRED', path: ['points'] }];
  }
  const [present] = await presentItems(database, { itemId });
  if (!present) {
    return [{ code: 'NOT_FOUND', path: ['id'] }];
  }
  const wrong = pointsFaults(indicatorIn(rules, present.indicatorCode), present, given, ['points']);
  const isSame = wrong.length === 0 && present.points !== null && compare(rational(given), rational(present.points)) === 0;
  return isSame ? [{ code: 'NOTHING_TO_CHANGE', path: ['points'] }] : wrong;
}
