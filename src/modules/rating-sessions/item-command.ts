import { LockMode } from '@mikro-orm/core';
import type { Outcome, Transaction, UnitOfWork } from '../../database/unit-of-work.js';
import { type Fault, fault, faults, ok, type Result } from '../../errors.js';
import type { IndicatorRules } from '../../scoring/index.js';
import { isSignedIn, type SignedInViewer, type Viewer } from '../accounts/index.js';
import { type EvaluationItem, EvaluationItemEntity } from '../evaluations/index.js';
import { leadFaults } from '../facilitation/index.js';
import { mayReadSessionItem, type SessionItemFacts } from './rating-session.policy.js';
import { type SessionContext, sessionContext } from './session-context.js';
import { type SessionItem, SessionItemEntity } from './session-item.entity.js';
import { factsOfSession } from './session-steps.command.js';

/** What every command on an item of a session names. */
export interface ItemRequest {
  readonly sessionItemId: string | null;
  /** The number of the lead, for the commands of the lead alone. */
  readonly term?: number | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** An item on the agenda as its commands see it, its session locked. */
export interface SessionItemContext extends SessionContext {
  readonly sessionItem: SessionItem;
  readonly item: EvaluationItem;
  readonly indicator: IndicatorRules;
  readonly facts: SessionItemFacts;
}

/** A command on an item that sees it: what it does, and the object's id as its value. */
export type ItemWork = (
  transaction: Transaction,
  context: SessionItemContext,
  viewer: SignedInViewer,
) => Promise<Result<null>>;

/** Runs a command on an item of a session: one after the other within a session, nothing for whoever does not see it. */
export async function runOnItem(
  unitOfWork: UnitOfWork,
  viewer: Viewer,
  operation: string,
  request: ItemRequest,
  work: ItemWork,
): Promise<Outcome<{ sessionItemId: string }>> {
  if (!isSignedIn(viewer)) {
    return fault('UNAUTHENTICATED');
  }
  const { sessionItemId } = request;
  if (sessionItemId === null) {
    return fault('NOT_FOUND', ['id']);
  }
  return unitOfWork.run(
    {
      operation,
      actorId: viewer.accountId,
      idempotencyKey: request.idempotencyKey,
      input: request,
      constraints: {
        session_item_active_unique: { code: 'VERSION_CONFLICT', path: ['id'] },
        consensus_proposal_open_unique: { code: 'VERSION_CONFLICT', path: ['id'] },
        proposal_vote_proposal_id_assignment_id_unique: { code: 'ALREADY_VOTED', path: ['id'] },
        round_pass_round_id_assignment_id_unique: { code: 'ALREADY_EXISTS', path: ['id'] },
        dissent_session_item_id_assignment_id_unique: { code: 'ALREADY_EXISTS', path: ['id'] },
      },
    },
    async (transaction) => {
      const context = await itemContextOf(transaction, sessionItemId);
      if (!context || !mayReadSessionItem(viewer, context.facts)) {
        return fault('NOT_FOUND', ['id']);
      }
      const done = await work(transaction, context, viewer);
      return done.ok ? ok({ sessionItemId }) : done;
    },
  );
}

/** The faults of a command of the lead that comes under a stale number; the lead is locked, and was heard of. */
export async function staleLead(
  transaction: Transaction,
  { session }: SessionContext,
  viewer: Viewer,
  request: ItemRequest,
): Promise<Result<null>> {
  const found: readonly Fault[] = await leadFaults(transaction, session.id, viewer, request.term ?? 0);
  return found.length > 0 ? faults(found) : ok(null);
}

/** An item on the agenda with its session, which is locked; null where there is none. */
export async function itemContextOf(transaction: Transaction, sessionItemId: string): Promise<SessionItemContext | null> {
  const { em, database } = transaction;
  const known = await database.selectFrom('session_item').select('session_id').where('id', '=', sessionItemId).executeTakeFirst();
  const context = known ? await sessionContext(transaction, known.session_id) : null;
  if (!context) {
    return null;
  }
  const sessionItem = await em.findOneOrFail(SessionItemEntity, { id: sessionItemId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const item = await em.findOneOrFail(EvaluationItemEntity, { id: sessionItem.itemId });
  const indicator = context.rules.indicators.find(({ code }) => code === item.indicatorCode);
  if (!indicator) {
    throw new Error(`the methodology has no indicator ${item.indicatorCode}`);
  }
  const facts: SessionItemFacts = {
    ...(await factsOfSession(transaction, context)),
    evaluationId: item.evaluationId,
    councilId: context.evaluations.find(({ id }) => id === item.evaluationId)?.councilId ?? '',
    itemState: sessionItem.state,
    isActive: sessionItem.active,
    rounds: sessionItem.rounds,
    maxRounds: context.body.maxRounds,
    itemRaterIds: context.raters.filter(({ evaluationId }) => evaluationId === item.evaluationId).map(({ accountId }) => accountId),
    takingPartIds: [...context.takingPart],
  };
  return { ...context, sessionItem, item, indicator, facts };
}
