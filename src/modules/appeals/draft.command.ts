import { noId } from '../../database/stable-id.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults, objectFaults } from '../../decision.js';
import { fault, faults, ok, type Result } from '../../errors.js';
import { isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { EvaluationEntity, seesEvaluation } from '../cycles/index.js';
import { type AppealContext, appealContext, lockCycle, rulesOfCycle, termFacts } from './appeal-context.js';
import { AppealEvidenceEntity, AppealItemEntity } from './appeal-item.entity.js';
import { AppealEntity } from './appeal.entity.js';
import { mayAppeal, mayReadAppeal, mayStepAppeal } from './appeal.policy.js';
import { tellAppeal } from './appeal.stream.js';
import { draftFaults } from './draft-check.js';
import { type DraftItem, readDraft } from './draft-content.js';

/** A draft of an appeal: a new one of an evaluation, or another content of one that is there. */
export interface AppealDraft {
  /** The draft that is changed; undefined for a new one, null for what is no id of one. */
  readonly appealId?: string | null | undefined;
  readonly evaluationId?: string | null | undefined;
  readonly version?: number | null | undefined;
  readonly items: readonly DraftItem[];
  readonly idempotencyKey?: string | null | undefined;
}

/** Writes drafts of appeals. */
export class DraftCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Keeps what a council is about to appeal against. It is no appeal before the chair has signed it. */
  async run(viewer: Viewer, request: AppealDraft): Promise<Outcome<{ appealId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const read = readDraft(request.items);
    return this.unitOfWork.run(
      {
        operation: 'appealDraft',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { appeal_item_current_unique: { code: 'ALREADY_EXISTS', path: ['items'] } },
      },
      async (transaction) => {
        const found = request.appealId === undefined ? await begin(transaction, viewer, request) : await change(transaction, viewer, request);
        if (!found.ok) {
          return found;
        }
        const context = found.value;
        const { appeal, evaluation, cycle } = context;
        if (read.faults.length > 0) {
          return faults(read.faults);
        }
        const wrong = await draftFaults(transaction.database, evaluation.id, await rulesOfCycle(transaction, cycle), read.items);
        if (wrong.length > 0) {
          return faults(wrong);
        }
        await writeItems(transaction, appeal.id, read.items);
        await tellAppeal(transaction, context, 'COUNCIL');
        return ok({ appealId: appeal.id });
      },
    );
  }
}

/** A new appeal of an evaluation. */
async function begin(transaction: Transaction, viewer: SignedInViewer, request: AppealDraft): Promise<Result<AppealContext>> {
  const { em, database, now } = transaction;
  if (request.evaluationId === undefined) {
    return fault('REQUIRED', ['evaluationId']);
  }
  const evaluation = await em.findOne(EvaluationEntity, { id: request.evaluationId ?? noId });
  if (!evaluation) {
    return fault('NOT_FOUND', ['evaluationId']);
  }
  const cycle = await lockCycle(transaction, evaluation.cycleId);
  const refusal = await objectFaults(
    mayAppeal(viewer, termFacts(evaluation, cycle, now)),
    () => seesEvaluation(viewer, database, evaluation),
    ['evaluationId'],
  );
  if (refusal.length > 0) {
    return faults(refusal);
  }
  const appeal = em.create(AppealEntity, { evaluationId: evaluation.id, createdBy: viewer.accountId });
  await em.flush();
  const context = await appealContext(transaction, appeal.id);
  return context ? ok(context) : fault('NOT_FOUND', ['evaluationId']);
}

/** A draft that is there, as the viewer has read it. */
async function change(transaction: Transaction, viewer: SignedInViewer, request: AppealDraft): Promise<Result<AppealContext>> {
  const context = await appealContext(transaction, request.appealId ?? noId);
  if (!context || !mayReadAppeal(viewer, context.facts)) {
    return fault('NOT_FOUND', ['id']);
  }
  const { appeal, facts } = context;
  const decision = mayStepAppeal(viewer, facts, 'edit');
  if (!decision.allowed) {
    return faults(decisionFaults(decision, ['id']));
  }
  if (request.evaluationId !== undefined && request.evaluationId !== appeal.evaluationId) {
    return fault('NOT_FOUND', ['evaluationId']);
  }
  if (appeal.version !== request.version) {
    return fault('VERSION_CONFLICT', ['version']);
  }
  appeal.draftedAt = transaction.now;
  return ok(context);
}

/** Puts items in the place of those that a draft had. */
async function writeItems({ em, database }: Transaction, appealId: string, items: readonly DraftItem[]): Promise<void> {
  const before = database.selectFrom('appeal_item').select('id').where('appeal_id', '=', appealId);
  await database.deleteFrom('appeal_evidence').where('appeal_item_id', 'in', before).execute();
  await database.deleteFrom('appeal_item').where('appeal_id', '=', appealId).execute();
  for (const [at, item] of items.entries()) {
    const row = em.create(AppealItemEntity, {
      appealId,
      itemId: item.itemId ?? noId,
      ordinal: at + 1,
      grounds: [...item.grounds],
      requestedPoints: item.requestedPoints,
      statement: item.statement,
    });
    await em.flush();
    for (const { evidenceId, sha256 } of item.evidence) {
      em.create(AppealEvidenceEntity, { appealItemId: row.id, evidenceId: evidenceId ?? noId, sha256: sha256 ?? '' });
    }
  }
}
