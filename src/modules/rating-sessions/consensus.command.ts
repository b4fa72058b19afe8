import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { type Fault, fault, faults, ok, type Result } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { take } from '../../machine.js';
import {
  aggregateRaters,
  compare,
  type InadmissibleReason,
  type ItemOutcome,
  markOutcome,
  type MarkValue,
  rational,
  scored,
  toExactString,
  whyInadmissible,
} from '../../scoring/index.js';
import type { Viewer } from '../accounts/index.js';
import { lastMarks, reopenInSession, settleInSession } from '../evaluations/index.js';
import { broughtEvidence } from '../evidence/index.js';
import type { ConsensusProposal } from './consensus-proposal.entity.js';
import { type ItemRequest, runOnItem, type SessionItemContext, staleLead } from './item-command.js';
import { closeProposal, stepItem } from './item-steps.command.js';
import { makeProposal, saidBy } from './make-proposal.js';
import { isApprover } from './impartiality.js';
import { isOtherHalf, isOver, mayStepItem } from './rating-session.policy.js';
import { sessionItemChanged } from './rating-session.stream.js';
import { type SessionItem } from './session-item.entity.js';
import { sessionItemMachine } from './session-item.machine.js';
import { pointsOfMarks } from './triage.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';

/** A value to propose. */
export interface Proposal extends ItemRequest {
  readonly value: MarkValue;
  readonly rationale?: string | null | undefined;
  /** What a value outside the marks rests on: the piece of evidence by the bytes that were looked at. */
  readonly evidence?: { readonly evidenceId: string | null; readonly sha256: string | null } | null | undefined;
}

/** The codes of a value that the indicator does not take. */
const inadmissible = { OFF_THE_STEPS: 'OFF_THE_STEPS', UNKNOWN_LEVEL: 'UNKNOWN_LEVEL' } as const satisfies Partial<Record<InadmissibleReason, string>>;

