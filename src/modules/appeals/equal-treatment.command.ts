import { LockMode } from '@mikro-orm/core';
import { noId } from '../../database/stable-id.js';
import type { Database } from '../../database/tables.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok, type Result } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { take } from '../../machine.js';
import { compare, type MethodologyRules, rational, toExactString } from '../../scoring/index.js';
import { isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { adjustPoints } from './adjust-points.js';
import { type AppealContext, appealContext, indicatorIn, rulesOfCycle } from './appeal-context.js';
import { pointsFaults } from './appeal-points.js';
import { tellAppeal } from './appeal.stream.js';
import { type EqualTreatmentOutcome, type EqualTreatmentTask, EqualTreatmentTaskEntity } from './equal-treatment.entity.js';
import { type EqualTreatmentAction, equalTreatmentMachine } from './equal-treatment.machine.js';
import { mayReadTask, mayStepTask } from './equal-treatment.policy.js';
import { presentItems } from './present-points.js';
import { reasonsBounds, reasonsFaults } from './reasons.js';

/** What every command on a check names. */
export interface TaskRequest {
  readonly taskId: string | null;
  readonly idempotencyKey?: string | null | undefined;
}

/** What somebody says that the check of another council comes to. */
export interface EqualTreatmentPropose extends TaskRequest {
  readonly outcome: EqualTreatmentOutcome;
  readonly points?: string | null | undefined;
  readonly reason: string;
}

/** What another one says to it. */
export interface EqualTreatmentConfirm extends TaskRequest {
  readonly confirmed: boolean;
  /** Why not. */
  readonly reason?: string | null | undefined;
}

interface TaskContext extends AppealContext {
  readonly task: EqualTreatmentTask;
  readonly viewer: SignedInViewer;
}

/** Resolves the checks that follow from appeals: two people for each. */
export class EqualTreatmentCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Says what the check of another council comes to. Nothing changes by it. */
  propose(viewer: Viewer, request: EqualTreatmentPropose): Promise<Outcome<{ taskId: string }>> {
    const reason = cleanText(request.reason, reasonsBounds);
    return this.#run(viewer, 'equalTreatmentPropose', request, 'propose', async (transaction, { task, appeal, cycle, viewer: { accountId } }) => {
      const rules = await rulesOfCycle(transaction, cycle);
      const wrong = [...(await proposalFaults(transaction.database, rules, task.itemId, request)), ...reasonsFaults(reason, ['reason'])];
      if (!reason.ok || wrong.length > 0) {
        return faults(wrong);
      }
      const { outcome } = request;
      const points = typeof request.points === 'string' ? toExactString(rational(request.points)) : null;
      Object.assign(task, { outcome, points, reason: reason.text, proposedBy: accountId, refusal: null });
      transaction.enter({
        action: 'equalTreatment.proposed',
        subjectType: 'EqualTreatmentTask',
        subjectId: task.id,
        body: { appealId: appeal.id, itemId: task.itemId, outcome, points, reason: reason.text },
      });
      return ok(null);
    });
  }

  /** Another one says that it is so: what the council is owed takes the place of its official points at once. Or that it is not. */
  confirm(viewer: Viewer, request: EqualTreatmentConfirm): Promise<Outcome<{ taskId: string }>> {
    return request.confirmed ? this.#confirm(viewer, request) : this.#refuse(viewer, request);
  }

  #confirm(viewer: Viewer, request: EqualTreatmentConfirm): Promise<Outcome<{ taskId: string }>> {
    return this.#run(viewer, 'equalTreatmentConfirm', request, 'confirm', async (transaction, { task, appeal, cycle, viewer: { accountId } }) => {
      const { itemId, outcome, points = null, reason } = task;
      if (points !== null) {
        const raise = { itemId, source: 'EQUAL_TREATMENT', appealId: appeal.id, points, reason: reason ?? '', decidedBy: accountId } as const;
        if (!(await adjustPoints(transaction, await rulesOfCycle(transaction, cycle), raise))) {
          return fault('VERSION_CONFLICT', ['id']);
        }
      }
      Object.assign(task, { resolvedBy: accountId, resolvedAt: transaction.now });
      transaction.enter({
        action: 'equalTreatment.resolved',
        subjectType: 'EqualTreatmentTask',
        subjectId: task.id,
        body: { appealId: appeal.id, itemId, outcome, points },
      });
      return ok(null);
    });
  }

  #refuse(viewer: Viewer, request: EqualTreatmentConfirm): Promise<Outcome<{ taskId: string }>> {
    const reason = cleanText(request.reason ?? '', reasonsBounds);
    return this.#run(viewer, 'equalTreatmentConfirm', request, 'refuse', async (transaction, { task, appeal }) => {
      if (!reason.ok) {
        return faults(reasonsFaults(reason, ['reason']));
      }
      Object.assign(task, { outcome: null, points: null, reason: null, proposedBy: null, refusal: reason.text });
      transaction.enter({
        action: 'equalTreatment.refused',
        subjectType: 'EqualTreatmentTask',
        subjectId: task.id,
        body: { appealId: appeal.id, itemId: task.itemId, reason: reason.text },
      });
      return ok(null);
    });
  }

  /** Takes a check one step, one after the other, for whoever may; nothing for whoever does not see it. */
  async #run(
    viewer: Viewer,
    operation: string,
    request: TaskRequest,
    action: EqualTreatmentAction,
    work: (transaction: Transaction, context: TaskContext) => Promise<Result<null>>,
  ): Promise<Outcome<{ taskId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const input = { operation, actorId: viewer.accountId, idempotencyKey: request.idempotencyKey, input: request };
    return this.unitOfWork.run(input, async (transaction) => {
      const id = request.taskId ?? noId;
      const context = await contextOfTask(transaction, id);
      if (!context || !mayReadTask(viewer, context.facts)) {
        return fault('NOT_FOUND', ['id']);
      }
      const task = await transaction.em.findOneOrFail(EqualTreatmentTaskEntity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const raterIds = await ratersOfItem(transaction.database, task.itemId);
      const facts = { ...context.facts, state: task.state, raterIds, proposedBy: task.proposedBy ?? null };
      const decision = mayStepTask(viewer, facts, action);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      const done = await work(transaction, { ...context, task, viewer });
      if (!done.ok) {
        return done;
      }
      take(equalTreatmentMachine, task, action);
      await tellAppeal(transaction, context, 'OFFICE', true);
      return ok({ taskId: task.id });
    });
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
async function proposalFaults(
  database: Database,
  rules: MethodologyRules,
  itemId: string,
  { outcome, points }: EqualTreatmentPropose,
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
