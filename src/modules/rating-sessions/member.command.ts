import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { type Decision, decisionFaults } from '../../decision.js';
import { fault, faults, ok } from '../../errors.js';
import { cleanText } from '../../language/index.js';
import { take } from '../../machine.js';
import { encodeNodeId } from '../../relay/nodes/node-id.js';
import { isSignedIn, type Viewer } from '../accounts/index.js';
import { progressHearerIds } from '../cycles/index.js';
import { ScoreEntity } from '../evaluations/index.js';
import { DissentEntity } from './consensus-proposal.entity.js';
import { type ItemRequest, runOnItem, type SessionItemContext } from './item-command.js';
import { hashOfText } from './make-proposal.js';
import { mayReadSession, mayStepSession, mayTakePart } from './rating-session.policy.js';
import { ratingSessionChanged, roundProgressed, sessionItemChanged } from './rating-session.stream.js';
import { RatingRoundEntity, RoundPassEntity } from './rating-round.entity.js';
import { ratingSessionMachine } from './rating-session.machine.js';
import { quorumOfSession, sessionContext } from './session-context.js';
import { factsOfSession } from './session-steps.command.js';
import { ProtocolSignatureEntity, SessionProtocolEntity } from './session-protocol.entity.js';

/** What raters do in a session besides marking and voting. */
export class MemberCommand {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Gives no mark in the open round. As hidden as a mark until the reveal. */
  pass(viewer: Viewer, request: ItemRequest): Promise<Outcome<{ sessionItemId: string }>> {
    return runOnItem(this.unitOfWork, viewer, 'ratingSessionItemPass', request, async (transaction, context, viewer_) => {
      const { em } = transaction;
      const { item, sessionItem, facts, raters } = context;
      const decision = mayTakePart(viewer_, facts);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      const round = await em.findOne(RatingRoundEntity, { sessionItemId: sessionItem.id, state: 'SCORING' });
      const rater = raters.find(({ evaluationId, accountId }) => evaluationId === item.evaluationId && accountId === viewer_.accountId);
      if (!round || !rater || facts.state !== 'OPEN') {
        return fault('ITEM_NOT_OPEN', ['id']);
      }
      const place = { assignmentId: rater.assignmentId, itemId: item.id, round: round.number, state: 'COMMITTED' } as const;
      if ((await em.count(ScoreEntity, place)) > 0) {
        return fault('ALREADY_MARKED', ['id']);
      }
      em.create(RoundPassEntity, { roundId: round.id, assignmentId: rater.assignmentId });
      await em.flush();
      await tellProgress(transaction, context);
      return ok(null);
    });
  }

  /** Puts a minority opinion on record: on what is proposed or was decided, in this session. */
  dissent(viewer: Viewer, request: ItemRequest & { readonly text: string }): Promise<Outcome<{ sessionItemId: string }>> {
    const text = cleanText(request.text, { min: 1, max: 5_000, multiline: true });
    return runOnItem(this.unitOfWork, viewer, 'dissentRecord', request, async (transaction, context, viewer_) => {
      const { session, sessionItem, item, facts, raters } = context;
      const decision: Decision = mayTakePart(viewer_, facts);
      if (!decision.allowed) {
        return faults(decisionFaults(decision, ['id']));
      }
      if (!text.ok) {
        return fault(text.code, ['text'], { minimum: 1, maximum: 5_000 });
      }
      if (facts.state !== 'OPEN' || !['REVEALED', 'PROPOSED', 'LOCKED'].includes(sessionItem.state)) {
        return fault('ITEM_NOT_OPEN', ['id']);
      }
      const rater = raters.find(({ evaluationId, accountId }) => evaluationId === item.evaluationId && accountId === viewer_.accountId);
      if (!rater) {
        return fault('NOT_ASSIGNED', ['id']);
      }
      transaction.em.create(DissentEntity, { sessionItemId: sessionItem.id, assignmentId: rater.assignmentId, text: text.text });
      await transaction.em.flush();
      transaction.publish(sessionItemChanged(session.id, sessionItem.id, 'dissent', true));
      transaction.enter({
        action: 'dissent.recorded',
        subjectType: 'EvaluationItem',
        subjectId: item.id,
        body: {
          item: encodeNodeId('EvaluationItem', item.id),
          sessionId: session.id,
          rater: rater.pseudonym,
          textSha256: hashOfText(text.text),
        },
      });
      return ok(null);
    });
  }