/** Proposes, concludes and reopens. */
export class ConsensusCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Proposes a value after a round: within its marks, or outside of them with a piece of evidence. */
  propose(viewer: Viewer, request: Proposal): Promise<Outcome<{ sessionItemId: string }>> {
    return stepItem(this.unitOfWork, viewer, 'propose', request, async (transaction, context, viewer_) => {
      const stale = await staleLead(transaction, context, viewer_, request);
      if (!stale.ok) {
        return stale;
      }
      const { session, item, sessionItem, indicator } = context;
      const rationale = cleanText(request.rationale ?? '', { min: 0, max: 5_000, multiline: true });
      if (!rationale.ok) {
        return fault(rationale.code, ['rationale'], { minimum: 0, maximum: 5_000 });
      }
      const reason = whyInadmissible(indicator, request.value);
      if (reason !== null) {
        return fault(reason in inadmissible ? inadmissible[reason as keyof typeof inadmissible] : 'NOT_ADMISSIBLE', ['value']);
      }
      const marks = (await lastMarks(transaction, [item.id])).get(item.id) ?? [];
      const withinRange = isWithin(context, request.value, marks);
      const evidence = await evidenceOf(transaction, context, request);
      if (!evidence.ok) {
        return evidence;
      }
      if (!withinRange && evidence.value === null) {
        return fault('OUTSIDE_ROUND_RANGE', ['value']);
      }
      const { value } = request;
      makeProposal(transaction, { sessionId: session.id, sessionItemId: sessionItem.id, itemId: item.id }, {
        round: item.revealedRound ?? 0,
        valueKind: value.kind,
        valuePoints: value.kind === 'POINTS' ? toExactString(rational(value.points)) : null,
        valueLevel: value.kind === 'LEVEL' ? value.level : null,
        rationale: rationale.text === '' ? null : rationale.text,
        withinRange,
        evidenceId: evidence.value?.evidenceId ?? null,
        evidenceSha256: evidence.value?.sha256 ?? null,
        proposedBy: viewer_.accountId,
      });
      return ok(null);
    });
  }

  /** Lets the aggregate of the last round decide where no round is left and no agreement was found. */
  conclude(viewer: Viewer, request: ItemRequest): Promise<Outcome<{ sessionItemId: string }>> {
    return stepItem(this.unitOfWork, viewer, 'conclude', request, async (transaction, context, viewer_) => {
      const stale = await staleLead(transaction, context, viewer_, request);
      if (!stale.ok) {
        return stale;
      }
      const { item, sessionItem, rules, indicator, session } = context;
      await closeProposal(transaction, sessionItem.id, 'WITHDRAWN');
      const marks = (await lastMarks(transaction, [item.id])).get(item.id) ?? [];
      const { outcome, basis } = aggregateRaters(rules, indicator, marks);
      await settleInSession(transaction, item.id, { outcome, basis }, rules);
      sessionItem.active = false;
      enterDecision(transaction, session.id, sessionItem, item.id, { method: 'NO_CONSENSUS', outcome, basis });
      return ok(null);
    }, 'lock');
  }

  /**
   * Takes a decided item up again, once the facilitator and an approver have both asked for it. Where the session is over
   * it is put off at once, so that another one can be scheduled with it; the protocol stays as it was signed.
   */
  reopen(viewer: Viewer, request: ItemRequest & { readonly reason: string }): Promise<Outcome<{ sessionItemId: string }>> {
    const reason = cleanText(request.reason, { min: 1, max: 2_000, multiline: true });
    return runOnItem(this.unitOfWork, viewer, 'ratingSessionItemReopen', request, async (transaction, context, viewer_) => {
      const { session, sessionItem, item, facts } = context;
      const decision = mayStepItem(viewer_, facts, 'reopen');
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      if (!reason.ok) {
        return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
      }
      const asked = sessionItem.reopenAskedBy ?? null;
      if (asked === null) {
        sessionItem.reopenAskedBy = viewer_.accountId;
        sessionItem.reopenReason = reason.text;
        transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'askReopening'));
        return ok(null);
      }
      if (!isOtherHalf({ accountId: asked, isApprover: await isApprover(transaction.database, asked) }, viewer_, facts.holderId)) {
        return fault('FOUR_EYES_REQUIRED', ['id']);
      }
      await reopenInSession(transaction, item.id);
      take(sessionItemMachine, sessionItem, 'reopen');
      sessionItem.reopenAskedBy = null;
      transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'reopen'));
      if (isOver(session.state)) {
        take(sessionItemMachine, sessionItem, 'defer');
        sessionItem.deferReason = sessionItem.reopenReason ?? null;
        transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'defer'));
      } else {
        sessionItem.rounds = 0;
      }
      transaction.enter({
        action: 'sessionItem.reopened',
        subjectType: 'EvaluationItem',
        subjectId: item.id,
        body: { sessionId: session.id, askedBy: asked, reason: sessionItem.reopenReason },
      });
      return ok(null);
    });
  }
}

/** The outcome that a proposal stands for. */
export function outcomeOfProposal({ indicator }: Pick<SessionItemContext, 'indicator'>, proposal: ConsensusProposal): ItemOutcome {
  switch (proposal.valueKind) {
    case 'POINTS':
      return scored(rational(proposal.valuePoints ?? '0'));
    case 'LEVEL':
      return markOutcome(indicator, { kind: 'LEVEL', level: proposal.valueLevel ?? '' });
    default:
      return { kind: proposal.valueKind };
  }
}

/** How raters, by their pseudonyms, have come to an agreement. */
export interface Agreement {
  readonly confirmed: readonly string[];
  readonly abstained: readonly string[];
  readonly objected: readonly string[];
  /** There, and without an answer. */
  readonly silent: readonly string[];
}

