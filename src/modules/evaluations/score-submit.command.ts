import { LockMode } from '@mikro-orm/core';
import type { Database } from '../../database/tables.js';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults, objectFaults } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { isSalt, justificationHash, shortestDecimal, verifyMarkCommitment } from '../../ledger/index.js';
import type { Seal } from '../../ledger/seal.js';
import { take } from '../../machine.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { EvaluationEntity, progressHearerIds, RaterAssignmentEntity, RatingCycleEntity, seesEvaluation } from '../cycles/index.js';
import { broughtEvidence, type BroughtEvidence } from '../evidence/index.js';
import { commitmentRecipe } from './commitment-description.js';
import { lackingEvidence } from './evidence-rule.js';
import { factsOfContext, type ItemContext, itemContext } from './item-context.js';
import { type Progress, progressOf } from './item.loader.js';
import { type DraftContent, type MarkPlace, openDraft, sealMark, valueOfContent } from './mark-content.js';
import { mayMark } from './mark.policy.js';
import { scoresSubmitted, submissionProgressed } from './mark.stream.js';
import { ScoreDraftEntity } from './score-draft.entity.js';
import { ScoreEntity } from './score.entity.js';
import { scoreMachine } from './score.machine.js';
import { assignmentRefusal } from './score-save.command.js';

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

/** Asked of the sessions: who is told that marks of a rater, by the assignment, have come in rounds. */
export type OnRoundMarked = (transaction: Transaction, itemIds: readonly string[], assignmentId: string) => Promise<void>;

/** Marks that one command may submit. */
const greatestBatch = 100;

/** Submits marks. */
export class ScoreSubmitCommand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seal: Seal,
    private readonly onRoundMarked: OnRoundMarked,
  ) {}

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
        const { em, database, now } = transaction;
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
        const refusal = assignmentRefusal(assignment);
        if (!assignment || !refusal.allowed) {
          const isSeen = async () =>
            assignment !== null || (evaluation !== null && (await seesEvaluation(viewer, database, evaluation)));
          return faults(await objectFaults(refusal, isSeen, ['evaluationId']));
        }
        if (assignment.state === 'DECLARING') {
          return fault('DECLARATION_REQUIRED', ['evaluationId']);
        }
        // One after the other: each change of "k of n" is told once, and no mark slips in while a round is closed,
        // revealed, or left by a rater, all of which lock the evaluation.
        await em.findOneOrFail(EvaluationEntity, { id: evaluationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
        const before = await readProgress(database, evaluationId);
        const brought = await broughtEvidence(database, evaluationId);
        const found: Fault[] = [];
        const itemIds: string[] = [];
        /** Those that the rater had not marked before in a round of a session. */
        const markedInRound: string[] = [];
        for (const [at, commitment] of commitments.entries()) {
          const path = ['commitments', String(at)];
          const itemId = commitment.itemId ?? '';
          const context = await itemContext(transaction, itemId);
          if (!context || context.item.evaluationId !== evaluationId) {
            found.push({ code: 'NOT_FOUND', path: [...path, 'itemId'] });
            continue;
          }
          if (itemIds.includes(itemId)) {
            found.push({ code: 'ALREADY_MARKED', path: [...path, 'itemId'] });
            continue;
          }
          const decision = mayMark(viewer, factsOfContext(context, [viewer.accountId], now));
          if (!decision.allowed) {
            found.push(...decisionFaults(decision, [...path, 'itemId']));
            continue;
          }
          const place = { assignmentId: assignment.id, itemId, round: context.item.openRound ?? 0 };
          const draft = await em.findOne(ScoreDraftEntity, place);
          if (!draft) {
            found.push({ code: 'REQUIRED', path: [...path, 'itemId'] });
            continue;
          }
          const content = openDraft(this.seal, place, draft.sealed);
          const wrong =
            contentFault(content, context, brought) ?? (await this.#commitmentFault(transaction, { content, commitment, context, place, pseudonym: assignment.pseudonym }));
          if (wrong) {
            found.push({ ...wrong, path: [...path, ...wrong.path] });
            continue;
          }
          const earlier = await em.findOne(ScoreEntity, { ...place, state: 'COMMITTED' });
          if (earlier) {
            take(scoreMachine, earlier, 'supersede');
            await em.flush();
          }
          const { hash: commitmentHash, salt: commitmentSalt } = commitment;
          em.create(ScoreEntity, { ...place, sealed: sealMark(this.seal, place, { ...content, commitmentSalt }), commitmentHash });
          itemIds.push(itemId);
          if (place.round > 0 && !earlier) {
            markedInRound.push(itemId);
          }
        }
        if (found.length > 0) {
          return faults(found);
        }
        await em.flush();
        transaction.publish(scoresSubmitted(viewer.accountId, evaluationId, itemIds));
        const progress = await readProgress(database, evaluationId);
        if (progress.submitted !== before.submitted && progress.remaining >= 3) {
          for (const managerId of await progressHearerIds(database, evaluationId)) {
            transaction.publish(submissionProgressed(managerId, evaluationId, progress));
          }
        }
        if (markedInRound.length > 0) {
          await this.onRoundMarked(transaction, markedInRound, assignment.id);
        }
        return ok({ evaluationId });
      },
    );
  }

  /** What is wrong with a commitment, or with marking anew; null where nothing is. */
  async #commitmentFault({ database }: Transaction, { content, commitment, context, place, pseudonym }: Submission): Promise<Fault | null> {
    const same = await database
      .selectFrom('score')
      .select('assignment_id')
      .where('commitment_hash', '=', commitment.hash)
      .executeTakeFirst();
    if (same) {
      // The salt makes every commitment one of its own: a second one like it was taken from somebody, or sent twice.
      return { code: same.assignment_id === place.assignmentId ? 'ALREADY_MARKED' : 'COMMITMENT_COPIED', path: ['hash'] };
    }
    const isOfDraft = verifyMarkCommitment(
      {
        cycle: encodeNodeId('RatingCycle', context.cycleId),
        evaluationItem: encodeNodeId('EvaluationItem', context.item.id),
        round: place.round,
        rater: pseudonym,
        value: valueOfContent(content),
        justificationHash: justificationHash(content.justification, commitment.salt) ?? '',
        salt: commitment.salt,
      },
      commitment.hash,
    );
    if (!isOfDraft) {
      return { code: 'COMMITMENT_MISMATCH', path: ['hash'], parameters: { recipe: commitmentRecipe } };
    }
    if (place.round > 0 && content.changeReason === null && (await hasChanged(database, place, content))) {
      return { code: 'CHANGE_REASON_REQUIRED', path: ['itemId'] };
    }
    return null;
  }
}