  /** Signs the protocol of a closed session by its hash, or refuses to, with the reason. Enough signatures seal it. */
  async sign(
    viewer: Viewer,
    request: {
      readonly sessionId: string | null;
      readonly protocolHash: string;
      /** Null: signed. */
      readonly refusalReason?: string | null | undefined;
      readonly idempotencyKey?: string | null | undefined;
    },
  ): Promise<Outcome<{ sessionId: string }>> {
    if (!isSignedIn(viewer)) {
      return fault('UNAUTHENTICATED');
    }
    const { sessionId } = request;
    if (sessionId === null) {
      return fault('NOT_FOUND', ['id']);
    }
    const reason = request.refusalReason ? cleanText(request.refusalReason, { min: 1, max: 2_000, multiline: true }) : null;
    if (reason && !reason.ok) {
      return fault(reason.code, ['refusalReason'], { minimum: 1, maximum: 2_000 });
    }
    return this.unitOfWork.run(
      {
        operation: 'ratingSessionSign',
        actorId: viewer.accountId,
        idempotencyKey: request.idempotencyKey,
        input: request,
        constraints: { protocol_signature_session_id_account_id_unique: { code: 'ALREADY_APPROVED', path: ['id'] } },
      },
      async (transaction) => {
        const { em } = transaction;
        const context = await sessionContext(transaction, sessionId);
        const facts = context && (await factsOfSession(transaction, context));
        if (!context || !facts || !mayReadSession(viewer, facts)) {
          return fault('NOT_FOUND', ['id']);
        }
        const { session, raters, takingPart } = context;
        const decision = mayStepSession(viewer, facts, 'sign');
        if (!decision.allowed) {
          return faults(decisionFaults(decision, ['id']));
        }
        if (!takingPart.has(viewer.accountId)) {
          return fault('NOT_CHECKED_IN', ['id']);
        }
        const protocol = await em.findOneOrFail(SessionProtocolEntity, { sessionId });
        if (protocol.hash !== request.protocolHash) {
          return fault('VERSION_CONFLICT', ['protocolHash']);
        }
        em.create(ProtocolSignatureEntity, {
          sessionId,
          accountId: viewer.accountId,
          refusalReason: reason?.text ?? null,
          protocolHash: protocol.hash,
        });
        await em.flush();
        transaction.enter({
          action: reason ? 'protocol.refused' : 'protocol.signed',
          subjectType: 'RatingSession',
          subjectId: sessionId,
          body: { accountId: viewer.accountId, hash: protocol.hash, reason: reason?.text ?? null },
        });
        const signed = await em.find(ProtocolSignatureEntity, { sessionId, refusalReason: null });
        const entitled = new Set(raters.map(({ accountId }) => accountId));
        const isEnough = signed.filter(({ accountId }) => entitled.has(accountId)).length >= quorumOfSession(context).needed;
        if (isEnough) {
          take(ratingSessionMachine, session, 'sign');
        }
        transaction.publish(ratingSessionChanged(sessionId, isEnough ? 'SIGNED' : 'SIGNATURE', true));
        return ok({ sessionId });
      },
    );
  }
}

/** Tells those who may know how far a round has come, while three raters or more are entitled. */
export async function tellProgress(transaction: Transaction, { session, sessionItem, item, facts }: SessionItemContext): Promise<void> {
  if (facts.itemRaterIds.length < 3) {
    return;
  }
  for (const accountId of new Set([facts.holderId, ...(await progressHearerIds(transaction.database, item.evaluationId))])) {
    transaction.publish(roundProgressed(accountId, session.id, sessionItem.id));
  }
}

/**
 * Called when a rater's first marks in rounds have come: told as `tellProgress` tells it, where "k of n" has changed. By
 * whoever has passed before it has not, and a frame would tell of the pass.
 */
export async function onRoundMarked(transaction: Transaction, itemIds: readonly string[], assignmentId: string): Promise<void> {
  const rows = await transaction.database
    .selectFrom('session_item')
    .innerJoin('evaluation_item', 'evaluation_item.id', 'session_item.item_id')
    .innerJoin('facilitation', 'facilitation.subject_id', 'session_item.session_id')
    .select(['session_item.id', 'session_item.session_id', 'evaluation_item.evaluation_id', 'facilitation.holder_id'])
    .where('session_item.item_id', 'in', itemIds)
    .where('session_item.state', '=', 'SCORING')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('round_pass')
            .innerJoin('rating_round', 'rating_round.id', 'round_pass.round_id')
            .select('round_pass.id')
            .whereRef('rating_round.session_item_id', '=', 'session_item.id')
            .where('rating_round.state', '=', 'SCORING')
            .where('round_pass.assignment_id', '=', assignmentId),
        ),
      ),
    )
    .where(
      (eb) =>
        eb
          .selectFrom('rater_assignment')
          .select((inner) => inner.fn.countAll<number>().as('entitled'))
          .whereRef('rater_assignment.evaluation_id', '=', 'evaluation_item.evaluation_id')
          .where('rater_assignment.state', 'in', ['ACTIVE', 'COMPLETED']),
      '>=',
      3,
    )
    .execute();
  // Marks are submitted for one council at a time.
  const managers = rows[0] ? await progressHearerIds(transaction.database, rows[0].evaluation_id) : [];
  for (const { id, session_id: sessionId, holder_id: holderId } of rows) {
    for (const accountId of new Set([holderId, ...managers])) {
      transaction.publish(roundProgressed(accountId, sessionId, id));
    }
  }
}
