import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import type { Seal } from '../../ledger/seal.js';
import { take } from '../../machine.js';
import type { Viewer } from '../accounts/index.js';
import { closeRoundOf, commitmentsOf, marksInRound, openRoundOf, revealRoundOf } from '../evaluations/index.js';
import { type DueTimer, claimTimer, endTimer, startTimer, timerBounds } from '../facilitation/index.js';
import { ConsensusProposalEntity } from './consensus-proposal.entity.js';
import { type ItemRequest, type ItemWork, itemContextOf, runOnItem, type SessionItemContext, staleLead } from './item-command.js';
import { mayActivate, mayReadRoundProgress, mayStepItem } from './rating-session.policy.js';
import { sessionItemChanged } from './rating-session.stream.js';
import { type RatingRound, RatingRoundEntity } from './rating-round.entity.js';
import { haveAllResponded, rollOf } from './roll.js';
import { SessionItemEntity } from './session-item.entity.js';
import { type SessionItemAction, sessionItemMachine } from './session-item.machine.js';
import { quorumFaults } from './session-steps.command.js';
import { giveUpRounds } from './suspension.js';

/** The purpose of the timer that closes a round. */
export const roundTimer = 'rating-round';

/** Takes items on the agenda along their path, in the hands of whoever leads. */
export class ItemStepsCommand {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly seal: Seal,
  ) {}

  /** Puts an item on the floor, and the one that was there off it, unless that is being marked. */
  activate(viewer: Viewer, request: ItemRequest): Promise<Outcome<{ sessionItemId: string }>> {
    return runOnItem(this.unitOfWork, viewer, 'ratingSessionItemActivate', request, async (transaction, context, viewer_) => {
      const { session, sessionItem, facts } = context;
      const decision = mayActivate(viewer_, facts);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      const stale = await staleLead(transaction, context, viewer_, request);
      if (!stale.ok) {
        return stale;
      }
      if (sessionItem.active) {
        return fault('NOTHING_TO_CHANGE', ['id']);
      }
      const before = await transaction.em.findOne(SessionItemEntity, { sessionId: session.id, active: true });
      if (before && ['SCORING', 'CLOSED'].includes(before.state)) {
        return fault('FLOOR_TAKEN', ['id']);
      }
      if (before) {
        before.active = false;
        // The database allows one at a time, at every instant.
        await transaction.em.flush();
      }
      sessionItem.active = true;
      transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'activate'));
      return ok(null);
    });
  }

  /** Takes an item to discussion: from the consent list by any rater who is there, after a reveal by whoever leads. */
  discuss(viewer: Viewer, request: ItemRequest): Promise<Outcome<{ sessionItemId: string }>> {
    return this.#step(viewer, 'discuss', request, async (transaction, context, viewer_) => {
      const { sessionItem, facts } = context;
      if (viewer_.accountId === facts.holderId) {
        const stale = await staleLead(transaction, context, viewer_, request);
        if (!stale.ok) {
          return stale;
        }
      }
      await closeProposal(transaction, sessionItem.id, 'WITHDRAWN');
      return ok(null);
    });
  }

  /** Opens a round of blind marks for a time. */
  openRound(viewer: Viewer, request: ItemRequest & { readonly durationMs: number }): Promise<Outcome<{ sessionItemId: string }>> {
    const { least: minimum, greatest: maximum } = timerBounds;
    const { durationMs } = request;
    return this.#step(viewer, 'openRound', request, async (transaction, context, viewer_) => {
      const { em } = transaction;
      const { session, sessionItem, item } = context;
      const stale = await staleLead(transaction, context, viewer_, request);
      if (!stale.ok) {
        return stale;
      }
      if (durationMs < minimum || durationMs > maximum) {
        return fault('OUT_OF_RANGE', ['durationMs'], { minimum, maximum });
      }
      const lacking = quorumFaults(context, item.evaluationId);
      if (lacking.length > 0) {
        return faults(lacking);
      }
      const number = (await lastRound(transaction, item.id)) + 1;
      const round = em.create(RatingRoundEntity, { sessionItemId: sessionItem.id, number, durationMs });
      await em.flush();
      const closesAt = startTimer(transaction, { subjectId: session.id, purpose: roundTimer, objectId: round.id, durationMs });
      await openRoundOf(transaction, item.id, number, closesAt);
      sessionItem.rounds += 1;
      transaction.enter({
        action: 'round.opened',
        subjectType: 'EvaluationItem',
        subjectId: item.id,
        body: { sessionId: session.id, round: number, durationMs },
      });
      return ok(null);
    });
  }

  /**
   * Closes a round before its time, once every rater who is there has marked or passed. Where too few have marked it is
   * given up, as at the end of its time: a refusal would tell passes from marks.
   */
  closeRound(viewer: Viewer, request: ItemRequest): Promise<Outcome<{ sessionItemId: string }>> {
    return runOnItem(this.unitOfWork, viewer, 'ratingSessionItemCloseRound', request, async (transaction, context, viewer_) => {
      const decision = mayStepItem(viewer_, context.facts, 'closeRound');
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      const stale = await staleLead(transaction, context, viewer_, request);
      if (!stale.ok) {
        return stale;
      }
      const round = await openRound(transaction, context);
      await closeRoundOf(transaction, context.item.id);
      // Of fewer than three, whether all have responded would tell of one of them: only the time closes then.
      const mayBeTold = mayReadRoundProgress(viewer_, context.facts, context.facts.itemRaterIds.length);
      if (!mayBeTold || !(await haveAllResponded(transaction, context, round))) {
        return fault('ROUND_STILL_OPEN', ['id']);
      }
      await endTimer(transaction, round.id);
      await endRound(transaction, context, round);
      return ok(null);
    });
  }

  /** Reveals all marks of a closed round at once. */
  reveal(viewer: Viewer, request: ItemRequest): Promise<Outcome<{ sessionItemId: string }>> {
    return this.#step(viewer, 'reveal', request, async (transaction, context, viewer_) => {
      const { session, item, cycle } = context;
      const stale = await staleLead(transaction, context, viewer_, request);
      if (!stale.ok) {
        return stale;
      }
      const round = await openRound(transaction, context);
      const marks = await revealRoundOf(transaction, this.seal, { cycleId: cycle.id, itemId: item.id, number: round.number });
      if (marks === null) {
        return fault('COMMITMENT_MISMATCH', ['id'], { recipe: 'CommitmentInput.hash' });
      }
      round.state = 'REVEALED';
      round.revealedAt = transaction.now;
      round.roll = await rollOf(transaction, context, round);
      transaction.enter({
        action: 'marks.revealed',
        subjectType: 'EvaluationItem',
        subjectId: item.id,
        body: { sessionId: session.id, round: round.number, roll: round.roll, ...commitmentsOf(marks) },
      });
      return ok(null);
    });
  }

  /** Puts an item off to another session. */
  defer(viewer: Viewer, request: ItemRequest & { readonly reason: string }): Promise<Outcome<{ sessionItemId: string }>> {
    const reason = cleanText(request.reason, { min: 1, max: 2_000, multiline: true });
    return this.#step(viewer, 'defer', request, async (transaction, context, viewer_) => {
      if (!reason.ok) {
        return fault(reason.code, ['reason'], { minimum: 1, maximum: 2_000 });
      }
      const stale = await staleLead(transaction, context, viewer_, request);
      if (!stale.ok) {
        return stale;
      }
      const { session, sessionItem } = context;
      await giveUpRounds(transaction, session.id, 'DEFERRED', sessionItem.id);
      await closeProposal(transaction, sessionItem.id, 'WITHDRAWN');
      sessionItem.deferReason = reason.text;
      sessionItem.active = false;
      return ok(null);
    });
  }

  /**
   * Ends the time of a round: it is closed where enough have marked, else given up, and its item discussed on. Does nothing
   * where somebody was first, or the session stands still.
   */
  async roundIsOver(transaction: Transaction, { id, objectId }: DueTimer): Promise<void> {
    const found = await transaction.database.selectFrom('rating_round').select('session_item_id').where('id', '=', objectId).executeTakeFirst();
    const context = found && (await itemContextOf(transaction, found.session_item_id));
    if (!context || !(await claimTimer(transaction, id)) || context.session.state !== 'OPEN' || context.sessionItem.state !== 'SCORING') {
      return;
    }
    const round = await openRound(transaction, context);
    await closeRoundOf(transaction, context.item.id);
    await endRound(transaction, context, round);
  }

  #step(
    viewer: Viewer,
    action: SessionItemAction,
    request: ItemRequest,
    work: ItemWork,
  ): Promise<Outcome<{ sessionItemId: string }>> {
    return stepItem(this.unitOfWork, viewer, action, request, work);
  }
}

