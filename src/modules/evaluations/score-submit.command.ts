import { LockMode } from '@mikro-orm/core';
import type { Database } from '../../database/tables.js';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults, objectFaults, refused } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { isSalt, justificationHash, verifyMarkCommitment } from '../../ledger/index.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { EvaluationEntity, managerIds, RaterAssignmentEntity, RatingCycleEntity, seesEvaluation } from '../cycles/index.js';
import { broughtEvidence } from '../evidence/index.js';
import { EvaluationItemEntity } from './evaluation-item.entity.js';
import { commitmentRecipe } from './commitment-description.js';
import { lackingEvidence } from './evidence-rule.js';
import { type Progress, progressOf } from './item.loader.js';
import { mayMark } from './mark.policy.js';
import { scoresSubmitted, submissionProgressed } from './mark.stream.js';
import { markValueOf, type ValueColumns } from './mark-value.js';
import { type ScoreDraft, ScoreDraftEntity } from './score-draft.entity.js';
import { ScoreEntity } from './score.entity.js';
import { type ItemContext, itemContext } from './score-save.command.js';

/** The client's commitment to the draft of one item. */
export interface Commitment {
  readonly itemId: string | null;
  /** 32 random bytes in base64url, made by the client. */
  readonly salt: string;
  /** The commitment's hash, made by the client. */
  readonly hash: string;
}

/** Drafts to submit, all or none. */
export interface ScoreSubmit {
  readonly evaluationId: string | null;
  readonly commitments: readonly Commitment[];
  readonly idempotencyKey?: string | null | undefined;
}

/** Marks that one command may submit. */
const greatestBatch = 100;