/** Fixes what raters have agreed on, and locks it, in one transaction. */
export async function agree(
  transaction: Transaction,
  context: Pick<SessionItemContext, 'session' | 'sessionItem' | 'item' | 'rules' | 'indicator'>,
  proposal: ConsensusProposal,
  agreement: Agreement,
): Promise<void> {
  const { session, sessionItem, item, rules } = context;
  const outcome = outcomeOfProposal(context, proposal);
  const basis = outcome.kind === 'NOT_APPLICABLE' || outcome.kind === 'NO_EVIDENCE' ? outcome.kind : 'CONSENSUS';
  proposal.state = 'AGREED';
  sessionItem.active = false;
  take(sessionItemMachine, sessionItem, 'agree');
  await settleInSession(transaction, item.id, { outcome, basis }, rules);
  const voted = { proposalId: proposal.id, value: saidBy(proposal) };
  // Apart from the decision, whose body every bundle of a publication shows: who has voted how is for auditors.
  transaction.enter({
    action: 'proposal.agreed',
    subjectType: 'EvaluationItem',
    subjectId: item.id,
    body: { item: encodeNodeId('EvaluationItem', item.id), sessionId: session.id, ...voted, ...agreement },
  });
  enterDecision(transaction, session.id, sessionItem, item.id, { method: 'AGREED', outcome, basis }, voted);
  take(sessionItemMachine, sessionItem, 'lock');
  transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'agree', true));
}

function enterDecision(
  transaction: Transaction,
  sessionId: string,
  sessionItem: SessionItem,
  itemId: string,
  { method, outcome, basis }: { readonly method: 'AGREED' | 'NO_CONSENSUS'; readonly outcome: ItemOutcome; readonly basis: string | null },
  voted?: { readonly proposalId: string; readonly value: ReturnType<typeof saidBy> },
): void {
  transaction.enter({
    action: 'sessionItem.decided',
    subjectType: 'EvaluationItem',
    subjectId: itemId,
    body: {
      item: encodeNodeId('EvaluationItem', itemId),
      sessionId,
      method,
      basis,
      rounds: sessionItem.rounds,
      points: outcome.kind === 'POINTS' ? toExactString(outcome.points) : null,
      ...voted,
    },
  });
}

/** Whether a value lies within the marks of its round: between their points, or said by one of the raters. */
function isWithin({ indicator }: SessionItemContext, value: MarkValue, marks: readonly MarkValue[]): boolean {
  const outcome = markOutcome(indicator, value);
  if (outcome.kind !== 'POINTS') {
    return marks.some(({ kind }) => kind === value.kind);
  }
  const points = pointsOfMarks(indicator, marks);
  const [least, greatest] = [points[0], points.at(-1)];
  return least !== undefined && greatest !== undefined && compare(least, outcome.points) <= 0 && compare(outcome.points, greatest) <= 0;
}

/** The piece of evidence that a proposal names, if it names one: brought for the indicator, and the bytes that it is. */
async function evidenceOf(
  { database }: Transaction,
  { item, indicator }: SessionItemContext,
  { evidence }: Proposal,
): Promise<Result<{ readonly evidenceId: string; readonly sha256: string } | null>> {
  if (!evidence) {
    return ok(null);
  }
  if (!evidence.sha256) {
    return fault('EVIDENCE_HASH_REQUIRED', ['evidence', 'sha256']);
  }
  const brought = await broughtEvidence(database, item.evaluationId);
  const piece = brought.find(({ id, indicatorCodes }) => id === evidence.evidenceId && indicatorCodes.includes(indicator.code));
  if (!piece) {
    return fault('NOT_FOUND', ['evidence', 'evidenceId']);
  }
  const wrong: readonly Fault[] = piece.sha256 === evidence.sha256 ? [] : [{ code: 'EVIDENCE_HASH_MISMATCH', path: ['evidence', 'sha256'] }];
  return wrong.length > 0 ? faults(wrong) : ok({ evidenceId: piece.id, sha256: piece.sha256 });
}