/** Runs a step of an item: by the rule of the step, with its effect and its event. `then` follows at once by itself. */
export function stepItem(
  unitOfWork: UnitOfWork,
  viewer: Viewer,
  action: SessionItemAction,
  request: ItemRequest,
  work: ItemWork,
  ...then: readonly SessionItemAction[]
): Promise<Outcome<{ sessionItemId: string }>> {
  const operation = `ratingSessionItem${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  return runOnItem(unitOfWork, viewer, operation, request, async (transaction, context, viewer_) => {
    const { session, sessionItem, facts, item } = context;
    const decision = mayStepItem(viewer_, facts, action);
    if (!decision.allowed) {
      return faults(decisionFaults(decision, ['id']));
    }
    const from = sessionItem.state;
    const done = await work(transaction, context, viewer_);
    if (!done.ok) {
      return done;
    }
    take(sessionItemMachine, sessionItem, action, ...then);
    // Whoever leads is known to all; which of the raters has done something is nobody's to know.
    transaction.publish(sessionItemChanged(session.id, sessionItem.id, action, viewer_.accountId !== facts.holderId));
    transaction.enter({
      action: 'sessionItem.advanced',
      subjectType: 'EvaluationItem',
      subjectId: item.id,
      body: { sessionId: session.id, from, to: sessionItem.state },
    });
    return ok(null);
  });
}

/** Ends the open proposal of an item, if there is one. */
export async function closeProposal({ em }: Transaction, sessionItemId: string, state: 'AGREED' | 'OBJECTED' | 'WITHDRAWN'): Promise<void> {
  const proposal = await em.findOne(ConsensusProposalEntity, { sessionItemId, state: 'OPEN' });
  if (proposal) {
    proposal.state = state;
    await em.flush();
  }
}

/** Ends a round that takes no marks any more: it is closed where enough have marked, else given up, its item discussed on. */
async function endRound(transaction: Transaction, context: SessionItemContext, round: RatingRound): Promise<void> {
  const { session, sessionItem, item, body } = context;
  const isEnough = (await marksInRound(transaction, item.id, round.number)) >= body.minRaters;
  if (isEnough) {
    round.state = 'CLOSED';
    round.closedAt = transaction.now;
  } else {
    await giveUpRounds(transaction, session.id, 'TOO_FEW_MARKS', sessionItem.id);
  }
  const action = isEnough ? 'closeRound' : 'voidRound';
  take(sessionItemMachine, sessionItem, action);
  transaction.publish(sessionItemChanged(session.id, sessionItem.id, action));
  transaction.enter({
    action: 'sessionItem.advanced',
    subjectType: 'EvaluationItem',
    subjectId: item.id,
    body: { sessionId: session.id, from: 'SCORING', to: sessionItem.state, round: round.number },
  });
}

/** The round of an item that is not over: in SCORING and CLOSED there is one. */
async function openRound({ em }: Transaction, { sessionItem }: SessionItemContext): Promise<RatingRound> {
  return em.findOneOrFail(RatingRoundEntity, { sessionItemId: sessionItem.id, state: { $in: ['SCORING', 'CLOSED'] } });
}

/** The number of the last round of an item, in whatever session; 0 before the first. */
async function lastRound({ database }: Transaction, itemId: string): Promise<number> {
  const { last } = await database
    .selectFrom('rating_round')
    .innerJoin('session_item', 'session_item.id', 'rating_round.session_item_id')
    .select((eb) => eb.fn.max('rating_round.number').as('last'))
    .where('session_item.item_id', '=', itemId)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