/** Submits marks. */
export class ScoreSubmitCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * Turns drafts into submitted marks. Each hash has to be that of the draft, the salt, the item and the rater's
   * pseudonym, so that nobody can later say that another mark was meant. A mark that was submitted before is
   * superseded; both rows stay.
   */
  async run(viewer: Viewer, request: ScoreSubmit): Promise<Outcome<{ evaluationId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { evaluationId, commitments } = request;
    if (commitments.length === 0 || commitments.length > greatestBatch) {
      return fault('OUT_OF_RANGE', ['commitments'], { minimum: 1, maximum: greatestBatch });
    }
    const shapes: Fault[] = commitments.flatMap(({ salt, itemId }, at) => {
      const path = ['commitments', String(at)];
      return [
        ...(isSalt(salt) ? [] : [{ code: 'INVALID_FORMAT' as const, path: [...path, 'salt'] }]),
        ...(itemId === null ? [{ code: 'NOT_FOUND' as const, path: [...path, 'itemId'] }] : []),
      ];
    });
    if (shapes.length > 0) {
      return faults(shapes);
    }
    if (evaluationId === null) {
      return fault('NOT_FOUND', ['evaluationId']);
    }
    return this.unitOfWork.run(
      {
        operation: 'scoreSubmit',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { score_current_unique: { code: 'VERSION_CONFLICT', path: ['commitments'] } },
      },
      async (transaction) => {
        const { em, database } = transaction;
        const evaluation = await em.findOne(EvaluationEntity, { id: evaluationId });
        if (evaluation) {
          // The cycle before the assignment, as its own steps lock them.
          const { cycleId } = evaluation;
          await em.findOneOrFail(RatingCycleEntity, { id: cycleId }, { lockMode: LockMode.PESSIMISTIC_READ });
        }
        const assignment = await em.findOne(
          RaterAssignmentEntity,
          { evaluationId, raterId: viewer.accountId },
          { lockMode: LockMode.PESSIMISTIC_WRITE },
        );
        if (!assignment || !['ACTIVE', 'DECLARING'].includes(assignment.state)) {
          const isSeen = () => evaluation !== null && seesEvaluation(viewer, database, evaluation);
          return faults(await objectFaults(refused('NOT_ASSIGNED'), isSeen, ['evaluationId']));
        }
        if (assignment.state === 'DECLARING') {
          return fault('DECLARATION_REQUIRED', ['evaluationId']);
        }
        // One after the other, so that each change of "k of n" is told once.
        await em.findOneOrFail(EvaluationEntity, { id: evaluationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        const before = await readProgress(database, evaluationId);
        const brought = await broughtEvidence(database, evaluationId);
        const found: Fault[] = [];
        const itemIds: string[] = [];
        for (const [at, commitment] of commitments.entries()) {
          const path = ['commitments', String(at)];
          const itemId = commitment.itemId ?? '';
          const context = await itemContext(transaction, itemId);
          const draft = await em.findOne(ScoreDraftEntity, { assignmentId: assignment.id, itemId });
          if (!context || context.item.evaluationId !== evaluationId || itemIds.includes(itemId)) {
            found.push({ code: 'NOT_FOUND', path: [...path, 'itemId'] });
            continue;
          }
          const decision = mayMark(viewer, {
            state: context.item.state,
            councilId: context.councilId,
            cycleState: context.cycleState,
            open: context.open,
            raterIds: [viewer.accountId],
          });
          if (!decision.allowed) {
            found.push(...decisionFaults(decision, [...path, 'itemId']));
            continue;
          }
          if (!draft) {
            found.push({ code: 'REQUIRED', path: [...path, 'itemId'] });
            continue;
          }
          const minimum = context.indicator.justificationMinChars;
          if ([...draft.justification].length < minimum) {
            found.push({ code: 'JUSTIFICATION_REQUIRED', path: [...path, 'itemId'], parameters: { minimum } });
            continue;
          }
          const lacking = lackingEvidence(context.indicator, markValueOf(valueOf(draft)), brought);
          if (lacking > 0) {
            found.push({ code: 'EVIDENCE_REQUIRED', path: [...path, 'itemId'], parameters: { lacking } });
            continue;
          }
          if (!isCommittedTo(draft, commitment, context, assignment.pseudonym)) {
            const parameters = { recipe: commitmentRecipe };
            found.push({ code: 'COMMITMENT_MISMATCH', path: [...path, 'hash'], parameters });
            continue;
          }
          const earlier = await em.findOne(ScoreEntity, { assignmentId: assignment.id, itemId, state: 'COMMITTED' });
          if (earlier) {
            earlier.state = 'SUPERSEDED';
            await em.flush();
          }
          em.create(ScoreEntity, {
            assignmentId: assignment.id,
            itemId,
            valueKind: draft.valueKind,
            valuePoints: draft.valuePoints ?? null,
            valueLevel: draft.valueLevel ?? null,
            justification: draft.justification,
            confidence: draft.confidence ?? null,
            evidenceReferences: draft.evidenceReferences,
            commitmentHash: commitment.hash,
            commitmentSalt: commitment.salt,
          });
          itemIds.push(itemId);
          transaction.enter({
            action: earlier ? 'score.superseded' : 'score.committed',
            subjectType: 'EvaluationItem',
            subjectId: itemId,
            body: { rater: assignment.pseudonym, commitment: commitment.hash },
          });
        }
        if (found.length > 0) {
          return faults(found);
        }
        await em.flush();
        transaction.publish(scoresSubmitted(viewer.accountId, evaluationId, itemIds));
        const progress = await readProgress(database, evaluationId);
        if (progress.submitted !== before.submitted && progress.remaining >= 3) {
          for (const managerId of await managerIds(database)) {
            transaction.publish(submissionProgressed(managerId, evaluationId, progress));
          }
        }
        return ok({ evaluationId });
      },
    );
  }
}

async function readProgress(database: Database, evaluationId: string): Promise<Progress> {
  const [progress] = await progressOf.batch(database, [evaluationId]);
  if (!progress || progress instanceof Error) {
    throw new Error(`the progress of ${evaluationId} cannot be read`, { cause: progress });
  }
  return progress;
}

function valueOf({ valueKind, valuePoints, valueLevel }: ScoreDraft): ValueColumns {
  return { valueKind, valuePoints: valuePoints ?? null, valueLevel: valueLevel ?? null };
}

function isCommittedTo(
  draft: ScoreDraft,
  { salt, hash }: Commitment,
  { item, cycleId }: ItemContext,
  pseudonym: string,
): boolean {
  return verifyMarkCommitment(
    {
      cycle: encodeNodeId('RatingCycle', cycleId),
      evaluationItem: encodeNodeId('EvaluationItem', item.id),
      round: 0,
      rater: pseudonym,
      value: markValueOf(valueOf(draft)),
      justificationHash: justificationHash(draft.justification, salt) ?? '',
      salt,
    },
    hash,
  );
}

/** Voids the marks of a rater who leaves an evaluation: they stay as rows and leave the computation. */
export async function voidScores(
  transaction: Parameters<Parameters<UnitOfWork['run']>[1]>[0],
  assignmentId: string,
): Promise<void> {
  const { em } = transaction;
  for (const score of await em.find(ScoreEntity, {
    assignmentId,
    state: { $in: ['COMMITTED', 'REVEALED'] },
  })) {
    score.state = 'VOID';
    const item = await em.findOneOrFail(EvaluationItemEntity, { id: score.itemId });
    transaction.enter({
      action: 'score.voided',
      subjectType: 'EvaluationItem',
      subjectId: item.id,
      body: { commitment: score.commitmentHash },
    });
  }
}