/** One commitment on its way. */
interface Submission {
  readonly content: DraftContent;
  readonly commitment: Commitment;
  readonly context: ItemContext;
  readonly place: MarkPlace;
  readonly pseudonym: string;
}

/** What the draft lacks to be submitted; null where nothing. */
function contentFault(content: DraftContent, { indicator }: ItemContext, brought: readonly BroughtEvidence[]): Fault | null {
  const minimum = indicator.justificationMinChars;
  if ([...content.justification].length < minimum) {
    return { code: 'JUSTIFICATION_REQUIRED', path: ['itemId'], parameters: { minimum } };
  }
  const lacking = lackingEvidence(indicator, valueOfContent(content), brought);
  return lacking > 0 ? { code: 'EVIDENCE_REQUIRED', path: ['itemId'], parameters: { lacking } } : null;
}

/** Whether a rater's mark says something else than the same rater's last one that was revealed. */
async function hasChanged(database: Database, { assignmentId, itemId }: MarkPlace, content: DraftContent): Promise<boolean> {
  const before = await database
    .selectFrom('score')
    .innerJoin('score_opening', 'score_opening.score_id', 'score.id')
    .select(['value_kind', 'value_points', 'value_level'])
    .where('score.assignment_id', '=', assignmentId)
    .where('score.item_id', '=', itemId)
    .where('score.state', 'in', ['REVEALED', 'LOCKED'])
    .orderBy('score.round', 'desc')
    .executeTakeFirst();
  const isSame =
    before?.value_kind === content.valueKind &&
    before.value_level === content.valueLevel &&
    (before.value_points && shortestDecimal(before.value_points)) === content.valuePoints;
  return before !== undefined && !isSame;
}

async function readProgress(database: Database, evaluationId: string): Promise<Progress> {
  const [progress] = await progressOf.batch(database, [evaluationId]);
  if (!progress || progress instanceof Error) {
    throw new Error(`the progress of ${evaluationId} cannot be read`, { cause: progress });
  }
  return progress;
}
