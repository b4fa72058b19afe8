import { LockMode } from '@mikro-orm/core';
import type { Outcome, UnitOfWork } from '../../database/unit-of-work.js';
import { allowed, type Decision, decisionFaults, objectFaults, refused } from '../../decision.js';
import { type ErrorCode, type Fault, fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { findCanonicalFault, shortestDecimal } from '../../ledger/index.js';
import type { Seal } from '../../ledger/seal.js';
import { type InadmissibleReason, whyInadmissible } from '../../scoring/index.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { RaterAssignmentEntity, type RaterAssignmentState, seesEvaluation } from '../cycles/index.js';
import { broughtEvidence } from '../evidence/index.js';
import { rulesOf } from '../methodologies/index.js';
import { type ChangeReasonKind, readChangeReason } from './change-reason.js';
import { mostReferences, referencesTo } from './evidence-rule.js';
import { factsOfContext, itemContext } from './item-context.js';
import { type DraftContent, sealDraft } from './mark-content.js';
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
  /** Why the mark says something else than that of the round before. */
  readonly changeReason?: { readonly kind: ChangeReasonKind; readonly text?: string | null | undefined } | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** The longest justification, in characters. */
export const longestJustification = 10_000;

/** The states of an assignment in which a rater is told of the item itself; others are told of the assignment. */
const rating: readonly RaterAssignmentState[] = ['ACTIVE', 'DECLARING', 'COMPLETED'];

/** What a rater is told who has an assignment, and may not mark by it: null where there is nothing against it. */
export function assignmentRefusal(assignment: { readonly state: RaterAssignmentState } | null): Decision {
  if (assignment?.state === 'CONFLICTED' || assignment?.state === 'RECUSED') {
    return refused('CONFLICT_OF_INTEREST');
  }
  return assignment && rating.includes(assignment.state) ? allowed : refused('NOT_ASSIGNED');
}

/** The code of a value that the indicator does not take. */
const inadmissible: Readonly<Partial<Record<InadmissibleReason, ErrorCode>>> = {
  OFF_THE_STEPS: 'OFF_THE_STEPS',
  UNKNOWN_LEVEL: 'UNKNOWN_LEVEL',
};

/** Keeps drafts of marks. */
export class ScoreSaveCommand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seal: Seal,
  ) {}

  /** Keeps a mark as a draft that only its rater sees; the newest one of a round replaces the one before. */
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
    const changeReason = readChangeReason(request.changeReason);
    if (!changeReason.ok) {
      found.push(...changeReason.faults);
    }
    if (!text.ok || !changeReason.ok || found.length > 0) {
      return faults(found);
    }
    const { valueKind: kind, valuePoints: points, valueLevel: level, ...rest } = request;
    const { itemId } = rest;
    if (itemId === null) {
      return fault('NOT_FOUND', ['itemId']);
    }
    const value = { kind, points, level };
    const unreadable = findCanonicalFault(value);
    if (unreadable) {
      return fault('INVALID_CHARACTERS', ['value', ...unreadable.path]);
    }
    return this.unitOfWork.run(
      {
        operation: 'scoreSave',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        // The value hides behind the server's key: out of so few, a bare hash of the input would tell which it was.
        input: { ...rest, value: this.seal.fingerprint(value) },
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
        const round = context.item.openRound ?? 0;
        const refusal = assignmentRefusal(assignment);
        if (!assignment || !refusal.allowed) {
          const { councilId, item } = context;
          const isSeen = async () =>
            assignment !== null || (await seesEvaluation(viewer, database, { id: item.evaluationId, councilId }));
          return faults(await objectFaults(refusal, isSeen, ['itemId']));
        }
        if (assignment.state === 'DECLARING') {
          return fault('DECLARATION_REQUIRED', ['itemId']);
        }
        const decision = mayMark(viewer, factsOfContext(context, [viewer.accountId], now));
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['itemId']));
        }
        const [stray] = strayMembers(request);
        if (stray) {
          return fault('NOT_ADMISSIBLE', ['value', stray]);
        }
        const rules = rulesOf(context.body)?.indicators.find((rule) => rule.code === context.item.indicatorCode);
        const reason = rules ? whyInadmissible(rules, markValueOf(request)) : 'MEASURED';
        if (reason !== null) {
          return fault(inadmissible[reason] ?? 'NOT_ADMISSIBLE', ['value']);
        }
        const brought = evidenceIds.length === 0 ? [] : await broughtEvidence(database, context.item.evaluationId);
        const named = referencesTo(evidenceIds, context.item.indicatorCode, brought);
        if ('missingAt' in named) {
          return fault('NOT_FOUND', ['evidenceIds', String(named.missingAt)]);
        }
        const content: DraftContent = {
          valueKind: request.valueKind,
          // As it will be committed to, so that what the rater reads back is what is hashed.
          valuePoints: request.valuePoints && shortestDecimal(request.valuePoints),
          valueLevel: request.valueLevel,
          justification: text.text,
          confidence,
          evidenceReferences: named.references,
          changeReason: round === 0 ? null : changeReason.value,
        };
        const place = { assignmentId: assignment.id, itemId, round };
        const values = { sealed: sealDraft(this.seal, place, content), updatedAt: now };
        const known = await em.findOne(ScoreDraftEntity, place);
        if (known) {
          em.assign(known, values);
        } else {
          em.create(ScoreDraftEntity, { ...place, ...values });
        }
        transaction.publish(scoreSaved(viewer.accountId, itemId));
        return ok({ itemId });
      },
    );
  }
}
