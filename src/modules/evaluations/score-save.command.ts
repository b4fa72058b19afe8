import { LockMode } from '@mikro-orm/core';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults, objectFaults, refused } from '../../decision.js';
import { type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { shortestDecimal } from '../../ledger/index.js';
import { whyInadmissible } from '../../scoring/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import {
  EvaluationEntity,
  type OpenDoors,
  openDoorsOf,
  RaterAssignmentEntity,
  RatingCycleEntity,
  type RatingCycleState,
  seesEvaluation,
} from '../cycles/index.js';
import { broughtEvidence } from '../evidence/index.js';
import { type IndicatorBody, type MethodologyBody, MethodologyVersionEntity, rulesOf } from '../methodologies/index.js';
import { type EvaluationItem, EvaluationItemEntity } from './evaluation-item.entity.js';
import { mostReferences, referencesTo } from './evidence-rule.js';
import { indicatorOf } from './item.loader.js';
import { mayMark } from './mark.policy.js';
import { scoreSaved } from './mark.stream.js';
import { markValueOf, strayMembers, type ValueColumns } from './mark-value.js';
import { ScoreDraftEntity } from './score-draft.entity.js';

/** A mark to keep as a draft. */
export interface ScoreSave extends ValueColumns {
  readonly itemId: string | null;
  readonly justification: string;
  readonly confidence?: number | null | undefined;
  /** Pieces of the evaluation's evidence that the mark rests on; null is one that cannot be read. */
  readonly evidenceIds?: readonly (string | null)[] | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** The longest justification, in characters. */
export const longestJustification = 10_000;

/** An item within its evaluation and cycle, as a command on it sees them. */
export interface ItemContext {
  readonly item: EvaluationItem;
  readonly councilId: string;
  readonly cycleId: string;
  readonly cycleState: RatingCycleState;
  /** What the cycle lets in now. */
  readonly open: OpenDoors;
  readonly body: MethodologyBody;
  readonly indicator: IndicatorBody;
}

/** Reads an item with what it belongs to; null when there is none. */
export async function itemContext({ em, now }: Transaction, itemId: string): Promise<ItemContext | null> {
  const item = await em.findOne(EvaluationItemEntity, { id: itemId });
  if (!item) {
    return null;
  }
  const evaluation = await em.findOneOrFail(EvaluationEntity, { id: item.evaluationId });
  const cycle = await em.findOneOrFail(
    RatingCycleEntity,
    { id: evaluation.cycleId },
    // Shared: marks come side by side, but none slips past the step that closes the scoring.
    { lockMode: LockMode.PESSIMISTIC_READ },
  );
  const version = await em.findOneOrFail(MethodologyVersionEntity, { id: cycle.methodologyVersionId });
  return {
    item: await em.refresh(item).then((fresh) => fresh ?? item),
    councilId: evaluation.councilId,
    cycleId: cycle.id,
    cycleState: cycle.state,
    open: openDoorsOf(cycle, now),
    body: version.body,
    indicator: indicatorOf(version.body, item.indicatorCode),
  };
}

/** Keeps drafts of marks. */
export class ScoreSaveCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Keeps a mark as a draft that only its rater sees; the newest one replaces the one before. */
  async run(viewer: Viewer, request: ScoreSave): Promise<Outcome<{ itemId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const text = cleanText(request.justification, { min: 0, max: longestJustification, multiline: true });
    const found: Fault[] = [];
    if (!text.ok) {
      found.push({ code: text.code, path: ['justification'], parameters: { maximum: longestJustification } });
    }
    const confidence = request.confidence ?? null;
    if (confidence !== null && (confidence < 1 || confidence > 5)) {
      found.push({ code: 'OUT_OF_RANGE', path: ['confidence'], parameters: { minimum: 1, maximum: 5 } });
    }
    const evidenceIds = request.evidenceIds ?? [];
    if (evidenceIds.length > mostReferences) {
      found.push({ code: 'TOO_LONG', path: ['evidenceIds'], parameters: { maximum: mostReferences } });
    }
    if (!text.ok || found.length > 0) {
      return faults(found);
    }
    const { valueKind: kind, valuePoints: points, valueLevel: level, ...rest } = request;
    const { itemId } = rest;
    if (itemId === null) {
      return fault('NOT_FOUND', ['itemId']);
    }
    return this.unitOfWork.run(
      {
        operation: 'scoreSave',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: { ...rest, value: { kind, points, level } },
      },
      async (transaction) => {
        const { em, database, now } = transaction;
        const context = await itemContext(transaction, itemId);
        const assignment =
          context &&
          (await em.findOne(
            RaterAssignmentEntity,
            { evaluationId: context.item.evaluationId, raterId: viewer.accountId },
            { lockMode: LockMode.PESSIMISTIC_WRITE },
          ));
        if (!context) {
          return fault('NOT_FOUND', ['itemId']);
        }
        if (!assignment || !['ACTIVE', 'DECLARING'].includes(assignment.state)) {
          const { councilId, item } = context;
          const isSeen = () => seesEvaluation(viewer, database, { id: item.evaluationId, councilId });
          return faults(await objectFaults(refused('NOT_ASSIGNED'), isSeen, ['itemId']));
        }
        if (assignment.state === 'DECLARING') {
          return fault('DECLARATION_REQUIRED', ['itemId']);
        }
        const decision = mayMark(viewer, {
          state: context.item.state,
          councilId: context.councilId,
          cycleState: context.cycleState,
          open: context.open,
          raterIds: [viewer.accountId],
        });
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['itemId']));
        }
        const [stray] = strayMembers(request);
        if (stray) {
          return fault('NOT_ADMISSIBLE', ['value', stray]);
        }
        const rules = rulesOf(context.body)?.indicators.find((rule) => rule.code === context.item.indicatorCode);
        if (!rules || rules.kind === 'MEASURED' || whyInadmissible(rules, markValueOf(request)) !== null) {
          return fault('NOT_ADMISSIBLE', ['value']);
        }
        const brought = evidenceIds.length === 0 ? [] : await broughtEvidence(database, context.item.evaluationId);
        const named = referencesTo(evidenceIds, context.item.indicatorCode, brought);
        if ('missingAt' in named) {
          return fault('NOT_FOUND', ['evidenceIds', String(named.missingAt)]);
        }
        const known = await em.findOne(ScoreDraftEntity, { assignmentId: assignment.id, itemId });
        const values = {
          valueKind: request.valueKind,
          // As it will be committed to, so that what the rater reads back is what is hashed.
          valuePoints: request.valuePoints && shortestDecimal(request.valuePoints),
          valueLevel: request.valueLevel,
          justification: text.text,
          confidence,
          evidenceReferences: named.references,
          updatedAt: now,
        };
        if (known) {
          em.assign(known, values);
        } else {
          em.create(ScoreDraftEntity, { ...values, assignmentId: assignment.id, itemId });
        }
        transaction.publish(scoreSaved(viewer.accountId, itemId));
        return ok({ itemId });
      },
    );
  }
}
